//! The keys that the application publishes (RFC 7517 §5).

use super::{
    jws::Jws,
    key::{Jwk, Key},
};
use serde::Deserialize;
use serde_json::Value;

/// The maximum number of keys. Issuers publish two or three.
const MOST: usize = 64;

/// At least one key.
pub(super) struct KeySet(Vec<Key>);

#[derive(Deserialize)]
struct Published {
    keys: Vec<Value>,
}

impl KeySet {
    /// The keys of a document that can be used; others are ignored. `None` if there is none: the application has withdrawn them.
    ///
    /// # Errors
    ///
    /// The fault, in one line.
    pub(super) fn read(body: &[u8]) -> Result<Option<Self>, &'static str> {
        let Published { keys } = serde_json::from_slice(body).map_err(|_| "isn't a JSON Web Key Set: an object with a list `keys`")?;
        if keys.len() > MOST {
            return Err("has more than 64 keys");
        }
        let keys: Vec<_> = keys.into_iter().filter_map(|key| Key::of(serde_json::from_value::<Jwk>(key).ok()?)).collect();
        Ok(if keys.is_empty() { None } else { Some(Self(keys)) })
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is a key that may have signed the token.
    pub(super) fn knows(&self, jws: &Jws<'_>) -> bool {
        self.candidates(jws).next().is_some()
    }

    /// Whether one of the keys has signed the token.
    pub(super) fn has_signed(&self, jws: &Jws<'_>) -> bool {
        self.candidates(jws).any(|key| key.has_signed(jws.signed, &jws.signature))
    }

    /// The keys with the id and the algorithm that the token names. A token that names no id is of the only key, if there is only one.
    fn candidates<'a>(&'a self, jws: &'a Jws<'_>) -> impl Iterator<Item = &'a Key> {
        let is_named = |key: &Key| match &jws.kid {
            Some(kid) => key.kid.as_ref() == Some(kid),
            None => self.0.len() == 1,
        };
        self.0.iter().filter(move |key| key.algorithm == jws.algorithm && is_named(key))
    }
}
