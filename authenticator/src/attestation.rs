//! The envelope of a new credential (WebAuthn L3, 6.5).

use crate::{Cbor, Forgery};

pub(crate) fn object(authenticator_data: &[u8], forgery: &Forgery) -> Vec<u8> {
    if let Some(bytes) = &forgery.attestation_object {
        return bytes.clone();
    }
    let (format, statement) = forgery.attestation.clone().unwrap_or_else(|| ("none".to_owned(), Cbor::Map(vec![])));
    let entry = |key: &str, value| (Cbor::Text(key.to_owned()), value);
    cbor(&Cbor::Map(vec![
        entry("fmt", Cbor::Text(format)),
        entry("attStmt", statement),
        entry("authData", Cbor::Bytes(authenticator_data.to_vec())),
    ]))
}

/// Writing to memory can't fail.
pub(crate) fn cbor(value: &Cbor) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_or_else(|_| Vec::new(), |()| bytes)
}
