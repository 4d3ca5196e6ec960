//! All mails with example values, for an operator who wants to see them before a user does.

use super::{Outlet, letters::Letters};
use mail::Language;
use mfa::mail::MailKind;
use strum::IntoEnumIterator;
use ui::site::Site;

/// A mail that isn't sent.
pub struct ExampleMail {
    /// Its kind, which is also the name of its texts.
    pub kind: MailKind,
    /// The code of its language.
    pub language: &'static str,
    /// The HTML, a document of its own.
    pub html: String,
    /// The plain text.
    pub text: String,
}

/// Each kind of mail in each language, with the texts of this installation.
///
/// # Errors
///
/// The reason why a mail can't be written, for the operator.
pub fn example_mails(site: &Site, outlet: &Outlet) -> Result<Vec<ExampleMail>, String> {
    let letters = Letters::new(site, outlet.texts());
    let example = |kind, language: Language| {
        let letter = letters.example(kind, language).map_err(|error| error.to_string())?;
        let html = letter.html().map_err(|error| error.to_string())?;
        let text = letter.text().map_err(|error| error.to_string())?;
        Ok(ExampleMail { kind, language: language.code(), html, text })
    };
    Language::iter()
        .flat_map(|language| MailKind::iter().map(move |kind| (kind, language)))
        .map(|(kind, language)| example(kind, language))
        .collect()
}
