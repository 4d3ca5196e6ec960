//! The words of mails: the catalogues in `locales`, an operator's texts over them, and the letters that are made of both.
//!
//! ```text
//! texts/catalog.rs   the catalogues, and how a text is filled in
//! texts/own.rs       an operator's folder of texts: reading and checking it
//! texts/syntax.rs    what is in a file of texts: keys and their variables
//! texts/letter.rs    from a kind and its values to a letter
//! texts/moment.rs    dates and times in words
//! ```

mod catalog;
#[cfg(test)]
mod languages_test;
mod letter;
mod moment;
mod own;
mod syntax;

pub use letter::LetterError;
pub use own::{Fault, TextsError};

use crate::{brand::Brand, language::Language, letter::Letter};
use catalog::Catalog;
use mfa::mail::{MailKind, MailParams};
use std::{path::Path, sync::Arc};

/// The texts of all mails in all languages. Cheap to clone.
#[derive(Clone)]
pub struct Texts {
    english: Arc<Catalog>,
    german: Arc<Catalog>,
}

impl Texts {
    /// The texts that this crate has.
    #[must_use]
    pub fn built_in() -> Self {
        let catalog = |language| Arc::new(Catalog::built_in(language));
        Self { english: catalog(Language::English), german: catalog(Language::German) }
    }

    /// The same with an operator's texts in their place, where there are any: those in `FOLDER/en/*.ftl` and `FOLDER/de/*.ftl`. Such a file
    /// has keys of `locales`, with no other variables than the text has there (and `$issuer`, in titles and texts), and no addresses: links are added by
    /// this crate.
    ///
    /// # Errors
    ///
    /// [`TextsError`], with all faults of all files.
    pub fn with_folder(folder: &Path) -> Result<Self, TextsError> {
        let (mut english, mut german) = (Catalog::built_in(Language::English), Catalog::built_in(Language::German));
        own::merge(folder, [&mut english, &mut german])?;
        Ok(Self { english: Arc::new(english), german: Arc::new(german) })
    }

    /// The letter that tells about `params`.
    ///
    /// # Errors
    ///
    /// [`LetterError`] if a value is missing that this kind of letter needs. It always will be, so there is no point in another attempt.
    pub fn letter(&self, kind: MailKind, language: Language, params: &MailParams, brand: &Brand) -> Result<Letter, LetterError> {
        letter::write(self.catalog(language), kind, params, brand)
    }

    fn catalog(&self, language: Language) -> &Catalog {
        match language {
            Language::English => &self.english,
            Language::German => &self.german,
        }
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").finish_non_exhaustive()
    }
}
