//! The recovery of an account whose owner has the password and the mailbox, and nothing else.

mod beginning;
mod ending;
mod stopping;
mod waiting;

use crate::{
    action::tamper,
    fixture::{App, Fixture, PASSWORD, number},
    mail::confirming,
};
use mfa::{Delivery, Error, Handover, Latchkey, Opened, Session, mail::MailKind};
use std::time::Duration;

const ADA: &str = "ada@example.org";
const SECOND: &str = "second@example.net";
const NEW_PASSWORD: &str = "another horse, another battery";
const DAY: Duration = Duration::from_hours(24);
const UNDER_WAY: &str = "SELECT COUNT(*) FROM account_recovery WHERE state IN ('waiting', 'ready')";

/// Somebody with an app, backup codes, and an address that has been confirmed for long; at an installation that sends mails.
struct Ada {
    fixture: Fixture,
    account: String,
    /// A full session.
    session: Session,
    app: App,
    codes: Vec<String>,
}

impl Ada {
    async fn of(mut fixture: Fixture) -> Self {
        let (session, app, codes) = fixture.settled(ADA).await;
        fixture.latchkey = confirming(&fixture).await;
        let ada = Self { account: session.account_id.clone(), fixture, session, app, codes };
        ada.change("UPDATE account SET address = 'Ada@example.org', address_confirmed_at = 1, language = 'en'").await;
        ada.pass(Duration::from_secs(60));
        ada
    }

    /// The same, with a second address.
    async fn with_second(fixture: Fixture) -> Self {
        let ada = Self::of(fixture).await;
        ada.change(&format!("INSERT INTO notice_address (account_id, address, confirmed_at) VALUES ('{}', '{SECOND}', 1)", ada.account))
            .await;
        ada
    }

    fn latchkey(&self) -> &Latchkey {
        &self.fixture.latchkey
    }

    fn pass(&self, time: Duration) {
        self.fixture.pass(time);
    }

    async fn change(&self, sql: &str) {
        tamper(&self.fixture, sql).await;
    }

    async fn count(&self, sql: &str) -> i64 {
        number(&self.fixture.database_url, sql).await
    }

    /// The number of recoveries in this state.
    async fn in_state(&self, state: &str) -> i64 {
        self.count(&format!("SELECT COUNT(*) FROM account_recovery WHERE state = '{state}'")).await
    }

    async fn lines(&self, event: &str) -> i64 {
        self.count(&format!("SELECT COUNT(*) FROM audit_event WHERE event = '{event}'")).await
    }

    async fn half(&self) -> Session {
        self.fixture.sign_in(ADA).await
    }

    /// A full session, as a request finds it.
    async fn full(&self) -> Session {
        let half = self.half().await;
        self.pass(Duration::from_secs(30));
        let opened = self.fixture.totp(&half, &self.app.code(self.fixture.now())).await.unwrap();
        self.fixture.look_up(&opened).await.unwrap()
    }

    /// Leads recoveries on, and hands over all mails that are due.
    async fn mails(&self) -> Vec<Delivery> {
        self.latchkey().deliveries().advance_recoveries().await.unwrap();
        self.hand_over(|_| Handover::Accepted).await
    }

    async fn hand_over(&self, how: impl Fn(&Delivery) -> Handover) -> Vec<Delivery> {
        let mut mails = vec![];
        while self.latchkey().deliveries().answer_requests().await.unwrap() {}
        while let Some(mail) = self.latchkey().deliveries().claim().await.unwrap() {
            assert!(self.latchkey().deliveries().finish(&mail, &how(&mail)).await.unwrap());
            mails.push(mail);
        }
        mails
    }

    async fn request(&self) -> Result<(), Error> {
        self.latchkey().account().request_recovery(&self.fixture.caller, &self.half().await, "en").await.map(drop)
    }

    /// The token of the link that begins a recovery.
    async fn link(&self) -> String {
        self.request().await.unwrap();
        let mails = self.hand_over(|_| Handover::Accepted).await;
        let mail = mails.into_iter().find(|mail| mail.kind == MailKind::ConfirmRecovery).unwrap();
        assert_eq!(mail.receiver, "Ada@example.org");
        mail.params.link.unwrap()
    }

    async fn begin_with(&self, token: &str, password: &str) -> Result<(), Error> {
        self.latchkey().account().begin_recovery(&self.fixture.caller, token, password).await
    }

    async fn begin(&self) {
        let token = self.link().await;
        self.begin_with(&token, PASSWORD).await.unwrap();
        assert_eq!(self.in_state("waiting").await, 1);
    }

    /// Begins a recovery and waits until it is ready. Returns the token of the link that completes it.
    async fn ready(&self) -> String {
        self.begin().await;
        for _ in 0..3 {
            assert!(self.mails().await.iter().all(|mail| mail.kind != MailKind::RecoveryReady));
            self.pass(DAY);
        }
        let mails = self.mails().await;
        mails.into_iter().find(|mail| mail.kind == MailKind::RecoveryReady).and_then(|mail| mail.params.link).unwrap()
    }

    async fn go_on(&self, token: &str) -> Result<Opened, Error> {
        self.latchkey().account().continue_recovery(&self.fixture.caller, token, PASSWORD).await
    }

    /// The id of the recovery under way, as a full session sees it.
    async fn recovery_of(&self, session: &Session) -> Option<String> {
        session.recovery().map(|recovery| recovery.id.clone())
    }
}

/// The kinds and the receivers, in order.
fn told(mails: &[Delivery]) -> Vec<(MailKind, &str)> {
    let mut told: Vec<_> = mails.iter().map(|mail| (mail.kind, mail.receiver.as_str())).collect();
    told.sort_by_key(|(kind, receiver)| (kind.name(), (*receiver).to_owned()));
    told
}
