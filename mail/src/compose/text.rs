//! The letter as text: 72 columns, each link alone on its line.

use crate::letter::{Letter, Link};

const COLUMNS: usize = 72;

pub(super) fn render(letter: &Letter) -> String {
    let mut blocks = vec![wrapped(&letter.heading, "")];
    blocks.extend(letter.paragraphs.iter().map(|paragraph| wrapped(paragraph, "")));
    blocks.push(letter.facts.iter().map(|(label, value)| wrapped(&format!("{label}: {value}"), "    ")).collect::<Vec<_>>().join("\n"));
    blocks.extend([&letter.link, &letter.other_link].into_iter().flatten().map(link));
    if !letter.footer.is_empty() {
        let footer: Vec<_> = letter.footer.iter().map(|line| wrapped(line, "")).collect();
        blocks.push(["----", &footer.join("\n")].join("\n"));
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

fn link(Link { label, url }: &Link) -> String {
    format!("{}\n{url}", wrapped(&format!("{label}:"), ""))
}

/// `text` in lines of at most 72 characters, each but the first after `others`. A longer word has a line to itself.
fn wrapped(text: &str, others: &str) -> String {
    let (mut lines, mut line, mut is_empty) = (Vec::new(), String::new(), true);
    for word in text.split_whitespace() {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > COLUMNS {
            lines.push(std::mem::replace(&mut line, others.to_owned()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    if !is_empty {
        lines.push(line);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, wrapped};

    #[test]
    fn lines_are_short() {
        let text = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. ".repeat(9);
        let lines = wrapped(&text, "    ");
        assert!(lines.lines().all(|line| line.chars().count() <= COLUMNS), "{lines}");
        assert!(lines.lines().skip(1).all(|line| line.starts_with("    Z") || line.starts_with("    ")));
        assert_eq!(lines.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn long_words_stay_whole() {
        let word = "x".repeat(100);
        assert_eq!(wrapped(&format!("a {word} b"), ""), format!("a\n{word}\nb"));
        assert_eq!(wrapped("", ""), "");
    }
}
