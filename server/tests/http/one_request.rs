//! An application's function on the server, which calls several of Latchkey's within one request.

use crate::support::TestApp;
use leptos::{prelude::*, reactive::computed::ScopedFuture};
use mfa::{Error, Level, LiveSession};
use std::time::Duration;
use ui::function::{recovery, totp};

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
