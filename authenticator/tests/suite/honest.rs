//! Answers without a forgery.

use crate::{ORIGIN, creation, request};
use authenticator::{Authenticator, Forgery};
use p256::{
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
    pkcs8::DecodePublicKey,
};
use passkey_types::{
    ctap2::{AuthenticatorData, Flags},
    webauthn::{AuthenticatedPublicKeyCredential, ClientDataType, CollectedClientData, CreatedPublicKeyCredential},
};
use sha2::{Digest, Sha256};

#[test]
fn a_registration_says_what_was_asked() {
    let mut authenticator = Authenticator::synced(ORIGIN);
    let answer = authenticator.register(&creation(), &Forgery::none()).unwrap();
    let answer: CreatedPublicKeyCredential = serde_json::from_value(answer).unwrap();
    assert_eq!(answer.id, authenticator.credential_ids()[0]);

    let client_data: CollectedClientData = serde_json::from_slice(&answer.response.client_data_json).unwrap();
    assert_eq!((client_data.ty, &*client_data.challenge), (ClientDataType::Create, "Y3JlYXRl"));
    assert_eq!((&*client_data.origin, client_data.cross_origin), (ORIGIN, Some(false)));
    assert!(client_data.unknown_keys.is_empty());

    let data = AuthenticatorData::from_slice(&answer.response.authenticator_data).unwrap();
    assert_eq!(data.rp_id_hash(), &*Sha256::digest("login.example.org"));
    assert_eq!(data.flags, Flags::UP | Flags::UV | Flags::BE | Flags::BS | Flags::AT);
    assert_eq!(data.counter, Some(0));
    assert_eq!(data.to_vec(), *answer.response.authenticator_data, "to the byte as the other implementation writes it");
    let credential = data.attested_credential_data.unwrap();
    assert_eq!(credential.credential_id(), &*answer.raw_id);

    let object: ciborium::Value = ciborium::from_reader(&**answer.response.attestation_object).unwrap();
    let entries = object.as_map().unwrap();
    let entry = |name: &str| &entries.iter().find(|(key, _)| key.as_text() == Some(name)).unwrap().1;
    assert_eq!(entry("fmt").as_text(), Some("none"));
    assert!(entry("attStmt").as_map().unwrap().is_empty());
    assert_eq!(entry("authData").as_bytes().unwrap(), &**answer.response.authenticator_data);
}

#[test]
fn a_signature_is_of_the_registered_key() {
    let mut authenticator = Authenticator::security_key(ORIGIN);
    let registered: CreatedPublicKeyCredential =
        serde_json::from_value(authenticator.register(&creation(), &Forgery::none()).unwrap()).unwrap();
    let answer = authenticator.assert(&request(), &Forgery::none()).unwrap();
    let answer: AuthenticatedPublicKeyCredential = serde_json::from_value(answer).unwrap();
    assert_eq!(answer.id, registered.id);
    assert_eq!(**answer.response.user_handle.as_ref().unwrap(), b"user");
    let client_data: CollectedClientData = serde_json::from_slice(&answer.response.client_data_json).unwrap();
    assert_eq!((client_data.ty, &*client_data.challenge), (ClientDataType::Get, "Z2V0"));
    let data = AuthenticatorData::from_slice(&answer.response.authenticator_data).unwrap();
    assert_eq!((data.flags, data.counter), (Flags::UP | Flags::UV, Some(2)));

    let key = VerifyingKey::from_public_key_der(&registered.response.public_key.unwrap()).unwrap();
    let data = AuthenticatorData::from_slice(&registered.response.authenticator_data).unwrap();
    let coordinates = data.attested_credential_data.unwrap().key.params;
    let point = key.to_sec1_point(false);
    let [x, y] = [1, 2].map(|index: usize| coordinates[index].1.as_bytes().unwrap().clone());
    assert_eq!((point.x().unwrap().to_vec(), point.y().unwrap().to_vec()), (x, y));

    let signed = [&**answer.response.authenticator_data, &*Sha256::digest(&*answer.response.client_data_json)].concat();
    key.verify(&signed, &Signature::from_der(&answer.response.signature).unwrap()).unwrap();
}

#[test]
fn only_the_security_key_counts() {
    for (mut authenticator, expected) in [(Authenticator::synced(ORIGIN), [0, 0]), (Authenticator::security_key(ORIGIN), [2, 3])] {
        authenticator.register(&creation(), &Forgery::none()).unwrap();
        let counters = expected.map(|_| {
            let answer = authenticator.assert(&request(), &Forgery::none()).unwrap();
            let answer: AuthenticatedPublicKeyCredential = serde_json::from_value(answer).unwrap();
            AuthenticatorData::from_slice(&answer.response.authenticator_data).unwrap().counter.unwrap()
        });
        assert_eq!(counters, expected);
    }
}

#[test]
fn it_says_where_the_browser_is_now() {
    let mut authenticator = Authenticator::synced(ORIGIN);
    authenticator.register(&creation(), &Forgery::none()).unwrap();
    let answer = authenticator.at("https://evil.example").assert(&request(), &Forgery::none()).unwrap();
    let answer: AuthenticatedPublicKeyCredential = serde_json::from_value(answer).unwrap();
    let client_data: CollectedClientData = serde_json::from_slice(&answer.response.client_data_json).unwrap();
    assert_eq!(client_data.origin, "https://evil.example");
}
