//! The page, and what else may happen in the session meanwhile.

use super::steps::{Shop, open, reported};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn the_page_says_what_is_confirmed() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (_, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    let proof = open(&mut mira, &page).await;
    assert!(mira.get(&proof).await.body.contains("Confirm: 100 € to Bob"));
    // In the words of the policy, if the application has none.
    let mut body = reported(&mira, "mira", "m1");
    (body["action"], body["return_to"], body["summary"]) = (json!("profile.change"), json!("/done"), json!(" "));
    let begun = shop.ask("/api/v1/confirmations", &body).await.assert_status(200).json();
    let proof = open(&mut mira, begun["location"].as_str().unwrap()).await;
    assert!(mira.get(&proof).await.body.contains("Confirm: Send money"));
}

#[tokio::test]
async fn a_wrong_code_may_be_typed_again() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    let form = open(&mut mira, &page).await;
    let again = mira.submit(&form, &[("code", "000000")]).await;
    assert!(again.assert_status(401).body.contains("Confirm: 100 € to Bob"), "{}", again.body);
    assert_eq!(shop.consume(&reported(&mira, "mira", "m1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
    shop.beside.advance(Duration::from_secs(30));
    let code = mira.code();
    mira.submit(&form, &[("code", &code)]).await.assert_leads_to("/transfer/done?n=1");
}

#[tokio::test]
async fn opening_it_again_leaves_the_other_tab_as_it_is() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (_, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    let form = open(&mut mira, &page).await;
    assert_eq!(open(&mut mira, &page).await, form);
}

#[tokio::test]
async fn a_proof_for_one_transfer_confirms_no_other() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let visitor = reported(&mira, "mira", "m1");
    let (first, page) = shop.begun(&visitor).await;
    let (second, other_page) = shop.begun(&visitor).await;
    let form = open(&mut mira, &page).await;
    // Another tab.
    let other_form = open(&mut mira, &other_page).await;
    shop.beside.advance(Duration::from_secs(30));
    let code = mira.code();
    assert!(mira.submit(&form, &[("code", &code)]).await.assert_status(409).body.contains("Start again"));
    mira.submit(&other_form, &[("code", &code)]).await.assert_leads_to("/transfer/done?n=1");
    let visitor = reported(&mira, "mira", "m1");
    assert_eq!(shop.consume(&visitor, &first).await.assert_status(403).code(), "mfa_token_not_proved");
    shop.consume(&visitor, &second).await.assert_status(200);
}

#[tokio::test]
async fn a_proof_for_anything_else_does_not_count() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    // The functions of a page of the application know nothing of it.
    shop.beside.advance(Duration::from_secs(30));
    let code = mira.code();
    let proof = mira.call("totp/verify", &json!({ "code": code, "confirmation": id })).await;
    assert_eq!(proof.assert_status(409).code(), "confirmation_over");
    mira.call("totp/verify", &json!({ "code": code })).await.assert_status(200);
    assert_eq!(mira.call("action/token", &json!({ "confirmation": id })).await.assert_status(409).code(), "confirmation_over");
    let visitor = reported(&mira, "mira", "m1");
    assert_eq!(shop.consume(&visitor, &id).await.assert_status(403).code(), "mfa_token_not_proved");
    // A fresh proof of the session isn't enough either.
    open(&mut mira, &page).await;
}

#[tokio::test]
async fn it_can_be_declined() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    let form = open(&mut mira, &page).await;
    mira.submit(&form, &[("action", "cancel")]).await.assert_leads_to("/transfer/done?n=1");
    assert_eq!(shop.consume(&reported(&mira, "mira", "m1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
    mira.get("/security/mfa/verify").await.assert_leads_to("/security/mfa");
}

#[tokio::test]
async fn its_proof_is_not_asked_for_after_its_end() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (_, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    shop.beside.advance(Duration::from_mins(9));
    let form = open(&mut mira, &page).await;
    shop.beside.advance(Duration::from_secs(60));
    let code = mira.code();
    mira.submit(&form, &[("code", &code)]).await.assert_status(409);
    // The code is still good.
    let proof = mira.call("totp/verify", &json!({ "code": code })).await;
    proof.assert_status(200);
}

#[tokio::test]
async fn opening_it_gives_no_more_guesses() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let visitor = reported(&mira, "mira", "m1");
    let pages = [shop.begun(&visitor).await.1, shop.begun(&visitor).await.1];
    for turn in 0..6 {
        let form = open(&mut mira, &pages[turn % 2]).await;
        let refused = mira.submit(&form, &[("code", "000000")]).await;
        refused.assert_status(if turn < 5 { 401 } else { 429 });
    }
}

#[tokio::test]
async fn addresses_that_do_not_name_it_ask_for_nothing_of_it() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    let form = open(&mut mira, &page).await;
    for path in ["/security/mfa/verify", "/security/mfa/recovery", "/security/mfa/choose"] {
        mira.get(path).await.assert_leads_to("/security/mfa");
        assert!(mira.get(&form.replace("/security/mfa/verify", path)).await.assert_status(200).body.contains("100 € to Bob"), "{path}");
    }
    shop.beside.advance(Duration::from_secs(300));
    // A form of Latchkey's own that needs a proof takes its place, and says what it is for.
    mira.submit("/security/account/passkeys", &[("action", "add")]).await.assert_leads_to("/security/mfa/verify");
    let shown = mira.get("/security/mfa/verify").await;
    assert!(shown.body.contains("To add a passkey") && !shown.body.contains("Bob"));
    let code = mira.code();
    mira.submit(&form, &[("code", &code)]).await.assert_status(409);
    assert_eq!(shop.consume(&reported(&mira, "mira", "m1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
}

#[tokio::test]
async fn the_way_back_is_there_after_its_end_too() {
    let shop = Shop::start().await;
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (_, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    let form = open(&mut mira, &page).await;
    shop.beside.advance(Duration::from_mins(11));
    mira.submit(&form, &[("action", "cancel")]).await.assert_leads_to("/transfer/done?n=1");
}
