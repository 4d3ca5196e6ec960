//! The authenticator's data: relying party, presence and verification of the user, counter.

use super::{
    flows::Flows,
    steps::{ORIGIN, Owner, REGISTER, SIGN_IN, VERIFY, finish, options, passkeys, prove, register},
};
use crate::support::{TestApp, everywhere};
use authenticator::{Authenticator, Cbor, Flags, Forgery, cose};
use serde_json::json;

#[tokio::test]
async fn what_was_made_for_another_site_is_refused() {
    let app = TestApp::start().await;
    let mut flows = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
    for rp_id in ["evil.example", "sub.localhost", "Localhost", "localhost:3000", ORIGIN, ""] {
        flows.refuse(&Forgery::none().rp_id(rp_id), "passkey_refused").await;
    }
    flows.accept_honest_proofs().await;
}

#[tokio::test]
async fn nobody_present_is_refused() {
    let app = TestApp::start().await;
    let mut flows = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
    flows.refuse(&Forgery::none().lower(Flags::UP), "passkey_refused").await;
    flows.accept_honest_proofs().await;
}

#[tokio::test]
async fn an_unverified_user_is_refused_and_the_session_is_no_better_for_it() {
    let app = TestApp::start().await;
    let mut flows = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
    flows.refuse(&Forgery::none().lower(Flags::UV), "passkey_user_not_verified").await;
    let list = flows.challenged.call("passkey/list", &serde_json::json!({})).await;
    assert_eq!(list.assert_status(403).code(), "requires_additional_auth");
    flows.accept_honest_proofs().await;
}

#[tokio::test]
async fn backed_up_without_being_eligible_is_refused() {
    let app = TestApp::start().await;
    let mut flows = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
    flows.refuse(&Forgery::none().lower(Flags::BE), "passkey_refused").await;
    flows.accept_honest_proofs().await;
}

#[tokio::test]
async fn eligibility_for_backup_never_changes() {
    let app = TestApp::start().await;
    let mut synced = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
    synced.refuse_proofs(&Forgery::none().lower(Flags::BE | Flags::BS), "passkey_refused").await;
    synced.accept_honest_proofs().await;
    let bound = Owner::new(&app, "b@example.org", Authenticator::security_key(ORIGIN)).await;
    let mut bound = Flows::start(&app, bound).await;
    for flags in [Flags::BE, Flags::BE | Flags::BS] {
        bound.refuse_proofs(&Forgery::none().raise(flags), "passkey_refused").await;
    }
    bound.accept_honest_proofs().await;
}

#[tokio::test]
async fn a_backup_may_come_and_go() {
    everywhere(async |app| {
        let mut flows = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
        flows.accept_proofs(&Forgery::none().lower(Flags::BS)).await;
        let mut owner = flows.owner;
        for forgery in [Forgery::none(), Forgery::none().lower(Flags::BS), Forgery::none()] {
            prove(&mut owner.browser, VERIFY, &mut owner.authenticator, &forgery).await.assert_status(200);
        }
        assert_eq!(owner.passkeys().await[0]["synced"], true);
    })
    .await;
}

#[tokio::test]
async fn a_key_of_an_algorithm_that_was_not_offered_is_refused() {
    let app = TestApp::start().await;
    let mut flows = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
    for key in [
        cose::ed25519(&[1; 32]),
        cose::ec2(cose::ES256K, 8, &[1; 32], &[2; 32]),
        cose::ec2(-36, 3, &[1; 66], &[2; 66]),
        cose::ec2(-9999, 1, &[1; 32], &[2; 32]),
    ] {
        refuse_key(&mut flows, key).await;
    }
    flows.accept_honest_proofs().await;
}

#[tokio::test]
async fn a_key_that_is_none_is_refused() {
    let app = TestApp::start().await;
    let mut flows = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
    for key in [
        cose::ec2(cose::ES256, 1, &[1; 32], &[2; 32]),
        cose::ec2(cose::ES256, 1, &[0; 32], &[0; 32]),
        cose::ec2(cose::ES256, 1, &[], &[]),
        cose::ec2(cose::ES256, 1, &[1; 64], &[2; 64]),
        cose::ec2(cose::ES256, 2, &[1; 32], &[2; 32]),
        Cbor::Map(vec![]),
        Cbor::Null,
        Cbor::Text("key".to_owned()),
    ] {
        refuse_key(&mut flows, key).await;
    }
    flows.accept_honest_proofs().await;
}

