//! What the application's server hears.

use super::steps::{CONTENT, Shop, TRANSFER, by_cookies, reported};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_transfer_is_confirmed_once() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let visitor = reported(&mira, "mira", "m1");
    let asked = shop.beside.shop.asked().len();
    let (id, page) = shop.begun(&visitor).await;
    assert_eq!(page, format!("/security/mfa/confirm/{id}"));
    assert_eq!(shop.consume(&visitor, &id).await.assert_status(403).code(), "mfa_token_not_proved");
    assert_eq!(shop.beside.shop.asked().len(), asked, "an application that reports its visitor isn't asked");

    shop.confirm(&mut mira, &page).await.assert_leads_to("/transfer/done?n=1");
    // The proof has replaced the cookie.
    let visitor = reported(&mira, "mira", "m1");
    let proof = shop.consume(&visitor, &id).await.assert_status(200).json();
    assert_eq!((&proof["user_id"], &proof["action"], &proof["method"]), (&json!("mira"), &json!(TRANSFER), &json!("totp")));
    for visitor in [visitor, by_cookies(&mira)] {
        assert_eq!(shop.consume(&visitor, &id).await.assert_status(409).code(), "mfa_token_consumed");
    }
    mira.get(&page).await.assert_leads_to("/transfer/done?n=1");
}

#[tokio::test]
async fn it_counts_for_what_the_person_saw() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    shop.confirm(&mut mira, &page).await.assert_leads_to("/transfer/done?n=1");
    let visitor = reported(&mira, "mira", "m1");
    for (action, content, code) in [
        (TRANSFER, json!("{\"to\":\"Eve\",\"cents\":10000}"), "mfa_token_wrong_content"),
        (TRANSFER, json!(null), "mfa_token_wrong_content"),
        ("profile.change", json!(CONTENT), "mfa_token_wrong_action"),
    ] {
        assert_eq!(shop.consume_as(&visitor, &id, action, &content).await.assert_status(403).code(), code);
    }
    for unknown in ["", "x", "../confirmations"] {
        assert_eq!(shop.consume(&visitor, unknown).await.assert_status(404).code(), "mfa_token_unknown");
    }
    // Another user, and the same one in another browser.
    let mut tom = shop.beside.enrolled("tom", "t1").await;
    assert_eq!(shop.consume(&reported(&tom, "tom", "t1"), &id).await.assert_status(403).code(), "mfa_token_wrong_user");
    tom.get(&page).await.assert_status(409);
    let mut elsewhere = shop.beside.signed_in("mira", "m2");
    shop.beside.advance(Duration::from_secs(30));
    elsewhere.get("/security/mfa").await.assert_leads_to("/security/mfa/verify");
    elsewhere.submit("/security/mfa/verify", &[("code", &mira.code())]).await.assert_status(303);
    assert_eq!(shop.consume(&reported(&elsewhere, "mira", "m2"), &id).await.assert_status(403).code(), "mfa_token_wrong_session");
    // Nothing of that has used it up.
    shop.consume(&visitor, &id).await.assert_status(200);
}

#[tokio::test]
async fn it_counts_as_long_as_the_policy_says() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    shop.beside.advance(Duration::from_mins(9));
    shop.confirm(&mut mira, &page).await.assert_leads_to("/transfer/done?n=1");
    shop.beside.advance(Duration::from_secs(120));
    assert_eq!(shop.consume(&reported(&mira, "mira", "m1"), &id).await.assert_status(410).code(), "mfa_token_expired");
    // Never confirmed in time.
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    shop.beside.advance(Duration::from_mins(10));
    mira.get(&page).await.assert_status(409);
    assert_eq!(shop.consume(&reported(&mira, "mira", "m1"), &id).await.assert_status(410).code(), "mfa_token_expired");
}

#[tokio::test]
async fn only_a_full_session_confirms() {
    let shop = Shop::start().await;
    let mira = shop.beside.enrolled("mira", "m1").await;
    let mut half = shop.beside.signed_in("mira", "m2");
    half.get("/security/mfa").await.assert_leads_to("/security/mfa/verify");
    assert_eq!(shop.begin(&reported(&half, "mira", "m2")).await.assert_status(403).code(), "requires_additional_auth");
    assert_eq!(shop.begin(&by_cookies(&half)).await.assert_status(403).code(), "requires_additional_auth");
    let nobody = [
        by_cookies(&shop.beside.anonymous()),
        json!({ "cookie": by_cookies(&mira)["cookie"], "visitor": null }),
        // The full cookie with a user whom it isn't of, and with another session of the same one.
        reported(&mira, "tom", "m1"),
        reported(&mira, "mira", "m2"),
    ];
    for visitor in nobody {
        assert_eq!(shop.begin(&visitor).await.assert_status(403).code(), "not_signed_in", "{visitor}");
    }
    // The page of a full session's transfer, opened by a half one.
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    half.get(&page).await.assert_leads_to("/security/mfa");
    assert_eq!(shop.consume(&reported(&half, "mira", "m2"), &id).await.assert_status(403).code(), "requires_additional_auth");
}

#[tokio::test]
async fn malformed_requests_begin_nothing() {
    let shop = Shop::start().await;
    let mira = shop.beside.enrolled("mira", "m1").await;
    let good = reported(&mira, "mira", "m1");
    for (member, value) in [
        ("return_to", json!("https://evil.example/")),
        ("return_to", json!("//evil.example/")),
        ("return_to", json!("/security/mfa")),
        ("return_to", json!(null)),
        ("action", json!(7)),
        ("content", json!("x".repeat(32 * 1024 + 1))),
        ("summary", json!("x".repeat(301))),
        ("cookie", json!("a\nb")),
        ("visitor", json!({ "id": "mira" })),
        ("visitor", json!({ "id": "", "session": "m1" })),
        // A session that scripts could take from the cookie.
        ("visitor", json!({ "id": "mira", "session": "0123456789abcdef0123" })),
        ("visitor", json!("mira")),
    ] {
        let mut body = good.clone();
        body["action"] = json!(TRANSFER);
        body["return_to"] = json!("/done");
        if member == "visitor" {
            body["cookie"] = json!("shop=0123456789abcdef0123");
        }
        body[member] = value;
        assert_eq!(shop.ask("/api/v1/confirmations", &body).await.assert_status(400).code(), "malformed_request", "{body}");
    }
    assert_eq!(shop.ask_with("lk_live_x", "/api/v1/confirmations", &good).await.assert_status(401).code(), "application_key_invalid");
}

#[tokio::test]
async fn what_the_policy_does_not_demand_needs_no_confirmation() {
    let shop = Shop::start().await;
    let mira = shop.beside.enrolled("mira", "m1").await;
    let mut body = reported(&mira, "mira", "m1");
    (body["action"], body["return_to"]) = (json!("cart.empty"), json!("/done"));
    assert_eq!(shop.ask("/api/v1/confirmations", &body).await.assert_status(200).json(), json!({ "required": false }));
    // A user without a method, where none is demanded.
    let mut tom = shop.beside.signed_in("tom", "t1");
    tom.get("/security/account/security").await.assert_status(200);
    assert_eq!(shop.begin(&reported(&tom, "tom", "t1")).await.assert_status(200).json(), json!({ "required": false }));
}
