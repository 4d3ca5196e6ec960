//! Addresses where the server sends mail: `/account/email` and the pages of links.

use crate::support::{Answer, Client, PASSWORD, TestApp, User};
use mfa::mail::MailKind;
use pages::form_token;
use serde_json::json;
use std::time::Duration;
use testbed::Database;

const PAGE: &str = "/account/email";

async fn everywhere(test: impl AsyncFn(TestApp)) {
    for database in Database::available() {
        test(TestApp::build().on(database).confirms_addresses().start().await).await;
    }
}

async fn ask(user: &mut User, to: &str) -> Answer {
    let from = user.email.clone();
    user.submit(PAGE, &[("from", &from), ("email", to), ("current", PASSWORD)]).await
}

/// The path of the link in the mail of this kind.
async fn link(app: &TestApp, kind: MailKind) -> String {
    let mails = app.mails().await;
    let mail = mails.iter().find(|mail| mail.kind == kind).unwrap();
    format!("/m/{}", mail.params.link.as_deref().unwrap())
}

/// Asserts that a page or a redirect has the token nowhere but in the language form, which leads back to the page itself.
fn assert_leads_nowhere_with(answer: &Answer, link: &str) {
    assert!(!answer.body.contains(&format!("next={}", link.replace('/', "%2F"))) && !answer.body.contains(&format!("action=\"{link}")));
}

#[tokio::test]
async fn the_address_changes_with_the_link_and_not_before() {
    everywhere(async |app| {
        let mut user = app.user("old@example.org").await;
        assert!(user.get(PAGE).await.body.contains("Your address changes once you open it where you’re signed in and confirm."));
        ask(&mut user, "New@example.org").await.assert_leads_to("/account/security");
        let page = user.get("/account/security").await.body;
        assert!(
            page.contains("Check the mailbox of the new address") && page.contains("old@example.org") && !page.contains("new@example.org")
        );
        let link = link(&app, MailKind::ConfirmNewAddress).await;
        let page = user.get(&link).await;
        assert!(page.assert_status(200).body.contains("New@example.org") && !page.body.contains("type=\"password\""));
        let before = user.cookies["latchkey"].clone();
        user.submit(&link, &[]).await.assert_leads_to("/account/security");
        assert_ne!(user.cookies["latchkey"], before, "another id");
        let page = user.get("/account/security").await.body;
        assert!(page.contains("Your email address has been changed.") && page.contains("new@example.org"));
        let told: Vec<_> = app.mails().await.into_iter().map(|mail| (mail.kind, mail.receiver)).collect();
        assert_eq!((told.len(), told[0].0, told[1].0), (2, MailKind::AddressChanged, MailKind::AddressChanged));
        user.get(&link).await.assert_status(410);
        user.submit(&link, &[]).await.assert_status(410);
        app.anonymous().sign_in("old@example.org").await.assert_status(401);
        app.anonymous().sign_in("new@example.org").await.assert_leads_to("/mfa/verify");
    })
    .await;
}

#[tokio::test]
async fn the_page_of_a_link_acts_in_the_session_that_it_was_rendered_for() {
    everywhere(async |app| {
        let mut user = app.user("old@example.org").await;
        ask(&mut user, "new@example.org").await.assert_leads_to("/account/security");
        let link = link(&app, MailKind::ConfirmNewAddress).await;
        let page = user.get(&link).await;
        let drawn = page.hidden(form_token::FIELD);
        app.advance(Duration::from_secs(60));
        let mut again = user.sign_in_again(app.anonymous()).await;
        let refused = again.submit_as_it_is(&link, &[(form_token::FIELD, drawn)]).await;
        assert!(refused.assert_status(409).body.contains("Nothing was changed"));
        assert!(again.get("/account/security").await.body.contains("old@example.org"));
        again.submit(&link, &[]).await.assert_leads_to("/account/security");
    })
    .await;
}

