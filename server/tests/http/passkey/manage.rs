//! Passkeys in the account: who may add, see, rename and remove them.

use super::steps::{ORIGIN, Owner, REGISTER, SIGN_IN, VERIFY, answered, begin, finish, options, passkeys, prove, register};
use crate::support::{TestApp, everywhere};
use authenticator::{Authenticator, Forgery};
use mfa::{Clock, Enrollment, mail::MailKind};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn the_first_passkey_makes_the_session_full_and_brings_recovery_codes() {
    everywhere(async |app| {
        let mut browser = app.half("a@example.org").await;
        let answer = register(&mut browser, &mut Authenticator::synced(ORIGIN), &Forgery::none()).await;
        assert_eq!(answer.assert_status(200).json()["next"], "/mfa/recovery-codes");
        assert!(browser.cookies.contains_key("latchkey") && !browser.cookies.contains_key("latchkey-half"));
        assert_eq!(browser.step().await, "acknowledge_recovery_codes");
        let codes = browser.call("recovery/codes", &json!({})).await;
        assert!(codes.assert_status(200).body.len() > 100);
    })
    .await;
}

#[tokio::test]
async fn who_adds_a_passkey_to_what_they_have_is_not_on_the_way_to_a_first_one() {
    everywhere(async |app| {
        let mut admin = app.user("admin@example.org").await;
        app.latchkey.operator().grant_administrator(&admin.email).await.unwrap();
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut challenged = owner.challenged(&app).await;
        prove(&mut challenged, VERIFY, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
        for browser in [&mut challenged, &mut owner.browser] {
            register(browser, &mut Authenticator::synced(ORIGIN), &Forgery::none()).await.assert_status(200);
        }
        let page = admin.get("/admin").await;
        let (_, row) = page.assert_status(200).body.split_once("Create passkey</th>").unwrap();
        let row = row.split("</tr>").next().unwrap();
        let cells = row.split("</td>").filter_map(|cell| cell.rsplit_once('>')).map(|(_, text)| text).take(3);
        assert!(cells.eq(["1", "1", "0"]), "{row}");
    })
    .await;
}

#[tokio::test]
async fn there_is_no_room_for_more_passkeys_than_the_policy_allows() {
    everywhere(async |app| {
        let policy = mfa::Policy { max_passkeys: 2, ..app.latchkey.policy().await.unwrap() };
        app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let begun: Vec<_> = [options(&mut owner.browser, REGISTER).await, options(&mut owner.browser, REGISTER).await].into();
        let answers = begun.iter().map(|asked| Authenticator::synced(ORIGIN).register(asked, &Forgery::none()).unwrap());
        let mut statuses = vec![];
        for answer in answers {
            statuses.push(finish(&mut owner.browser, REGISTER, &answer).await.status.as_u16());
        }
        assert_eq!((statuses, owner.passkeys().await.len()), (vec![200, 409], 2));
        assert_eq!(begin(&mut owner.browser, REGISTER).await.assert_status(409).code(), "passkey_limit_reached");
        let one = owner.passkeys().await[0]["id"].clone();
        owner.browser.call("passkey/delete", &json!({ "id": one })).await.assert_status(200);
        owner.another().await;
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_listed_with_name_times_and_whether_it_is_synced() {
    everywhere(async |app| {
        let made = app.clock().now().0;
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut key = Authenticator::security_key(ORIGIN);
        app.advance(Duration::from_secs(20));
        register(&mut owner.browser, &mut key, &Forgery::none()).await.assert_status(200);
        app.advance(Duration::from_secs(20));
        prove(&mut app.anonymous(), SIGN_IN, &mut key, &Forgery::none()).await.assert_status(200);
        let listed = owner.passkeys().await;
        assert_eq!(listed.len(), 2);
        let [first, second] = [&listed[0], &listed[1]];
        assert_eq!((&first["synced"], &first["created_at"], &first["last_used_at"]), (&json!(true), &json!(made), &json!(null)));
        assert_eq!(
            (&second["synced"], &second["created_at"], &second["last_used_at"]),
            (&json!(false), &json!(made + 20_000), &json!(made + 40_000))
        );
        assert!(listed.iter().all(|passkey| !passkey["name"].as_str().unwrap().is_empty()) && first["name"] != second["name"]);
    })
    .await;
}

#[tokio::test]
async fn a_name_can_be_changed_and_only_by_the_owner() {
    let app = TestApp::start().await;
    let mut alice = Owner::synced(&app, "a@example.org").await;
    let mut bob = Owner::synced(&app, "b@example.org").await;
    let id = alice.passkeys().await[0]["id"].clone();
    alice.browser.call("passkey/rename", &json!({ "id": id, "name": "  Blue key " })).await.assert_status(200);
    assert_eq!(alice.passkeys().await[0]["name"], "Blue key");
    for name in ["", "   ", &"x".repeat(10_000)] {
        assert!(alice.browser.call("passkey/rename", &json!({ "id": id, "name": name })).await.status.is_client_error());
    }
    for (function, arguments) in [("rename", json!({ "id": id, "name": "Mine" })), ("delete", json!({ "id": id }))] {
        let answer = bob.browser.call(&format!("passkey/{function}"), &arguments).await;
        assert_eq!(answer.assert_status(404).code(), "not_found", "{function}");
    }
    assert_eq!(alice.passkeys().await[0]["name"], "Blue key");
}

#[tokio::test]
async fn a_removed_passkey_fails_at_once_in_every_flow_and_the_others_work() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let mut other = owner.another().await;
        let mut gone = owner.authenticator.clone();
        let (mut challenged, mut anonymous) = (owner.challenged(&app).await, app.anonymous());
        let mut under_way = Vec::new();
        for (browser, what) in [(&mut challenged, VERIFY), (&mut owner.browser, VERIFY), (&mut anonymous, SIGN_IN)] {
            under_way.push(answered(browser, what, &mut gone, &Forgery::none()).await);
        }
        let removed = owner.passkeys().await[0]["id"].clone();
        owner.browser.call("passkey/delete", &json!({ "id": removed })).await.assert_status(200);
        let flows = [(&mut challenged, VERIFY), (&mut owner.browser, VERIFY), (&mut anonymous, SIGN_IN)];
        for ((browser, what), answer) in flows.into_iter().zip(under_way) {
            assert_eq!(finish(browser, what, &answer).await.assert_status(401).code(), "passkey_unknown", "{what}");
        }
        let later = prove(&mut anonymous, SIGN_IN, &mut gone, &Forgery::none()).await;
        assert_eq!(later.assert_status(401).code(), "passkey_unknown");
        let asked = begin(&mut challenged, VERIFY).await;
        assert!(gone.assert(&asked.json()["publicKey"], &Forgery::none()).is_err(), "it isn't asked for either");
        for (browser, what) in [(&mut challenged, VERIFY), (&mut owner.browser, VERIFY), (&mut anonymous, SIGN_IN)] {
            prove(browser, what, &mut other, &Forgery::none()).await.assert_status(200);
        }
    })
    .await;
}

#[tokio::test]
async fn the_last_method_stays_where_one_is_demanded() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        let id = owner.passkeys().await[0]["id"].clone();
        let answer = owner.browser.call("passkey/delete", &json!({ "id": id })).await;
        assert_eq!(answer.assert_status(409).code(), "last_method");
        assert_eq!(owner.passkeys().await.len(), 1);
        let mut policy = app.latchkey.saved_policy().await.unwrap();
        policy.enrollment = Enrollment::None;
        app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
        owner.browser.call("passkey/delete", &json!({ "id": id })).await.assert_status(200);
        assert!(owner.passkeys().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_app_beside_it_is_another_method() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let code = user.code();
    user.call("totp/verify", &json!({ "code": code, "device": null })).await.assert_status(200);
    let mut authenticator = Authenticator::synced(ORIGIN);
    register(&mut user, &mut authenticator, &Forgery::none()).await.assert_status(200);
    let device = user.call("device/list", &json!({})).await.json()[0]["id"].clone();
    let passkey = passkeys(&mut user).await[0]["id"].clone();
    user.call("device/remove", &json!({ "id": device })).await.assert_status(200);
    assert_eq!(user.call("passkey/delete", &json!({ "id": passkey })).await.assert_status(409).code(), "last_method");
}

#[tokio::test]
async fn adding_and_removing_ask_for_a_fresh_proof() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    owner.another().await;
    let id = json!({ "id": owner.passkeys().await[0]["id"] });
    app.advance(Duration::from_secs(301));
    assert_eq!(begin(&mut owner.browser, REGISTER).await.assert_status(403).code(), "step_up_required");
    assert_eq!(owner.browser.call("passkey/delete", &id).await.assert_status(403).code(), "step_up_required");
    prove(&mut owner.browser, VERIFY, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
    register(&mut owner.browser, &mut Authenticator::synced(ORIGIN), &Forgery::none()).await.assert_status(200);
    owner.browser.call("passkey/delete", &id).await.assert_status(200);
}

#[tokio::test]
async fn a_proof_counts_for_the_passkey_that_it_was_given_for_and_for_no_other() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    app.advance(Duration::from_secs(200));
    let asked = options(&mut owner.browser, REGISTER).await;
    let answer = Authenticator::synced(ORIGIN).register(&asked, &Forgery::none()).unwrap();
    app.advance(Duration::from_secs(200));
    finish(&mut owner.browser, REGISTER, &answer).await.assert_status(200);
    assert_eq!(owner.passkeys().await.len(), 2);
    assert_eq!(begin(&mut owner.browser, REGISTER).await.assert_status(403).code(), "step_up_required");
}