async fn refuse_key(flows: &mut Flows, key: Cbor) {
    let browser = &mut flows.owner.browser;
    let answer = register(browser, &mut Authenticator::synced(ORIGIN), &Forgery::none().public_key(key.clone())).await;
    assert!(answer.status.is_client_error(), "{key:?}: {} {}", answer.status, answer.body);
    assert!(["passkey_refused", "malformed_request"].contains(&&*answer.code()), "{key:?}: {}", answer.body);
    assert_eq!(passkeys(browser).await.len(), 1);
}

#[tokio::test]
async fn a_counter_that_does_not_go_up_is_the_sign_of_a_copy() {
    everywhere(async |app| {
        let owner = Owner::new(&app, "a@example.org", Authenticator::security_key(ORIGIN)).await;
        let mut flows = Flows::start(&app, owner).await;
        for counter in [1, 0] {
            flows.refuse_proofs(&Forgery::none().counter(counter), "passkey_cloned").await;
        }
        let mut copy = flows.owner.authenticator.clone();
        flows.accept_proofs(&Forgery::none()).await;
        let mut browser = app.anonymous();
        for _ in 0..3 {
            let answer = prove(&mut browser, SIGN_IN, &mut copy, &Forgery::none()).await;
            assert_eq!(answer.assert_status(401).code(), "passkey_cloned", "what the original has counted already");
        }
        prove(&mut browser, SIGN_IN, &mut flows.owner.authenticator, &Forgery::none()).await.assert_status(200);
        let activity = browser.call("activity/list", &json!({ "limit": 3 })).await.json();
        let told: Vec<_> = activity.as_array().unwrap().iter().map(|entry| (entry["event"].as_str(), entry["times"].as_i64())).collect();
        assert_eq!(
            told,
            [(Some("sign_in_complete"), Some(1)), (Some("sign_in"), Some(1)), (Some("passkey_cloned"), Some(3))],
            "the user sees it"
        );
    })
    .await;
}

#[tokio::test]
async fn a_counter_may_leap_up_to_its_end() {
    let app = TestApp::start().await;
    let mut owner = Owner::new(&app, "a@example.org", Authenticator::security_key(ORIGIN)).await;
    for counter in [1 << 31, u32::MAX] {
        prove(&mut owner.browser, VERIFY, &mut owner.authenticator, &Forgery::none().counter(counter)).await.assert_status(200);
    }
    let again = prove(&mut owner.browser, VERIFY, &mut owner.authenticator, &Forgery::none().counter(u32::MAX)).await;
    assert_eq!(again.assert_status(401).code(), "passkey_cloned");
}

#[tokio::test]
async fn a_passkey_that_does_not_count_is_accepted_every_time() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    for _ in 0..3 {
        prove(&mut owner.browser, VERIFY, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
        prove(&mut app.anonymous(), SIGN_IN, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
    }
}

#[tokio::test]
async fn extensions_that_nobody_asked_for_never_break_the_server() {
    let app = TestApp::start().await;
    let mut flows = Flows::start(&app, Owner::synced(&app, "a@example.org").await).await;
    let text = |text: &str| Cbor::Text(text.to_owned());
    for extensions in [
        Cbor::Map(vec![]),
        Cbor::Map(vec![(text("credProtect"), Cbor::Integer(2.into()))]),
        Cbor::Map(vec![(
            text("example.extension"),
            text("This is an example extension! If you read this message, you probably successfully passing conformance tests."),
        )]),
        Cbor::Map(vec![(text("appid"), Cbor::Bool(true)), (text("hmac-secret"), Cbor::Bytes(vec![7; 32]))]),
        Cbor::Map(vec![(Cbor::Integer(1.into()), Cbor::Null)]),
        Cbor::Array(vec![]),
        Cbor::Null,
    ] {
        let forgery = Forgery::none().extensions(extensions);
        let browser = &mut flows.owner.browser;
        let asked = options(browser, REGISTER).await;
        let answer = Authenticator::synced(ORIGIN).register(&asked, &forgery).unwrap();
        let answer = finish(browser, REGISTER, &answer).await;
        assert!(answer.status.is_success() || answer.status.is_client_error(), "{forgery:?}: {} {}", answer.status, answer.body);
        for (browser, what) in [(&mut flows.owner.browser, VERIFY), (&mut flows.anonymous, SIGN_IN)] {
            let answer = prove(browser, what, &mut flows.owner.authenticator, &forgery).await;
            assert!(answer.status.is_success() || answer.status.is_client_error(), "{forgery:?}: {} {}", answer.status, answer.body);
        }
    }
    flows.accept_honest_proofs().await;
}
