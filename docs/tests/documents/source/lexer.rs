//! Takes the comments out of code.

/// How comments are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    Css,
    JavaScript,
    Sql,
    /// Comments go from a hash to the end of the line: settings, scripts of shells, Python.
    Hash,
}

impl Language {
    pub(super) fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1 {
            "rs" => Some(Self::Rust),
            "css" => Some(Self::Css),
            "go" | "js" | "mjs" | "php" => Some(Self::JavaScript),
            "sql" => Some(Self::Sql),
            "conf" | "py" | "sh" | "toml" => Some(Self::Hash),
            _ => None,
        }
    }
}

/// Code without its comments.
#[derive(Default)]
pub(super) struct Stripped {
    pub(super) code: String,
    /// The same with all literals of text empty; of Rust alone.
    pub(super) bare: String,
    /// Those literals, as they are written.
    pub(super) literals: Vec<String>,
}

pub(super) fn strip(language: Language, text: &str) -> Stripped {
    match language {
        Language::Rust => rust(text),
        Language::Css => Stripped { code: blocks(text), ..Stripped::default() },
        Language::JavaScript => Stripped { code: lines(&blocks(text), "// "), ..Stripped::default() },
        Language::Sql => Stripped { code: lines(text, "--"), ..Stripped::default() },
        Language::Hash => Stripped { code: lines(text, "#"), ..Stripped::default() },
    }
}

fn lines(text: &str, mark: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.split_once(mark).map_or(line, |(code, _)| code))).collect()
}

fn blocks(text: &str) -> String {
    text.split("/*")
        .enumerate()
        .map(|(index, part)| if index == 0 { part } else { part.split_once("*/").map_or("", |(_, code)| code) })
        .collect()
}

fn rust(text: &str) -> Stripped {
    let mut stripped = Stripped::default();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let is_in_word = stripped.bare.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        let raw = rest.strip_prefix('r').filter(|_| !is_in_word).and_then(raw);
        let mut literal_of = None;
        let length = if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        } else if rest.starts_with("/*") {
            rest = &rest[comment(rest)..];
            continue;
        } else if let Some((inside, length)) = raw {
            literal_of = Some(inside);
            length + 1
        } else if letter == '"' {
            let length = literal(rest);
            literal_of = Some(rest[1..length].trim_end_matches('"'));
            length
        } else if letter == '\'' {
            character(rest)
        } else {
            rest.bytes().skip(1).position(|byte| matches!(byte, b'/' | b'"' | b'\'' | b'r')).map_or(rest.len(), |at| at + 1)
        };
        stripped.code.push_str(&rest[..length]);
        let is_character = letter == '\'' && length > 1;
        stripped.bare.push_str(if literal_of.is_some() || is_character { "\"\"" } else { &rest[..length] });
        stripped.literals.extend(literal_of.map(str::to_owned));
        rest = &rest[length..];
    }
    stripped
}

/// The length of a comment, with those that are nested in it.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let step = match &text[at..] {
            rest if rest.starts_with("/*") => {
                depth += 1;
                2
            }
            rest if rest.starts_with("*/") => {
                depth -= 1;
                2
            }
            rest => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// A raw literal after its `r`: what it says, and its length.
fn raw(text: &str) -> Option<(&str, usize)> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let inside = text[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inside.find(&end)?;
    Some((&inside[..length], hashes + 1 + length + end.len()))
}

fn literal(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A character, or the quote of a lifetime.
fn character(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match (letters.next(), letters.next(), letters.next()) {
        (Some((_, '\\')), Some((_, '\'' | '\\')), Some((at, '\''))) => at + 1,
        (Some((_, '\\')), ..) => text[2..].find('\'').map_or(1, |at| at + 3),
        (Some(_), Some((at, '\'')), _) => at + 1,
        _ => 1,
    }
}

#[test]
fn comments_go_and_literals_stay() {
    let stripped = rust("a('\"', '\\'') /* b /* c */ d */ \"e // f \\\" g\" // h\nr#\"i \" j\"# 'k: loop { break 'k }");
    assert_eq!(stripped.code, "a('\"', '\\'')  \"e // f \\\" g\" \nr#\"i \" j\"# 'k: loop { break 'k }");
    assert_eq!(stripped.bare, "a(\"\", \"\")  \"\" \n\"\" 'k: loop { break 'k }");
    assert_eq!(stripped.literals, ["e // f \\\" g", "i \" j"]);
    assert_eq!(blocks("a /* b */ c"), "a  c");
    assert_eq!(lines("a -- b\nc", "--"), "a \nc\n");
}