#[tokio::test]
async fn without_a_session_nothing_begins_and_a_half_one_adds_nothing() {
    let app = TestApp::start().await;
    let owner = Owner::synced(&app, "a@example.org").await;
    for what in [REGISTER, VERIFY] {
        assert_eq!(begin(&mut app.anonymous(), what).await.assert_status(401).code(), "not_signed_in", "{what}");
    }
    let mut challenged = owner.challenged(&app).await;
    assert_eq!(begin(&mut challenged, REGISTER).await.assert_status(403).code(), "requires_additional_auth");
    for function in ["list", "delete", "rename"] {
        let answer = challenged.call(&format!("passkey/{function}"), &json!({ "id": "0", "name": "x" })).await;
        assert_eq!(answer.assert_status(403).code(), "requires_additional_auth", "{function}");
    }
}

#[tokio::test]
async fn enrolling_elsewhere_meanwhile_closes_the_way_in() {
    let app = TestApp::start().await;
    let mut first = app.half("a@example.org").await;
    let mut second = app.anonymous();
    second.sign_in("a@example.org").await;
    let asked = options(&mut second, REGISTER).await;
    let late = Authenticator::synced(ORIGIN).register(&asked, &Forgery::none()).unwrap();
    register(&mut first, &mut Authenticator::synced(ORIGIN), &Forgery::none()).await.assert_status(200);
    assert!(finish(&mut second, REGISTER, &late).await.status.is_client_error(), "the password alone adds nothing");
    assert_eq!(passkeys(&mut first).await.len(), 1);
}

