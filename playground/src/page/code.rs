//! Colours for the code on the page. They are rendered on the server, like everything that doesn't change.

use leptos::prelude::*;
use ui::erased_view::{Erase, ErasedView};

const KEYWORDS: [&str; 11] = ["use", "fn", "let", "move", "match", "async", "await", "if", "impl", "pub", "mod"];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Plain,
    Keyword,
    Text,
    Comment,
    /// A type, a variant or a component.
    Name,
}

/// The code, with its tokens marked for the stylesheet.
pub(super) fn coloured(code: &str) -> Vec<ErasedView> {
    pieces(code.trim_end())
        .into_iter()
        .map(|(kind, text)| {
            let class = match kind {
                Kind::Plain => return text.to_owned().erase(),
                Kind::Keyword => "code-keyword",
                Kind::Text => "code-text",
                Kind::Comment => "code-comment",
                Kind::Name => "code-name",
            };
            view! { <span class=class>{text.to_owned()}</span> }.erase()
        })
        .collect()
}

/// Splits code into tokens, which together are the whole code.
fn pieces(code: &str) -> Vec<(Kind, &str)> {
    let mut pieces: Vec<(Kind, &str)> = Vec::new();
    let mut rest = code;
    while !rest.is_empty() {
        let (kind, length) = first(rest);
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        pieces.push((kind, piece));
        rest = after;
    }
    pieces
}

/// The kind of the first token, and its length in bytes.
fn first(code: &str) -> (Kind, usize) {
    let run = |is: fn(char) -> bool| code.find(|found| !is(found)).unwrap_or(code.len());
    let word = run(|found| found.is_ascii_alphanumeric() || found == '_');
    if code.starts_with("//") {
        (Kind::Comment, code.find('\n').unwrap_or(code.len()))
    } else if let Some(text) = code.strip_prefix('"') {
        (Kind::Text, text.find('"').map_or(code.len(), |end| end + 2))
    } else if word > 0 {
        let found = code.get(..word).unwrap_or_default();
        let kind = if KEYWORDS.contains(&found) {
            Kind::Keyword
        } else if found.starts_with(|first: char| first.is_ascii_uppercase()) {
            Kind::Name
        } else {
            Kind::Plain
        };
        (kind, word)
    } else {
        (Kind::Plain, run(|found| !found.is_ascii_alphanumeric() && found != '_' && found != '"' && found != '/').max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, pieces};

    #[test]
    fn nothing_of_the_code_gets_lost() {
        for code in ["", "let a = \"b\"; // c\nfn", "a / b", "\"open", "ä \"ö\" // ü"] {
            assert_eq!(pieces(code).iter().map(|(_, text)| *text).collect::<String>(), code);
        }
    }

    #[test]
    fn pieces_are_told_apart() {
        let kinds: Vec<_> = pieces("let X = \"y\" // z").into_iter().filter(|(kind, _)| *kind != Kind::Plain).collect();
        assert_eq!(kinds, [(Kind::Keyword, "let"), (Kind::Name, "X"), (Kind::Text, "\"y\""), (Kind::Comment, "// z")]);
    }
}
