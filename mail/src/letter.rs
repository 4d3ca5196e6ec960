//! The content of a mail, before it has a form.

use crate::language::Language;

/// A mail as a value. [`Letter::compose`] gives it its two forms, text and HTML.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject. It never has text that a user chose.
    pub subject: String,
    /// The heading above the text.
    pub heading: String,
    /// The text.
    pub paragraphs: Vec<String>,
    /// Details such as time and place, each with its label.
    pub facts: Vec<(String, String)>,
    /// The main link: a button in HTML, an address on a line of its own in text.
    pub link: Option<Link>,
    /// The link for the alternative, without a button.
    pub other_link: Option<Link>,
    /// Small print, a line each.
    pub footer: Vec<String>,
    /// The language of all of it.
    pub language: Language,
}

/// A link of a [`Letter`].
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// Its effect: a verb and its object.
    pub label: String,
    /// The address, `https:` or `http:`.
    pub url: String,
}

/// Tells the subject alone: links are secrets, and what else is in a letter concerns only its reader.
impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("subject", &self.subject).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("label", &self.label).finish_non_exhaustive()
    }
}
