//! The tokens by which an application tells who is signed in, if it isn't asked.

use super::super::{SettingsError, key, source::Source, value};
use http::HeaderName;
use std::{collections::BTreeSet, fmt};
use url::Url;

/// The tokens of the application, and the keys that they are signed with.
#[derive(Clone)]
pub struct TokenSettings {
    /// The place of the token in a visitor's request.
    pub place: TokenPlace,
    /// The claim `iss`.
    pub issuer: String,
    /// The claim `aud`. `None` for the public origin.
    pub audience: Option<String>,
    /// The keys.
    pub keys: TokenKeys,
}

/// The place of the token in a visitor's request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// The cookie of this name.
    Cookie(String),
    /// The header of this name.
    Header(HeaderName),
}

/// The keys that tokens are signed with.
#[derive(Clone)]
pub enum TokenKeys {
    /// Public keys, published at this address.
    Published(Url),
    /// One key that the application shares with Latchkey, for HS256.
    Shared(TokenSecret),
}

/// The fewest different characters of a shared key. Random ones of 32 hexadecimal digits have 14 on average.
const DISTINCT: usize = 8;

/// A shared key: the bytes of a text. Its debug output doesn't contain it.
#[derive(Clone)]
pub struct TokenSecret(String);

impl TokenSecret {
    /// The key, if it is long enough for HS256 (RFC 7518 §3.2), and not a few characters repeated: each visitor has a token to try guesses on.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = super::SECRET_LENGTH.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        let is_varied = text.bytes().collect::<BTreeSet<_>>().len() >= DISTINCT;
        (fits && is_varied).then(|| Self(text.to_owned()))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for TokenSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenSecret(..)")
    }
}

/// The keys of the settings that are about tokens.
const ALL: [&key::Key; 6] =
    [&key::TOKEN_COOKIE, &key::TOKEN_HEADER, &key::TOKEN_ISSUER, &key::TOKEN_AUDIENCE, &key::TOKEN_KEYS, &key::TOKEN_SECRET];

impl TokenSettings {
    /// `None` if nothing is set about tokens. Otherwise nothing may be set about a request to the application.
    pub(super) fn interpret(source: &Source) -> Result<Option<Self>, SettingsError> {
        if !ALL.into_iter().any(|key| source.differs(key)) {
            return Ok(None);
        }
        let asks = [key::WHO, key::WHO_KEY, key::FORWARD_HEADERS].iter().any(|key| source.differs(key));
        let has_header = source.differs(&key::TOKEN_HEADER);
        let cookie = source.get(&key::TOKEN_COOKIE, |text| match text {
            "" => has_header.then_some(None),
            name => value::cookie_of_application(name).filter(|_| !has_header && !asks).map(Some),
        })?;
        let place = match cookie {
            Some(name) => TokenPlace::Cookie(name),
            None => TokenPlace::Header(source.get(&key::TOKEN_HEADER, |text| value::header_of_visitors(text).filter(|_| !asks))?),
        };
        let has_secret = source.differs(&key::TOKEN_SECRET);
        let address = source.get(&key::TOKEN_KEYS, |text| match text {
            "" => has_secret.then_some(None),
            text => value::endpoint(text).filter(|_| !has_secret).map(Some),
        })?;
        let keys = match address {
            Some(address) => TokenKeys::Published(address),
            None => TokenKeys::Shared(source.get(&key::TOKEN_SECRET, TokenSecret::parse)?),
        };
        let audience = source.get(&key::TOKEN_AUDIENCE, |text| match text {
            "" => Some(None),
            text => value::claim(text).map(Some),
        })?;
        Ok(Some(Self { place, issuer: source.get(&key::TOKEN_ISSUER, value::claim)?, audience, keys }))
    }
}
