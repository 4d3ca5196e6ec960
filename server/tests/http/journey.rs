//! From sign-up to a second sign-in, by the pages' forms alone, on every database.

use crate::support::{PASSWORD, TestApp, everywhere};
use mfa::Clock;
use std::time::Duration;
use totp_rs::Totp;

#[tokio::test]
async fn enrollment_and_sign_in() {
    everywhere(journey).await;
}

async fn journey(app: TestApp) {
    let mut browser = app.anonymous();
    browser.submit("/sign-up", &[("email", "New@Example.org"), ("password", PASSWORD)]).await.assert_leads_to("/mfa/choose");
    browser.get("/mfa").await.assert_leads_to("/mfa/choose");
    browser.get("/mfa/choose").await.assert_status(200);
    browser.submit("/mfa/choose", &[("method", "totp")]).await.assert_leads_to("/mfa/totp");

    let page = browser.get("/mfa/totp").await;
    let uri = page.assert_status(200).body.split('"').find(|text| text.starts_with("otpauth://")).unwrap().replace("&amp;", "&");
    let totp = Totp::from_url(&uri).unwrap();
    let code = || totp.generate(app.clock().now().unix_seconds()).to_string();
    browser.submit("/mfa/totp", &[("code", &code())]).await.assert_leads_to("/mfa/recovery-codes");
    browser.get("/mfa").await.assert_leads_to("/mfa/recovery-codes");

    let page = browser.get("/mfa/recovery-codes").await;
    let codes: Vec<&str> = page.body.split("data-testid=\"recovery-code\"").skip(1).map(text).collect();
    assert_eq!(codes.len(), 10);
    let file = browser.get("/mfa/recovery-codes.txt").await;
    assert!(file.header("content-disposition").starts_with("attachment") && codes.iter().all(|code| file.body.contains(code)));
    browser
        .submit("/mfa/recovery-codes", &[("acknowledged", "on"), ("shown", page.hidden("shown"))])
        .await
        .assert_leads_to("/account/security");
    browser.get("/mfa").await.assert_leads_to("/account/security");
    assert!(browser.get("/account/security").await.body.contains("new@example.org"));
    browser.submit("/sign-out", &[]).await.assert_leads_to("/");

    app.advance(Duration::from_secs(60));
    browser.sign_in("new@example.org").await.assert_leads_to("/mfa/verify");
    browser.get("/mfa").await.assert_leads_to("/mfa/verify");
    browser.submit("/mfa/verify", &[("code", "000000")]).await.assert_status(401);
    browser.submit("/mfa/verify", &[("code", "12345")]).await.assert_status(422);
    browser.submit("/mfa/verify", &[("code", &code())]).await.assert_leads_to("/account/security");
    browser.get("/mfa").await.assert_leads_to("/account/security");
    browser.submit("/sign-out", &[]).await.assert_leads_to("/");

    browser.sign_in("new@example.org").await.assert_leads_to("/mfa/verify");
    browser.submit("/mfa/recovery", &[("code", codes[3])]).await;
    assert_eq!(browser.step().await, "done");
}

#[tokio::test]
async fn an_address_in_another_script_is_one_account() {
    everywhere(spellings).await;
}

/// A browser sends the domain of an address in ASCII, and other clients as it was typed.
async fn spellings(app: TestApp) {
    const SPELLINGS: [&str; 2] = ["ada@münchen.example", "ada@xn--mnchen-3ya.example"];
    for (number, email) in SPELLINGS.into_iter().enumerate() {
        let mut browser = app.anonymous();
        let answer = browser.submit("/sign-up", &[("email", email), ("password", PASSWORD)]).await;
        if number == 0 {
            answer.assert_leads_to("/mfa/choose")
        } else {
            answer.assert_status(422)
        };
    }
    for email in SPELLINGS {
        let mut browser = app.anonymous();
        browser.sign_in(email).await.assert_leads_to("/mfa/choose");
        let page = browser.get("/sign-out").await;
        assert!(page.body.contains(SPELLINGS[0]) && !page.body.contains("xn--"), "{}", page.body);
    }
    let mut browser = app.anonymous();
    let answer = browser.submit("/sign-up", &[("email", "ada@mün chen.example"), ("password", PASSWORD)]).await;
    assert!(answer.assert_status(422).body.contains("id=\"email-error\""), "{}", answer.body);
}

/// The content of the element whose start tag `rest` is the end of.
fn text(rest: &str) -> &str {
    rest.split_once('>').unwrap().1.split_once('<').unwrap().0.trim()
}
