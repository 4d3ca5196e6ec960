//! Accounts without a password: how they are made, what they keep, and how their owners get back in.

mod lost_passkey;
mod sign_up;
mod ways_in;

use crate::{
    fixture::{Fixture, number},
    mail::{confirming, receive, request, token},
};
use authenticator::{Authenticator, Forgery};
use mfa::{Error, Latchkey, Opened, Session, mail::MailKind};

const ADA: &str = "ada@example.org";
const ORIGIN: &str = "http://localhost:3000";

/// Asks for the mail that begins a sign-up, and returns the token of its link.
async fn sign_up_link(fixture: &Fixture, latchkey: &Latchkey, email: &str) -> String {
    latchkey.account().request_sign_up(&fixture.caller, request(email)).await.unwrap();
    loop {
        let mail = receive(latchkey).await;
        if mail.kind == MailKind::ConfirmAddress {
            return token(&mail).to_owned();
        }
    }
}

/// Creates a passkey with the token of a link.
async fn create(fixture: &Fixture, latchkey: &Latchkey, token: &str, authenticator: &mut Authenticator) -> Result<Opened, Error> {
    let options = latchkey.passkeys().begin_by_link(token).await?;
    let answer = authenticator.register(&options.public_key, &Forgery::none()).unwrap();
    latchkey.passkeys().finish_by_link(&fixture.caller, token, &answer, "Passkey").await
}

/// Adds a passkey in a session.
pub(crate) async fn add(fixture: &Fixture, latchkey: &Latchkey, session: &Session) -> Session {
    let options = latchkey.passkeys().begin_registration(session).await.unwrap();
    let answer = Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap();
    latchkey.passkeys().finish_registration(&fixture.caller, session, &answer, "Passkey").await.unwrap().session
}

/// The owner of an account without a password, with a confirmed address, one passkey and ten acknowledged backup codes.
struct Owner {
    latchkey: Latchkey,
    session: Session,
    authenticator: Authenticator,
    codes: Vec<String>,
}

impl Owner {
    async fn new(fixture: &Fixture, email: &str) -> Self {
        let latchkey = confirming(fixture).await;
        let link = sign_up_link(fixture, &latchkey, email).await;
        let mut authenticator = Authenticator::synced(ORIGIN);
        let session = create(fixture, &latchkey, &link, &mut authenticator).await.unwrap().session;
        let codes = latchkey.recovery_codes().codes(&session).await.unwrap();
        latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
        Self { latchkey, session, authenticator, codes }
    }

    /// Signs in with the passkey.
    async fn sign_in(&mut self, fixture: &Fixture) -> Session {
        let begun = self.latchkey.passkeys().begin_sign_in(None, None).await.unwrap();
        let answer = self.authenticator.assert(&begun.options.public_key, &Forgery::none()).unwrap();
        self.latchkey.passkeys().finish_sign_in(&fixture.caller, Some(begun.secret.expose()), &answer).await.unwrap().session
    }

    async fn passkeys(&self) -> Vec<String> {
        self.latchkey.passkeys().list(&self.session).await.unwrap().into_iter().map(|passkey| passkey.id).collect()
    }
}

async fn accounts(fixture: &Fixture) -> i64 {
    number(&fixture.database_url, "SELECT COUNT(*) FROM account").await
}
