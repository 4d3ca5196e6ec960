//! The letter as HTML, by `templates/letter.html`.

use crate::letter::Letter;
use askama::Template;

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    letter: &'a Letter,
    language: &'static str,
    direction: &'static str,
}

pub(super) fn render(letter: &Letter) -> Result<String, askama::Error> {
    Html { letter, language: letter.language.code(), direction: letter.language.direction() }.render()
}