#[tokio::test]
async fn the_link_asks_for_the_account_and_its_token_gets_nowhere() {
    everywhere(async |app| {
        let mut user = app.user("old@example.org").await;
        let mut other = app.user("other@example.org").await;
        ask(&mut user, "new@example.org").await.assert_leads_to("/account/security");
        let link = link(&app, MailKind::ConfirmNewAddress).await;

        let mut anonymous = app.anonymous();
        let mut half = app.anonymous();
        half.sign_in("old@example.org").await.assert_leads_to("/mfa/verify");
        let visitors: [(&mut Client, &str); 3] = [
            (&mut anonymous, "sign in in this browser with the account that it belongs to"),
            (&mut half, "sign in in this browser"),
            (&mut other, "belongs to another account"),
        ];
        for (visitor, told) in visitors {
            let page = visitor.get(&link).await;
            assert!(page.assert_status(200).body.contains(told), "{told}");
            assert_leads_nowhere_with(&page, &link);
            visitor.submit(&link, &[]).await.assert_leads_to(&link);
        }
        let kept = app.number("SELECT COUNT(*) FROM session WHERE return_to LIKE '%/m/%'").await;
        assert_eq!(kept, 0);
        half.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
        half.submit(&link, &[]).await.assert_leads_to("/account/security");
        assert!(user.get("/account/security").await.body.contains("new@example.org"));
    })
    .await;
}

#[tokio::test]
async fn taken_and_free_addresses_get_equal_answers() {
    let app = TestApp::build().confirms_addresses().start().await;
    app.user("taken@example.org").await;
    let mut user = app.user("old@example.org").await;
    let mut answers = vec![];
    for to in ["taken@example.org", "free@example.org"] {
        let answer = ask(&mut user, to).await;
        answer.assert_leads_to("/account/security");
        let page = user.get("/account/security").await;
        let notice = page.body.split("role=\"status\"").nth(1).unwrap().split("</div>").next().unwrap().to_owned();
        let by_script = json!({ "from": "old@example.org", "to": to, "current": PASSWORD });
        let called = user.call("account/change-email", &by_script).await;
        answers.push((notice, called.assert_status(200).json()));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].1, json!({ "step": "done", "mail_sent": true }));
    assert_eq!(app.mails().await.iter().filter(|mail| mail.kind == MailKind::ConfirmNewAddress).count(), 1);
}

#[tokio::test]
async fn an_address_that_was_taken_meanwhile_reads_like_a_link_that_is_over() {
    let app = TestApp::build().confirms_addresses().start().await;
    let mut user = app.user("old@example.org").await;
    ask(&mut user, "new@example.org").await.assert_leads_to("/account/security");
    let link = link(&app, MailKind::ConfirmNewAddress).await;
    app.advance(Duration::from_secs(61));
    app.half("new@example.org").await;
    let taken = user.submit(&link, &[]).await;
    app.execute("DELETE FROM link").await;
    let over = user.submit(&link, &[]).await;
    let shown = |answer: &Answer| {
        answer.assert_status(410).body.split("<h1>").nth(1).unwrap().split("<p class=\"hint\">").next().unwrap().to_owned()
    };
    assert_eq!(shown(&taken), shown(&over));
}

#[tokio::test]
async fn an_unconfirmed_address_is_confirmed_with_a_button_in_any_browser() {
    everywhere(async |app| {
        let mut user = app.user("old@example.org").await;
        const LINE: &str = "Your address isn’t confirmed.";
        assert!(!user.get("/account/security").await.body.contains(LINE));
        app.execute("UPDATE account SET address = NULL, address_confirmed_at = NULL").await;
        assert!(user.get("/account/security").await.body.contains(LINE));
        app.anonymous().submit("/account/email/confirm", &[]).await.assert_leads_to("/sign-in?next=%2Faccount%2Fsecurity");
        user.submit("/account/email/confirm", &[]).await.assert_leads_to("/account/security");
        let page = user.get("/account/security").await.body;
        assert!(page.contains("We’ve sent a link to your email address.") && page.contains(LINE));
        let link = link(&app, MailKind::ConfirmAccountAddress).await;
        let mut browser = app.anonymous();
        assert!(browser.get(&link).await.assert_status(200).body.contains("Confirm your email address"));
        browser.submit(&link, &[]).await.assert_leads_to("/sign-in");
        assert!(browser.get("/sign-in").await.body.contains("Your email address is confirmed."));
        assert_eq!(browser.step().await, "sign_in", "the link signs nobody in");
        browser.get(&link).await.assert_status(410);
        assert!(!user.get("/account/security").await.body.contains(LINE));
    })
    .await;
}