#[tokio::test]
async fn a_policy_without_passkeys_accepts_none() {
    let app = TestApp::start().await;
    let mut owner = Owner::synced(&app, "a@example.org").await;
    let mut browser = app.anonymous();
    let signing_in = answered(&mut browser, SIGN_IN, &mut owner.authenticator, &Forgery::none()).await;
    let mut challenged = owner.challenged(&app).await;
    let proof = answered(&mut challenged, VERIFY, &mut owner.authenticator, &Forgery::none()).await;
    let mut policy = app.latchkey.saved_policy().await.unwrap();
    policy.passkey = false;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    assert_eq!(begin(&mut owner.browser, REGISTER).await.assert_status(403).code(), "method_disabled");
    assert_eq!(begin(&mut app.anonymous(), SIGN_IN).await.assert_status(403).code(), "method_disabled");
    assert_eq!(finish(&mut browser, SIGN_IN, &signing_in).await.assert_status(403).code(), "method_disabled");
    assert_eq!(finish(&mut challenged, VERIFY, &proof).await.assert_status(403).code(), "method_disabled");
    assert_eq!(begin(&mut challenged, VERIFY).await.assert_status(403).code(), "method_disabled");
    assert_eq!(challenged.step().await, "challenge");
    policy.passkey = true;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    prove(&mut challenged, VERIFY, &mut owner.authenticator, &Forgery::none()).await.assert_status(200);
}

#[tokio::test]
async fn an_address_without_a_name_has_no_passkeys() {
    let app = TestApp::build().origin("http://192.0.2.1").start().await;
    assert_eq!(begin(&mut app.half("a@example.org").await, REGISTER).await.assert_status(403).code(), "method_disabled");
    assert_eq!(begin(&mut app.anonymous(), SIGN_IN).await.assert_status(403).code(), "method_disabled");
}

#[tokio::test]
async fn added_and_removed_passkeys_are_told_by_mail() {
    everywhere(async |app| {
        let mut owner = Owner::synced(&app, "a@example.org").await;
        app.execute("UPDATE account SET address = email").await;
        let mut told = vec![];
        owner.another().await;
        let name = owner.passkeys().await[1]["name"].clone();
        let id = owner.passkeys().await[1]["id"].clone();
        owner.browser.call("passkey/delete", &json!({ "id": id })).await.assert_status(200);
        while let Some(mail) = app.latchkey.deliveries().claim().await.unwrap() {
            assert_eq!(mail.params.moments.len(), 1);
            told.push((mail.kind, mail.params.moments[0].method.clone()));
        }
        told.sort_by_key(|(kind, _)| kind.name());
        let name = name.as_str().map(ToOwned::to_owned);
        assert_eq!(told, [(MailKind::MethodAdded, name.clone()), (MailKind::MethodRemoved, name)]);
    })
    .await;
}
