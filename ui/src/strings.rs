//! The sentences and addresses that every screen gets.
//!
//! The catalogue stays on the server. The page contains all sentences that screens in the browser may need. A value that is only known later, such as
//! a name, has a mark such as `{name}` in its place.

#[cfg(feature = "hydrate")]
mod form_error;
mod key;

pub use key::StringKey;

use crate::passkey::{Ceremony, PasskeyError, Refusal};
use mfa::Error;
use serde::Serialize;
use std::sync::Arc;

/// The sentences and addresses of the screens. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strings(Arc<Contents>);

/// The browser reads them from the page with [`FromJs`](crate::js::FromJs).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Contents {
    words: Vec<String>,
    /// Sentences by error code.
    errors: Vec<(String, String)>,
    issuer: String,
    /// The prefix of the paths of Latchkey's pages.
    prefix: String,
    /// The address of the sign-in page.
    sign_in: String,
    /// On a page that asks for a proof: the id of the form that waits for it.
    #[cfg(not(feature = "hydrate"))]
    #[serde(skip)]
    held: Option<String>,
    /// On a page that asks for a proof at sign-in: the box that asks not to be asked again.
    #[cfg(not(feature = "hydrate"))]
    #[serde(skip)]
    trust: Option<TrustOffer>,
}

/// The box with which a browser is trusted.
#[cfg(not(feature = "hydrate"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustOffer {
    /// For how many days: the value of the box, so that its user gets no more than the page says.
    pub days: u32,
    /// Its label.
    pub label: String,
    /// The sentence below it.
    pub hint: String,
    /// Whether its user has ticked it, on a page that is shown again.
    pub is_ticked: bool,
}

impl Strings {
    /// A sentence.
    #[must_use]
    pub fn text(&self, key: StringKey) -> String {
        self.0.words.get(key as usize).cloned().unwrap_or_default()
    }

    /// A sentence with the mark `{name}` replaced by `value`.
    #[must_use]
    pub fn fill(&self, key: StringKey, name: &str, value: &str) -> String {
        put(&self.text(key), name, value)
    }

    /// A sentence with two marks replaced.
    #[must_use]
    pub fn fill_both(&self, key: StringKey, [(first, value), (second, other)]: [(&str, &str); 2]) -> String {
        put(&self.fill(key, first, value), second, other)
    }

    /// The sentence about an error: what happened, and what to do next.
    #[must_use]
    pub fn error(&self, error: &Error) -> String {
        match *error {
            Error::MfaClockDrift { minutes } => {
                let key = match minutes {
                    -1 => StringKey::ClockBehindOne,
                    1 => StringKey::ClockAheadOne,
                    ..0 => StringKey::ClockBehind,
                    0.. => StringKey::ClockAhead,
                };
                self.fill(key, "minutes", &minutes.unsigned_abs().to_string())
            }
            _ => self.find(error.code()).or_else(|| self.find(Error::Unavailable.code())).unwrap_or_default(),
        }
    }

    /// The label of the button for a passkey.
    #[must_use]
    pub(crate) fn passkey_button(&self, ceremony: Ceremony) -> String {
        self.text(match ceremony {
            Ceremony::Register => StringKey::PasskeyRegister,
            Ceremony::Verify => StringKey::PasskeyVerify,
            Ceremony::SignIn => StringKey::PasskeySignIn,
            #[cfg(feature = "pages")]
            Ceremony::ByLink => StringKey::PasskeyRegister,
        })
    }

    /// The sentence about a failed passkey: what happened, and what to do next.
    #[must_use]
    pub(crate) fn passkey_error(&self, ceremony: Ceremony, error: &PasskeyError) -> String {
        let refusal = match error {
            PasskeyError::Browser(refusal) => *refusal,
            PasskeyError::Server(error) => return self.error(error),
        };
        self.text(match refusal {
            Refusal::Unsupported => StringKey::PasskeyUnsupported,
            Refusal::Insecure => StringKey::PasskeyInsecure,
            Refusal::NotAllowed if ceremony.creates() => StringKey::PasskeyNotSaved,
            Refusal::NotAllowed => StringKey::PasskeyNotUsed,
            Refusal::AtOnce if ceremony.creates() => StringKey::PasskeyNotSavedAtOnce,
            Refusal::AtOnce => StringKey::PasskeyNotUsedAtOnce,
            Refusal::AlreadyThere => StringKey::PasskeyKnown,
            Refusal::WrongAddress => StringKey::PasskeyWrongAddress,
            Refusal::Unfit => StringKey::PasskeyUnfit,
            Refusal::Outdated => StringKey::PasskeyOutdated,
            Refusal::Failed if ceremony.creates() => StringKey::PasskeySavingFailed,
            Refusal::Failed | Refusal::Aborted => StringKey::PasskeyFailed,
        })
    }

    fn find(&self, code: &str) -> Option<String> {
        self.0.errors.iter().find(|(found, _)| found == code).map(|(_, text)| text.clone())
    }

