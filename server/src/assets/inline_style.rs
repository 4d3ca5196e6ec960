//! The stylesheet as a part of a page.

use super::File;
use crate::gzip::Compressed;
use base64::{Engine, engine::general_purpose::STANDARD};

/// Parts that mean something else in an element than in a file: the end of the element, characters that HTML replaces, and addresses that are relative
/// to the file.
const OUT_OF_PLACE: [&str; 5] = ["</", "\r", "\0", "\u{feff}", "url("];

/// The stylesheet, ready to be put into pages.
#[derive(Debug)]
pub(crate) struct InlineStyle {
    /// The name of the file, which changes with its content.
    pub(crate) name: String,
    /// The `<style>` element.
    pub(crate) element: Compressed,
    /// The source by which a Content-Security-Policy allows this stylesheet and no other, after a space.
    pub(crate) source: String,
}

impl InlineStyle {
    /// The stylesheet `file`, which is called `name`. `None` if it can't be the content of an element.
    pub(super) fn new(name: &str, file: &File) -> Option<Self> {
        let content = str::from_utf8(&file.data).ok().filter(|content| !OUT_OF_PLACE.iter().any(|part| content.contains(part)))?;
        let element = Compressed::new(format!("<style>{content}</style>").as_bytes()).ok()?;
        Some(Self { name: name.to_owned(), element, source: format!(" 'sha256-{}'", STANDARD.encode(file.hash)) })
    }
}
