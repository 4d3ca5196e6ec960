//! Why a token is nobody's.

use crate::sign_in::ReportFault;

/// Why a token isn't valid. The text is one line for the operator, without contents of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidToken {
    /// The request has several different tokens: a neighbour of the host may have planted one.
    #[error("the request has more than one token")]
    Several,
    /// It is longer than any that is accepted.
    #[error("it is longer than {0} bytes")]
    TooLarge(usize),
    /// It isn't three parts in base64url, whose first is a JSON object.
    #[error("it isn't a signed token (JWS, three parts in base64url)")]
    NotAToken,
    /// Its header has this member.
    #[error("its header has `{0}`, which no token may have")]
    Header(&'static str),
    /// It is of another type.
    #[error("its `typ` is neither JWT nor missing")]
    Type,
    /// Its algorithm isn't that of a key.
    #[error("its `alg` isn't one of the configured keys: ES256, RS256 or EdDSA by published keys, HS256 by a shared one alone")]
    Algorithm,
    /// No published key has its id and its algorithm.
    #[error("no published key has its `kid` and `alg`; a token without `kid` needs a single key")]
    UnknownKey,
    /// The signature isn't that of the key.
    #[error("its signature isn't valid")]
    Signature,
    /// The claims aren't a JSON object, or one of them isn't of its type.
    #[error("its claims aren't a JSON object with texts in `iss`, `sub`, `sid`, `name`, and numbers in `exp`, `nbf`, `iat`")]
    Claims,
    /// This claim is missing.
    #[error("it has no `{0}`")]
    Missing(&'static str),
    /// Another issuer.
    #[error("its `iss` isn't application.token_issuer")]
    Issuer,
    /// Another audience.
    #[error("its `aud` doesn't name the public origin, or application.token_audience")]
    Audience,
    /// It has expired.
    #[error("it has expired")]
    Expired,
    /// It is valid for too long.
    #[error("its `exp` is more than 10 minutes after its `iat`")]
    TooLong,
    /// It isn't valid yet.
    #[error("its `nbf` or `iat` is in the future")]
    NotYet,
    /// It reports an event (RFC 8417), such as a sign-out.
    #[error("it has `events`: it reports an event, and doesn't say who is signed in")]
    Event,
    /// Its user or session can't be taken.
    #[error("{}", match .0 {
        ReportFault::TooLong => "its `sid`, `name` or `address` is longer than 1024 characters",
        ReportFault::InCookie => "its `sid` is part of a cookie, which no page may learn: set a hash of it",
        ReportFault::Invalid => "its `sub` isn't 1 to 256 bytes long, or its `sid` is empty",
    })]
    Visitor(ReportFault),
    /// The application has ended its session since.
    #[error("the application has ended its session")]
    Ended,
}

impl InvalidToken {
    /// Whether the application has signed the token all the same, so that it is to be changed, or the settings are.
    pub(super) fn is_about_the_application(self) -> bool {
        match self {
            Self::Claims
            | Self::Missing(_)
            | Self::Issuer
            | Self::Audience
            | Self::TooLong
            | Self::NotYet
            | Self::Event
            | Self::Visitor(_) => true,
            Self::Several
            | Self::TooLarge(_)
            | Self::NotAToken
            | Self::Header(_)
            | Self::Type
            | Self::Algorithm
            | Self::UnknownKey
            | Self::Signature
            | Self::Expired
            | Self::Ended => false,
        }
    }
}
