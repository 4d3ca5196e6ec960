//! The stylesheet as a part of a page.

use super::File;
use crate::gzip::Compressed;
use base64::{Engine, engine::general_purpose::STANDARD};

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
        let content = str::from_utf8(&file.data).ok().filter(|content| !content.contains("</"))?;
        let element = Compressed::new(format!("<style>{content}</style>").as_bytes()).ok()?;
        Some(Self { name: name.to_owned(), element, source: format!(" 'sha256-{}'", STANDARD.encode(file.hash)) })
    }
}
