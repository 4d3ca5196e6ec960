//! Actions that need a proof of their own, and the tokens for them.

mod begin;
mod consume;
mod issue;
mod on_page;
mod race;

use crate::fixture::{App, Fixture, number};
use mfa::{
    ContentDigest, Enrollment, Error, Expected, Purpose, Session, TokenRefusal,
    policy::{Action, TokenKind},
    view::{Confirmation, MfaProof, MfaToken},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

/// An action with tokens for a single use within a minute.
const TRANSFER: &str = "transfer.create";
/// An action with tokens for any number of uses within ten minutes.
const SETTINGS: &str = "settings.change";

fn action(name: &str, token: TokenKind, lifetime_seconds: u64) -> Action {
    Action { name: name.to_owned(), description: String::new(), required: false, token, lifetime_seconds }
}

/// Protects both actions for users who have a method.
async fn protect(fixture: &Fixture) {
    let actions = vec![action(TRANSFER, TokenKind::SingleUse, 60), action(SETTINGS, TokenKind::TimeBound, 600)];
    fixture
        .set_policy(|policy| {
            policy.actions = actions;
            policy.enrollment = Enrollment::None;
        })
        .await;
}

/// Changes the database directly, bypassing the domain.
pub(crate) async fn tamper(fixture: &Fixture, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    if fixture.database_url.starts_with("sqlite") {
        sqlx::query(sql).execute(&mut SqliteConnection::connect(&fixture.database_url).await.unwrap()).await.unwrap();
    } else {
        sqlx::query(sql).execute(&mut PgConnection::connect(&fixture.database_url).await.unwrap()).await.unwrap();
    }
}

async fn count(fixture: &Fixture) -> i64 {
    number(&fixture.database_url, "SELECT COUNT(*) FROM mfa_token").await
}

/// A user with an authenticator app; both actions are protected.
struct Actor {
    session: Session,
    app: App,
    codes: Vec<String>,
}

impl Actor {
    async fn new(fixture: &Fixture, email: &str) -> Self {
        let half = fixture.sign_up(email).await;
        let (opened, app) = fixture.enroll(&half).await;
        let codes = fixture.latchkey.recovery_codes().codes(&opened.session).await.unwrap();
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &opened.session, None).await.unwrap();
        // The code of the enrollment is used up.
        fixture.pass_seconds(60);
        Self { session: opened.session, app, codes }
    }

    async fn begin(&self, fixture: &Fixture, action: &str, content: Option<&str>) -> Confirmation {
        fixture.latchkey.tokens().begin(&self.session, action, content, Some("Send 5 € to Bob")).await.unwrap().unwrap()
    }

    /// Proves a code for a confirmation.
    async fn prove(&mut self, fixture: &Fixture, confirmation: Option<&str>) -> Result<(), Error> {
        let confirming = self.session.proving(Purpose::confirming(confirmation.map(str::to_owned)));
        self.session = fixture.totp(&confirming, &self.app.code(fixture.now())).await?.session;
        Ok(())
    }

    async fn issue(&self, fixture: &Fixture, confirmation: &str) -> Result<MfaToken, Error> {
        fixture.latchkey.tokens().issue(&fixture.caller, &self.session, confirmation).await
    }

    /// A token for an action, issued after a code.
    async fn token(&mut self, fixture: &Fixture, action: &str, content: Option<&str>) -> String {
        fixture.pass_seconds(30);
        let begun = self.begin(fixture, action, content).await;
        self.prove(fixture, Some(&begun.id)).await.unwrap();
        self.issue(fixture, &begun.id).await.unwrap().token
    }

    /// The expectation of an application that checks the action, the user and the session.
    fn expected<'a>(&'a self, action: &'a str) -> Expected<'a> {
        Expected { action, user: Some(&self.session.account_id), session: Some(&self.session.id), content: None }
    }
}

async fn consume(fixture: &Fixture, token: &str, expected: Expected<'_>) -> Result<MfaProof, TokenRefusal> {
    fixture.latchkey.tokens().consume(&fixture.caller, token, expected).await
}

fn digest(content: &str) -> Option<ContentDigest> {
    Some(ContentDigest::of(content.as_bytes()))
}
