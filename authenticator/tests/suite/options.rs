//! Options that a browser itself refuses.

use crate::{ORIGIN, creation, request};
use authenticator::{Authenticator, Error, Forgery};
use serde_json::json;

#[test]
fn an_excluded_credential_is_not_made_again() {
    let mut authenticator = Authenticator::synced(ORIGIN);
    authenticator.register(&creation(), &Forgery::none()).unwrap();
    let mut options = creation();
    options["excludeCredentials"] = json!([{ "type": "public-key", "id": authenticator.credential_ids()[0] }]);
    assert!(matches!(authenticator.register(&options, &Forgery::none()), Err(Error::Excluded)));
    Authenticator::synced(ORIGIN).register(&options, &Forgery::none()).unwrap();
}

#[test]
fn an_algorithm_is_needed() {
    let mut options = creation();
    options["pubKeyCredParams"] = json!([{ "type": "public-key", "alg": -257 }]);
    assert!(matches!(Authenticator::synced(ORIGIN).register(&options, &Forgery::none()), Err(Error::NoAlgorithm)));
}

#[test]
fn only_a_passkey_that_is_allowed_answers() {
    let mut authenticator = Authenticator::synced(ORIGIN);
    assert!(matches!(authenticator.assert(&request(), &Forgery::none()), Err(Error::NoPasskey)));
    for _ in 0..2 {
        authenticator.register(&creation(), &Forgery::none()).unwrap();
    }
    let ids = authenticator.credential_ids();
    assert_eq!(authenticator.assert(&request(), &Forgery::none()).unwrap()["id"], json!(ids[1]));
    let mut options = request();
    options["allowCredentials"] = json!([{ "type": "public-key", "id": ids[0] }]);
    assert_eq!(authenticator.assert(&options, &Forgery::none()).unwrap()["id"], json!(ids[0]));
    options["allowCredentials"] = json!([{ "type": "public-key", "id": "AAAA" }]);
    assert!(matches!(authenticator.assert(&options, &Forgery::none()), Err(Error::NoPasskey)));
    options = request();
    options["rpId"] = json!("evil.example");
    assert!(matches!(authenticator.assert(&options, &Forgery::none()), Err(Error::NoPasskey)));
}

#[test]
fn what_is_no_options_is_said_so() {
    for options in [json!(null), json!({}), json!({ "challenge": 1 })] {
        assert!(matches!(Authenticator::synced(ORIGIN).register(&options, &Forgery::none()), Err(Error::NotUnderstood(_))));
        assert!(matches!(Authenticator::synced(ORIGIN).assert(&options, &Forgery::none()), Err(Error::NotUnderstood(_))));
    }
}
