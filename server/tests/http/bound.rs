//! A form and a call of a script count for the session that their page was drawn for, all of them by construction: what has no place in a list
//! below fails.

use crate::support::{Client, PASSWORD, TestApp, User, everywhere};
use pages::{form_token, passkey_api, site_map};
use serde_json::json;
use server_fn::axum::server_fn_paths;
use std::time::Duration;

const FUNCTIONS: &str = "/api/latchkey/";

/// Functions that may be called for any session: they tell who is signed in, or say themselves whose session they open.
const FOR_ANYBODY: [&str; 9] = [
    "flow/next-step",
    "flow/status",
    "flow/user",
    "account/sign-up",
    "account/sign-in",
    "passkey/sign-in/begin",
    "passkey/sign-in/finish",
    "passkey/by-link/begin",
    "passkey/by-link/finish",
];

/// Two tabs of one browser: the pages of the first were drawn for somebody who has signed out since, in the second.
async fn changed_hands(app: &TestApp) -> (Client, String, User, User) {
    let mut first = app.user("first@example.org").await;
    let drawn = first.form_token().await.unwrap();
    let second = app.user("second@example.org").await;
    for user in [&first, &second] {
        app.latchkey.operator().grant_administrator(&user.email).await.unwrap();
    }
    app.user("third@example.org").await;
    let mut browser = app.anonymous();
    browser.cookies = second.cookies.clone();
    (browser, drawn, first, second)
}

/// A path of a form, of something that there isn't.
fn filled(path: &str) -> String {
    path.replace("{id}", "00000000000000000000000000")
}

#[tokio::test]
async fn no_form_acts_on_another_session_than_the_one_it_was_drawn_for() {
    let app = TestApp::start().await;
    let (mut browser, drawn, mut first, mut second) = changed_hands(&app).await;
    let everything = [
        ("action", "add"),
        ("confirm", "on"),
        ("acknowledged", "on"),
        ("shown", "AAAA"),
        ("id", "1"),
        ("until", "0"),
        ("method", "totp"),
        ("code", "123456"),
        ("name", "x"),
        ("reason", "x"),
        ("email", "new@example.org"),
        ("password", PASSWORD),
        ("language", "de"),
    ];
    for form in site_map::forms().filter(|form| form.form_needs_token()) {
        let path = filled(form.path);
        let stale: Vec<_> = everything.into_iter().chain([(form_token::FIELD, drawn.as_str())]).collect();
        let forged: Vec<_> = everything.into_iter().chain([(form_token::FIELD, "AAAAAAAAAAAAAAAAAAAAAA")]).collect();
        for fields in [&stale[..], &forged[..], &everything[..]] {
            let refused = browser.submit_as_it_is(&path, fields).await;
            refused.assert_status(409);
            assert!(refused.body.contains("Nothing was changed") && refused.body.contains("second@example.org"), "{path}");
        }
    }
    for user in [&mut first, &mut second] {
        assert_eq!(user.step().await, "done", "both are signed in as before");
    }
    let without: Vec<_> = site_map::forms().filter(|form| !form.form_needs_token()).map(|form| form.path).collect();
    assert_eq!(
        without,
        ["/sign-up", "/sign-in", "/reset", "/m/{token}", "/language", "/time-zone"],
        "these say for themselves whose account they are about, or are about none; a link that acts in a session checks its page"
    );
}

#[tokio::test]
async fn no_script_acts_on_another_session_than_the_one_of_its_page() {
    let app = TestApp::start().await;
    let (mut browser, drawn, ..) = changed_hands(&app).await;
    let own = browser.form_token().await.unwrap();
    let functions: Vec<&str> =
        server_fn_paths().map(|(path, _)| path).chain(passkey_api::PATHS).filter_map(|path| path.strip_prefix(FUNCTIONS)).collect();
    assert!(functions.len() > 30, "{functions:?}");
    for function in &functions {
        let path = format!("{FUNCTIONS}{function}");
        let origin = app.origin.clone();
        let headers = |token| [("origin", origin.as_str()), ("content-type", "application/json"), (form_token::HEADER, token)];
        if FOR_ANYBODY.contains(function) {
            continue;
        }
        let refused = browser.post_with(&path, &headers(&drawn), "{}").await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "session_changed"), "{function}");
        if !["account/sign-out", "account/delete"].contains(function) {
            let answered = browser.post_with(&path, &headers(&own), "{}").await;
            assert!(answered.status.is_success() || answered.code() != "session_changed", "{function}");
        }
    }
    for function in FOR_ANYBODY {
        assert!(functions.contains(&function), "{function} is no function");
    }
}

