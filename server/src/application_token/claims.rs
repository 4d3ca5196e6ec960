//! From the claims of a token to the visitor (RFC 7519).

use super::{
    InvalidToken,
    jws::{Present, read_object},
};
use crate::sign_in::ReportedUser;
use mfa::{Timestamp, Visitor};
use serde::Deserialize;
use serde_json::Value;

/// The difference between the clocks of application and Latchkey, in seconds.
const LEEWAY: f64 = 5.0;
/// How long a token may be valid, in seconds.
const LONGEST_LIFE: f64 = 600.0;
/// The maximum number of audiences.
const MOST_AUDIENCES: usize = 64;

/// What the claims have to say.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) audience: &'a str,
    pub(super) now: Timestamp,
}

/// The claims that count. Others are ignored.
#[derive(Deserialize)]
struct Claims {
    #[serde(default)]
    iss: Option<String>,
    #[serde(default)]
    aud: Option<Audience>,
    #[serde(default)]
    sub: Option<String>,
    #[serde(default)]
    sid: Option<String>,
    #[serde(default)]
    exp: Option<f64>,
    #[serde(default)]
    nbf: Option<f64>,
    #[serde(default)]
    iat: Option<f64>,
    #[serde(default)]
    name: Option<String>,
    /// A text. OpenID Connect has an object of this name.
    #[serde(default)]
    address: Option<Value>,
    #[serde(default)]
    address_confirmed: Option<bool>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    events: Present,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    fn names(&self, audience: &str) -> bool {
        match self {
            Self::One(one) => one == audience,
            Self::Several(several) => several.len() <= MOST_AUDIENCES && several.iter().any(|one| one == audience),
        }
    }
}

/// The visitor of a token with these claims, whose signature was verified. `in_cookie` tells whether a text is part of a cookie.
pub(super) fn read(payload: &[u8], expected: &Expected<'_>, in_cookie: impl Fn(&str) -> bool) -> Result<Visitor, InvalidToken> {
    let claims: Claims = read_object(payload).ok_or(InvalidToken::Claims)?;
    if claims.events.0 {
        return Err(InvalidToken::Event);
    }
    if claims.iss.ok_or(InvalidToken::Missing("iss"))? != expected.issuer {
        return Err(InvalidToken::Issuer);
    }
    if !claims.aud.ok_or(InvalidToken::Missing("aud"))?.names(expected.audience) {
        return Err(InvalidToken::Audience);
    }
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact until far beyond every date")]
    let now = expected.now.0 as f64 / 1000.0;
    let exp = claims.exp.ok_or(InvalidToken::Missing("exp"))?;
    if exp + LEEWAY <= now {
        return Err(InvalidToken::Expired);
    }
    // From its beginning, not from now: a token that is valid for hours isn't one in its last minutes either.
    let iat = claims.iat.ok_or(InvalidToken::Missing("iat"))?;
    if exp - iat > LONGEST_LIFE {
        return Err(InvalidToken::TooLong);
    }
    if [claims.nbf, Some(iat)].into_iter().flatten().any(|at| at > now + LEEWAY) {
        return Err(InvalidToken::NotYet);
    }
    let user = ReportedUser {
        id: claims.sub.ok_or(InvalidToken::Missing("sub"))?,
        name: claims.name.unwrap_or_default(),
        session: claims.sid.ok_or(InvalidToken::Missing("sid"))?,
        address: claims.address.and_then(|address| address.as_str().map(ToOwned::to_owned)),
        address_confirmed: claims.address_confirmed.unwrap_or_default(),
        language: claims.language,
    };
    user.into_visitor(in_cookie).map_err(InvalidToken::Visitor)
}