    /// The name of the installation.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// The address of one of Latchkey's pages.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        [self.0.prefix.as_str(), path].concat()
    }

    /// The address for sending a proof. On a page that asks for a proof for a pending form, it names that form.
    pub fn proof(&self, path: &str) -> String {
        #[cfg(not(feature = "hydrate"))]
        if let Some(held) = self.held() {
            return [self.0.prefix.as_str(), path, "?held=", held].concat();
        }
        self.link(path)
    }

    /// The id of the form that waits for the proof.
    #[cfg(not(feature = "hydrate"))]
    pub(crate) fn held(&self) -> Option<&str> {
        self.0.held.as_deref()
    }

    /// The box with which a browser is trusted.
    #[cfg(not(feature = "hydrate"))]
    pub(crate) fn trust(&self) -> Option<&TrustOffer> {
        self.0.trust.as_ref()
    }

    /// The address of the sign-in page.
    #[must_use]
    pub fn sign_in(&self) -> &str {
        &self.0.sign_in
    }
}

fn put(text: &str, name: &str, value: &str) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.strip_prefix(name).and_then(|rest| rest.strip_prefix('}')) {
            Some(rest) => filled.extend([value, rest]),
            None => filled.extend(["{", part]),
        }
    }
    filled
}

#[cfg(feature = "hydrate")]
mod browser_side {
    use super::{Contents, Strings};
    use crate::js::{FromJs, field};
    use std::sync::Arc;
    use wasm_bindgen::JsValue;

    impl FromJs for Strings {
        fn from_js(value: &JsValue) -> Option<Self> {
            Some(Self(Arc::new(Contents {
                words: field(value, "words")?,
                errors: field(value, "errors")?,
                issuer: field(value, "issuer")?,
                prefix: field(value, "prefix")?,
                sign_in: field(value, "sign_in")?,
            })))
        }
    }
}

#[cfg(feature = "ssr")]
mod server_side {
    use super::{
        Contents, Strings, TrustOffer,
        key::{KEYS, ONE},
    };
    use crate::{
        catalog::{Catalog, FluentValue, Language},
        request::RequestContext,
    };
    use mfa::{Error, error::Audience};
    use std::sync::{Arc, OnceLock};
    use strum::IntoEnumIterator;

    /// The values that are only known in the browser.
    const MARKS: [&str; 6] = ["name", "issuer", "remaining", "total", "minutes", "summary"];

    type Sentences = (Vec<String>, Vec<(String, String)>);

    impl Strings {
        /// As JSON, for the page.
        #[must_use]
        pub fn to_json(&self) -> Option<String> {
            serde_json::to_string(&*self.0).ok()
        }

        /// The strings for a request.
        #[must_use]
        pub fn of(cx: &RequestContext) -> Self {
            let (words, errors) = sentences(cx.catalog).clone();
            let site = &cx.site;
            let (issuer, prefix, sign_in) = (site.issuer.clone(), site.prefix.clone(), site.sign_in());
            Self(Arc::new(Contents { words, errors, issuer, prefix, sign_in, held: None, trust: None }))
        }

        /// The strings for a page that asks for a proof for this form.
        #[must_use]
        pub fn holding(self, id: Option<&str>) -> Self {
            let mut contents = Arc::unwrap_or_clone(self.0);
            contents.held = id.map(str::to_owned);
            Self(Arc::new(contents))
        }

        /// The strings for a page that offers to trust the browser.
        #[must_use]
        pub fn offering_trust(self, offer: Option<TrustOffer>) -> Self {
            let mut contents = Arc::unwrap_or_clone(self.0);
            contents.trust = offer;
            Self(Arc::new(contents))
        }
    }

    /// The errors for which dialogs and screens have a sentence; for any other error they show the sentence of [`Error::Unavailable`]. An incorrect
    /// clock has sentences with a mark for the minutes, among the keys.
    fn errors() -> impl Iterator<Item = Error> {
        Error::iter().filter(|error| error.audience() >= Audience::Dialogs && !matches!(error, Error::MfaClockDrift { .. }))
    }

    /// Looked up once for each language.
    fn sentences(catalog: Catalog) -> &'static Sentences {
        static ENGLISH: OnceLock<Sentences> = OnceLock::new();
        static GERMAN: OnceLock<Sentences> = OnceLock::new();
        let known = match catalog.language() {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        };
        let marked = |key: &'static str| match key.strip_suffix(ONE) {
            Some(key) => catalog.fill(key, [("minutes", 1.into())]),
            None => catalog.fill(key, MARKS.map(|name| (name, FluentValue::from(format!("{{{name}}}"))))),
        };
        let error = |error: Error| (error.code().to_owned(), catalog.error(&error));
        known.get_or_init(|| (KEYS.iter().map(|key| marked(key)).collect(), errors().map(error).collect()))
    }

    #[cfg(test)]
    mod tests {
        use super::sentences;
        use crate::catalog::{Catalog, Language};

        #[test]
        fn every_sentence_is_there_in_every_language() {
            for language in Language::ALL {
                let (texts, errors) = sentences(Catalog::new(language));
                assert!(texts.iter().chain(errors.iter().map(|(_, text)| text)).all(|text| text.len() > 1 && !text.contains("dialog-")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn marks_are_filled() {
        assert_eq!(put("Remove {name}?", "name", "a {name}"), "Remove a {name}?");
        assert_eq!(put("{remaining} of {total}", "total", "10"), "{remaining} of 10");
        assert_eq!(put("name: {name}", "name", "x"), "name: x");
        assert_eq!(put("nothing", "name", "x"), "nothing");
    }
}