#[tokio::test]
async fn every_form_on_every_page_carries_the_token_of_its_session() {
    let app = TestApp::start().await;
    let mut admin = app.user("admin@example.org").await;
    app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    let token = admin.form_token().await.unwrap();
    let mut forms = 0;
    for path in [
        "/",
        "/sign-out",
        "/account/security",
        "/account/email",
        "/account/password",
        "/account/delete",
        "/lost-access",
        "/admin/keys",
        "/admin/people",
    ] {
        let page = admin.get(path).await;
        for form in page.body.split("<form ").skip(1).filter(|form| form.split('>').next().unwrap().contains("method=\"post\"")) {
            let (_, content) = form.split_once('>').unwrap();
            let field = format!("<input type=\"hidden\" name=\"form_token\" value=\"{token}\">");
            assert!(content.starts_with(&field), "{path}: {form}");
            forms += 1;
        }
    }
    assert!(forms > 15, "{forms}");
}

#[tokio::test]
async fn a_page_that_was_opened_before_the_same_person_signed_in_again_changes_nothing() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let drawn = user.form_token().await.unwrap();
    let mut browser = user.sign_in_again(app.anonymous()).await;
    let fields = [("action", "end-others"), (form_token::FIELD, drawn.as_str())];
    let refused = browser.submit_as_it_is("/account/sessions", &fields).await;
    assert!(refused.assert_status(409).body.contains("/account/security"), "the way on");
    assert_eq!(user.step().await, "done", "the other session lives");
}

#[tokio::test]
async fn a_code_typed_at_a_sign_in_runs_no_form_that_another_tab_holds() {
    everywhere(async |app| {
        let mut user = app.user("a@example.org").await;
        app.advance(Duration::from_secs(301));
        user.submit("/account/delete", &[("confirm", "on")]).await.assert_leads_to("/mfa/verify");
        let announced = user.proof_for_form().await;
        assert!(user.get(&announced).await.body.contains("delete your account"));
        // Another tab holds something else. A wrong code on its page doesn't turn it into a page of a third form.
        user.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/verify");
        let other = user.proof_for_form().await;
        user.get(&announced).await.assert_leads_to("/mfa");
        let wrong = user.submit(&other, &[("code", "000000")]).await;
        assert!(wrong.assert_status(401).body.contains("new backup codes"));
        user.submit("/account/delete", &[("confirm", "on")]).await.assert_leads_to("/mfa/verify");
        let wrong = user.submit(&other, &[("code", "000000")]).await;
        assert!(!wrong.assert_status(409).body.contains("delete your account"));
        // A proof of the session runs none of them, and neither does one on a page whose form has made room for another one.
        let code = user.code();
        user.submit("/mfa/verify", &[("code", &code)]).await.assert_leads_to("/account/security");
        app.advance(Duration::from_secs(30));
        for page in [&announced, &other] {
            let code = user.code();
            user.submit(page, &[("code", &code)]).await.assert_status(409);
        }
        assert_eq!(user.step().await, "done", "the account is there");

        // Cancelled, it is gone.
        app.advance(Duration::from_secs(400));
        user.submit("/account/delete", &[("confirm", "on")]).await.assert_leads_to("/mfa/verify");
        let announced = user.proof_for_form().await;
        user.submit(&announced, &[("action", "cancel")]).await.assert_leads_to("/account/security");
        let code = user.code();
        user.submit(&announced, &[("code", &code)]).await.assert_status(409);
        assert_eq!(user.step().await, "done");
    })
    .await;
}

#[tokio::test]
async fn new_backup_codes_can_be_given_up_for_the_old_ones() {
    let app = TestApp::start().await;
    let mut user = app.user("ada@example.org").await;
    user.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/recovery-codes");
    let page = user.get("/mfa/recovery-codes").await;
    assert!(page.body.contains("Keep my old codes"));
    let discard = [("shown", page.hidden("shown")), ("discard", "on")];
    user.submit("/mfa/recovery-codes", &discard).await.assert_leads_to("/account/security");
    let security = user.get("/account/security").await;
    let security = &security.assert_status(200).body;
    assert!(security.contains("Your old backup codes keep working."), "{security}");

    // Another tab has confirmed the new ones.
    user.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/recovery-codes");
    let page = user.get("/mfa/recovery-codes").await;
    let shown = page.hidden("shown");
    user.submit("/mfa/recovery-codes", &[("shown", shown), ("acknowledged", "on")]).await.assert_leads_to("/account/security");
    let late = user.submit("/mfa/recovery-codes", &[("shown", shown), ("discard", "on")]).await;
    assert!(late.assert_status(409).body.contains("They are the ones that work now"), "{}", late.body);
}

