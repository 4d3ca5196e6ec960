//! An application's function on the server, which calls several of Latchkey's within one request.

use crate::support::TestApp;
use leptos::{prelude::*, reactive::computed::ScopedFuture};
use mfa::{Error, Level, LiveSession};
use serde_json::json;
use std::time::Duration;
use ui::{
    function::{recovery, totp},
    request::RequestContext,
};

/// Runs `work` as a function on the server with this session.
async fn on_the_server<T>(app: &TestApp, live: LiveSession, work: impl Future<Output = T>) -> T {
    let (owner, cx) = (Owner::new(), app.context(live));
    owner
        .with(|| {
            cx.provide();
            ScopedFuture::new_untracked(work)
        })
        .await
}

#[tokio::test]
async fn a_proof_counts_for_what_follows_it() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    app.advance(Duration::from_secs(600));
    let live = app.latchkey.sessions().find(&user.cookies["latchkey"], Level::Full).await.unwrap().unwrap();
    on_the_server(&app, live, async {
        assert_eq!(recovery::generate().await.map_err(Error::from), Err(Error::StepUpRequired));
        totp::verify(user.code(), None, None).await.unwrap();
        assert_eq!(recovery::generate().await.unwrap().len(), 10);
    })
    .await;
}

/// With none of the account's methods accepted, a backup code permits enrolling another one.
#[tokio::test]
async fn a_session_that_has_to_enroll_may_do_nothing_else() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let codes = user.call("recovery/new", &json!({})).await.assert_status(200).json();
    user.call("recovery/acknowledge", &json!({})).await.assert_status(200);
    let policy = mfa::Policy { totp: false, ..app.latchkey.policy().await.unwrap() };
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    let mut half = app.anonymous();
    half.sign_in(&user.email).await.assert_status(303);
    let live = app.latchkey.sessions().find(&half.cookies["latchkey-half"], Level::Half).await.unwrap().unwrap();
    on_the_server(&app, live, async {
        let step = recovery::verify(codes[0].as_str().unwrap().to_owned(), None).await.unwrap();
        assert!(step.is_enrollment());
        assert_eq!(RequestContext::current().unwrap().signed_in().err(), Some(Error::RequiresAdditionalAuth));
        assert_eq!(recovery::status().await.map_err(Error::from).err(), Some(Error::RequiresAdditionalAuth));
    })
    .await;
}

#[tokio::test]
async fn a_session_that_becomes_full_is_full_for_what_follows() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    app.advance(Duration::from_secs(60));
    let mut half = app.anonymous();
    half.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    let live = app.latchkey.sessions().find(&half.cookies["latchkey-half"], Level::Half).await.unwrap().unwrap();
    on_the_server(&app, live, async {
        assert_eq!(recovery::status().await.map_err(Error::from).err(), Some(Error::RequiresAdditionalAuth));
        totp::verify(user.code(), None, None).await.unwrap();
        assert_eq!(recovery::status().await.unwrap().remaining, 10);
    })
    .await;
}

/// The thread of a form's handler may have the owner of another visitor's page.
#[tokio::test]
async fn a_form_leaves_the_page_of_another_visitor_its_own_context() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.user("ada@example.org").await, app.user("bob@example.org").await);
    app.advance(Duration::from_secs(60));
    let live = async |cookie: &str| app.latchkey.sessions().find(cookie, Level::Full).await.unwrap().unwrap();
    let (page, form) = (live(&ada.cookies["latchkey"]).await, live(&bob.cookies["latchkey"]).await);
    let mut handler = app.context(form.clone());
    on_the_server(&app, page, async {
        let opened = app.latchkey.totp().verify(&handler.caller, &form.session, &bob.code(), None).await.unwrap();
        handler.enter(opened).await.unwrap();
        assert_eq!(RequestContext::current().unwrap().signed_in().unwrap().email, ada.email);
    })
    .await;
}
