//! Authenticator data, which the authenticator signs (WebAuthn L3, 6.1).

use crate::{Cbor, Flags, Forgery, attestation, cose, model::Model, passkey::Passkey};
use sha2::{Digest, Sha256};

/// For an assertion.
pub(crate) fn asserted(model: &Model, passkey: &Passkey, forgery: &Forgery) -> Vec<u8> {
    write(model, passkey, None, forgery)
}

/// For a registration, with the new credential in it.
pub(crate) fn attested(model: &Model, passkey: &Passkey, forgery: &Forgery) -> Vec<u8> {
    let key = forgery.public_key.clone().unwrap_or_else(|| cose::es256(passkey.key.verifying_key()));
    let length = u16::try_from(passkey.id.len()).unwrap_or(u16::MAX);
    let mut credential = forgery.aaguid.unwrap_or(model.aaguid).to_vec();
    credential.extend(length.to_be_bytes());
    credential.extend(&passkey.id);
    credential.extend(attestation::cbor(&key));
    write(model, passkey, Some(credential), forgery)
}

fn write(model: &Model, passkey: &Passkey, credential: Option<Vec<u8>>, forgery: &Forgery) -> Vec<u8> {
    if let Some(bytes) = &forgery.authenticator_data {
        return bytes.clone();
    }
    let mut flags = model.flags;
    if credential.is_some() {
        flags = flags | Flags::AT;
    }
    if forgery.extensions.is_some() {
        flags = flags | Flags::ED;
    }
    let Flags(flags) = (flags | forgery.raised).without(forgery.lowered);
    let mut data = Sha256::digest(forgery.rp_id.as_ref().unwrap_or(&passkey.rp_id)).to_vec();
    data.push(flags);
    data.extend(passkey.counter.to_be_bytes());
    data.extend(credential.unwrap_or_default());
    data.extend(forgery.extensions.as_ref().map(|value: &Cbor| attestation::cbor(value)).unwrap_or_default());
    data
}