#[tokio::test]
async fn a_second_address_is_set_and_removed_with_a_proof() {
    everywhere(async |app| {
        const SECOND: &str = "/account/second-address";
        let mut user = app.user("old@example.org").await;
        assert!(user.get("/account/security").await.body.contains("No second address yet."));
        app.advance(Duration::from_secs(301));
        assert!(user.get(SECOND).await.body.contains("first confirm that it’s you"));
        user.submit(SECOND, &[("email", "second@example.org")]).await.assert_leads_to("/mfa/verify");
        let proof = user.proof_for_form().await;
        assert!(user.get(&proof).await.body.contains("To set or remove a second address, confirm"));
        let code = user.code();
        user.submit(&proof, &[("code", &code)]).await.assert_leads_to(SECOND);
        let page = user.get(SECOND).await.body;
        assert!(page.contains("Enter the second address again") && !page.contains("second@example.org"));
        let refused = user.submit(SECOND, &[("email", "old@example.org")]).await;
        assert!(refused.assert_status(422).body.contains("This is already your email address."));
        user.submit(SECOND, &[("email", "second@example.org")]).await.assert_leads_to("/account/security");
        let link = link(&app, MailKind::ConfirmNoticeAddress).await;
        assert!(app.anonymous().get(&link).await.body.contains("Sign in first"));
        app.anonymous().submit(&link, &[]).await.assert_leads_to(&link);
        user.submit(&link, &[]).await.assert_leads_to("/account/security");
        assert!(user.get("/account/security").await.body.contains("second@example.org"));
        app.anonymous().sign_in("second@example.org").await.assert_status(401);

        let page = user.get("/account/security").await;
        assert_eq!(page.hidden("shown_address"), "second@example.org");
        app.advance(Duration::from_secs(301));
        user.submit(SECOND, &[("action", "remove"), ("shown_address", "before@example.org")]).await.assert_leads_to("/mfa/verify");
        let (proof, code) = (user.proof_for_form().await, user.code());
        let stale = user.submit(&proof, &[("code", &code)]).await;
        let present = &stale.assert_status(409).body;
        assert!(present.contains("Nothing was changed") && present.contains("second@example.org"), "with the one that there is now");
        user.submit(SECOND, &[("action", "remove")]).await.assert_status(400);
        user.submit(SECOND, &[("action", "remove"), ("shown_address", "second@example.org")]).await.assert_leads_to("/mfa/verify");
        app.advance(Duration::from_secs(30));
        let (proof, code) = (user.proof_for_form().await, user.code());
        user.submit(&proof, &[("code", &code)]).await.assert_leads_to("/account/security");
        let page = user.get("/account/security").await.body;
        assert!(page.contains("The second address has been removed.") && page.contains("No second address yet."));
    })
    .await;
}

#[tokio::test]
async fn without_mail_there_is_neither_a_second_address_nor_a_confirmation() {
    let app = TestApp::start().await;
    let mut user = app.user("old@example.org").await;
    let page = user.get("/account/security").await.body;
    assert!(!page.contains("Second address") && !page.contains("isn’t confirmed"));
    user.get("/account/second-address").await.assert_leads_to("/account/security");
    user.submit("/account/second-address", &[("email", "second@example.org")]).await.assert_leads_to("/mfa");
    user.submit("/account/email/confirm", &[]).await.assert_leads_to("/mfa");
    assert_eq!(app.number("SELECT COUNT(*) FROM mail_request").await, 0);
}

#[tokio::test]
async fn the_language_form_sets_that_of_mails() {
    let app = TestApp::start().await;
    let mut user = app.user("old@example.org").await;
    let mut other = app.user("other@example.org").await;
    let drawn_for_other = other.form_token().await.unwrap();
    app.anonymous().submit("/language", &[("language", "de")]).await.assert_status(303);
    // A page that was left open: without a session, or with that of another account.
    user.submit_as_it_is("/language", &[("language", "de")]).await.assert_status(303);
    user.submit_as_it_is("/language", &[("language", "de"), (form_token::FIELD, &drawn_for_other)]).await.assert_status(303);
    assert_eq!(app.number("SELECT COUNT(*) FROM account WHERE language IS NOT NULL").await, 0);
    user.submit("/language", &[("language", "de")]).await.assert_status(303);
    assert_eq!(app.number("SELECT COUNT(*) FROM account WHERE language = 'de'").await, 1);
}