#[tokio::test]
async fn done_on_a_page_of_codes_that_were_replaced_shows_those_that_count() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    user.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/recovery-codes");
    let first = user.get("/mfa/recovery-codes").await;
    user.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/recovery-codes");
    let done = [("acknowledged", "on"), ("shown", first.hidden("shown"))];
    let refused = user.submit("/mfa/recovery-codes", &done).await;
    refused.assert_status(409);
    assert_ne!(refused.hidden("shown"), first.hidden("shown"), "the newer ones are on the page");
    assert!(refused.body.contains("role=\"alert\""));
    let file = format!("/mfa/recovery-codes.txt?shown={}", first.hidden("shown"));
    user.get(&file).await.assert_leads_to("/mfa/recovery-codes");

    let done = [("acknowledged", "on"), ("shown", refused.hidden("shown"))];
    user.submit("/mfa/recovery-codes", &done).await.assert_leads_to("/account/security");
    user.submit("/mfa/recovery-codes", &done).await.assert_leads_to("/account/security");
    let old = [("acknowledged", "on"), ("shown", first.hidden("shown"))];
    assert!(user.submit("/mfa/recovery-codes", &old).await.assert_status(409).body.contains("were replaced"));
}

#[tokio::test]
async fn an_administrator_who_came_in_by_password_proves_a_method_for_the_dashboard() {
    let app = TestApp::start().await;
    let mut policy = app.latchkey.saved_policy().await.unwrap();
    policy.session_based = false;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    let user = app.user("admin@example.org").await;
    app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    let mut browser = app.anonymous();
    browser.sign_in("admin@example.org").await.assert_leads_to("/account/security");
    assert_eq!(browser.step().await, "done");
    for path in ["/admin", "/admin/people", "/admin/keys", "/admin/audit.csv", "/admin/adoption.csv"] {
        browser.get(path).await.assert_leads_to("/mfa/verify");
    }
    // A form that such a session sends goes on after its proof, which doesn't open the dashboard.
    browser.submit("/admin/keys", &[("name", "shop"), ("actions:read", "on")]).await.assert_leads_to("/mfa/verify");
    let announced = browser.proof_for_form().await;
    let code = user.code();
    browser.submit(&announced, &[("code", &code)]).await.assert_status(200);
    app.advance(Duration::from_secs(30));
    browser.get("/admin/people?q=a").await.assert_leads_to("/mfa/verify");
    browser.get("/mfa/verify").await.assert_status(200);
    browser.get("/mfa/choose").await.assert_status(200);
    browser.get("/mfa/recovery").await.assert_status(200);
    let code = user.code();
    browser.submit("/mfa/verify", &[("code", &code)]).await.assert_leads_to("/admin/people?q=a");
    browser.get("/mfa").await.assert_leads_to("/admin/people?q=a");
    browser.get("/admin/people").await.assert_status(200);
}

#[tokio::test]
async fn every_form_that_asks_for_a_proof_goes_on_after_it() {
    let app = TestApp::start().await;
    let mut admin = app.user("admin@example.org").await;
    app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    app.user("other@example.org").await;
    app.latchkey.operator().grant_administrator("other@example.org").await.unwrap();
    let device = admin.call("device/list", &json!({})).await.json()[0]["id"].as_str().unwrap().to_owned();
    let mut asked = vec![];
    // The account itself at the end.
    let (last, rest): (Vec<&str>, Vec<&str>) = site_map::forms().map(|form| form.path).partition(|path| *path == "/account/delete");
    for path in rest.into_iter().chain(last).filter(|path| !["/sign-out", "/sign-in", "/sign-up"].contains(path)) {
        let action = if path == "/account/devices" { "replace" } else { "add" };
        let fields = [("action", action), ("id", &device), ("confirm", "on"), ("name", "x"), ("reason", "x")];
        app.advance(Duration::from_secs(301));
        let answer = admin.submit(&filled(path), &fields).await;
        if answer.header("location") != "/mfa/verify" {
            continue;
        }
        let announced = admin.proof_for_form().await;
        admin.get(&announced).await.assert_status(200);
        let code = admin.code();
        let done = admin.submit(&announced, &[("code", &code)]).await;
        assert!(!done.header("location").starts_with("/mfa/verify"), "{path}");
        assert!(done.status.as_u16() < 500 && done.status.as_u16() != 400, "{path}: {}", done.status);
        asked.push(path);
    }
    assert!(asked.len() > 10, "{asked:?}");
    assert_eq!(asked.last(), Some(&"/account/delete"));
    assert_eq!(admin.step().await, "sign_in", "it is gone");
}
