//! Each forgery arrives where it should, and nowhere else.

use crate::{ORIGIN, creation, request};
use authenticator::{Authenticator, Cbor, Flags, Forgery, cose};
use passkey_types::{
    ctap2::{AuthenticatorData, Flags as Read},
    webauthn::{AuthenticatedPublicKeyCredential, CreatedPublicKeyCredential},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn client_data(forgery: &Forgery) -> String {
    String::from_utf8(register(forgery).response.client_data_json.to_vec()).unwrap()
}

fn register(forgery: &Forgery) -> CreatedPublicKeyCredential {
    serde_json::from_value(Authenticator::synced(ORIGIN).register(&creation(), forgery).unwrap()).unwrap()
}

fn attested(forgery: &Forgery) -> AuthenticatorData {
    AuthenticatorData::from_slice(&register(forgery).response.authenticator_data).unwrap()
}

#[test]
fn client_data_has_what_is_put_into_it() {
    let honest = r#"{"type":"webauthn.create","challenge":"Y3JlYXRl","origin":"https://login.example.org:8443","crossOrigin":false}"#;
    assert_eq!(client_data(&Forgery::none()), honest);
    let forged = client_data(&Forgery::none().client_data("origin", "https://evil.example"));
    assert_eq!(forged, honest.replace("https://login.example.org:8443", "https://evil.example"));
    let forged = client_data(&Forgery::none().client_data("crossOrigin", Value::Null).client_data("topOrigin", "https://evil.example"));
    assert_eq!(forged, honest.replace(r#""crossOrigin":false"#, r#""topOrigin":"https://evil.example""#));
    assert_eq!(client_data(&Forgery::none().client_data_json("{")), "{");
}

#[test]
fn authenticator_data_has_what_is_put_into_it() {
    let forged = attested(&Forgery::none().rp_id("evil.example"));
    assert_eq!(forged.rp_id_hash(), &*Sha256::digest("evil.example"));
    let forged = attested(&Forgery::none().lower(Flags::UV | Flags::BS).counter(7).aaguid([9; 16]));
    assert_eq!((forged.flags, forged.counter), (Read::UP | Read::BE | Read::AT, Some(7)));
    assert_eq!(forged.attested_credential_data.unwrap().aaguid.0, [9; 16]);
    let extensions = Cbor::Map(vec![(Cbor::Text("credProtect".to_owned()), Cbor::Integer(2.into()))]);
    let forged = attested(&Forgery::none().extensions(extensions.clone()));
    assert_eq!((forged.flags.contains(Read::ED), forged.extensions), (true, Some(extensions)));
}

#[test]
fn a_credential_may_have_any_id_and_any_key() {
    for length in [1, 16, 1023, 1024, 4096] {
        let forged = attested(&Forgery::none().credential_id(vec![7; length]));
        assert_eq!(forged.attested_credential_data.unwrap().credential_id(), vec![7; length]);
    }
    for key in [cose::ed25519(&[1; 32]), cose::ec2(cose::ES256K, 8, &[1; 32], &[2; 32])] {
        let forged = register(&Forgery::none().public_key(key.clone())).response.authenticator_data;
        let mut written = Vec::new();
        ciborium::into_writer(&key, &mut written).unwrap();
        assert!(forged.ends_with(&written));
    }
}

#[test]
fn a_counter_goes_on_from_a_forged_one() {
    let mut authenticator = Authenticator::security_key(ORIGIN);
    authenticator.register(&creation(), &Forgery::none()).unwrap();
    let mut counter = |forgery: &Forgery| {
        let answer = authenticator.assert(&request(), forgery).unwrap();
        let answer: AuthenticatedPublicKeyCredential = serde_json::from_value(answer).unwrap();
        AuthenticatorData::from_slice(&answer.response.authenticator_data).unwrap().counter.unwrap()
    };
    assert_eq!([counter(&Forgery::none().counter(40)), counter(&Forgery::none()), counter(&Forgery::none().counter(1))], [40, 41, 1]);
}

#[test]
fn whole_parts_can_be_replaced() {
    let answer = Authenticator::synced(ORIGIN).register(&creation(), &Forgery::none().attestation_object([0xff])).unwrap();
    assert_eq!(answer["response"]["attestationObject"], json!("_w"));
    let answer = Authenticator::synced(ORIGIN).register(&creation(), &Forgery::none().authenticator_data([1, 2])).unwrap();
    assert_eq!(answer["response"]["authenticatorData"], json!("AQI"));
}
