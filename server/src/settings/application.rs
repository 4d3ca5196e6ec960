//! The table `[application]`: the application beside which Latchkey runs, and which signs the users in.

mod token;

pub use token::{TokenKeys, TokenPlace, TokenSecret, TokenSettings};

use super::{SettingsError, key, source::Source, value};
use http::{HeaderName, HeaderValue};
use std::fmt;
use url::Url;

/// The application that tells who is signed in.
#[derive(Clone)]
pub struct ApplicationSettings {
    /// The way in which it tells.
    pub identity: IdentitySource,
    /// The path of its sign-in page.
    pub sign_in: String,
    /// The prefix of the paths of all Latchkey pages.
    pub prefix: String,
}

/// The ways in which an application tells who is signed in.
#[derive(Clone)]
pub enum IdentitySource {
    /// It is asked.
    Endpoint(WhoSettings),
    /// Visitors bring a token of it.
    Token(TokenSettings),
}

/// The endpoint at which the application is asked.
#[derive(Clone)]
pub struct WhoSettings {
    /// The address that is asked.
    pub address: Url,
    /// The secret by which the application recognises Latchkey.
    pub key: WhoKey,
    /// Headers of visitors that it gets beside their cookies.
    pub forward_headers: Vec<HeaderName>,
}

/// Guessing is hopeless, and every application accepts a header of this length.
const SECRET_LENGTH: std::ops::RangeInclusive<usize> = 32..=512;

/// The value of `Latchkey-Key`. Its debug output doesn't contain it.
#[derive(Clone)]
pub struct WhoKey(HeaderValue);

impl WhoKey {
    /// The key, if it is long enough and can be sent.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = SECRET_LENGTH.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        let mut value = HeaderValue::from_str(text).ok().filter(|_| fits)?;
        value.set_sensitive(true);
        Some(Self(value))
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl fmt::Debug for WhoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WhoKey(..)")
    }
}

impl ApplicationSettings {
    /// `None` if the table says nothing about who is signed in. Then it must have nothing else: the operator believes that an application signs the
    /// users in.
    pub(super) fn interpret(source: &Source) -> Result<Option<Self>, SettingsError> {
        let identity = match TokenSettings::interpret(source)? {
            Some(token) => IdentitySource::Token(token),
            None => match WhoSettings::interpret(source)? {
                Some(who) => IdentitySource::Endpoint(who),
                None => return Ok(None),
            },
        };
        let prefix = source.get(&key::APPLICATION_PREFIX, value::prefix)?;
        let sign_in = source.get(&key::APPLICATION_SIGN_IN, |text| value::page_outside(&prefix, text))?;
        Ok(Some(Self { identity, sign_in, prefix }))
    }
}

impl WhoSettings {
    fn interpret(source: &Source) -> Result<Option<Self>, SettingsError> {
        let others = [key::WHO_KEY, key::APPLICATION_SIGN_IN, key::APPLICATION_PREFIX, key::FORWARD_HEADERS];
        let is_begun = others.iter().any(|key| source.differs(key));
        let address = source.get(&key::WHO, |text| match text {
            "" => (!is_begun).then_some(None),
            text => value::endpoint(text).map(Some),
        })?;
        let Some(address) = address else { return Ok(None) };
        Ok(Some(Self {
            address,
            key: source.get(&key::WHO_KEY, WhoKey::parse)?,
            forward_headers: source.get(&key::FORWARD_HEADERS, value::headers_of_visitors)?,
        }))
    }
}

#[cfg(test)]
mod tests;
