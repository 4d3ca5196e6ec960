//! Notices by mail: each event is told to every confirmed address of the account, each kind at most once an hour, and none is lost.

mod browser;
mod events;
mod gathering;
mod receiver;

use crate::{
    fixture::{App, Fixture, PASSWORD},
    mail::{confirming, receive, request, token},
};
use mfa::{
    Caller, Delivery, Handover, Latchkey, Session,
    mail::{MailKind, MailMoment},
};
use std::time::Duration;

const ADA: &str = "ada@example.org";
const NEW_PASSWORD: &str = "another horse, another battery";
const HOUR: Duration = Duration::from_hours(1);

/// Somebody who has confirmed the address and enrolled an app, and has got the mail about that.
async fn confirmed(fixture: &mut Fixture, email: &str) -> (Session, App) {
    let (session, app) = enrolling(fixture, email).await;
    assert_eq!(kinds(&fixture.latchkey).await, [MailKind::MethodAdded]);
    fixture.pass(HOUR);
    (session, app)
}

async fn enrolling(fixture: &mut Fixture, email: &str) -> (Session, App) {
    fixture.latchkey = confirming(fixture).await;
    fixture.latchkey.account().request_sign_up(&fixture.caller, request(email)).await.unwrap();
    let link = receive(&fixture.latchkey).await;
    let opened = fixture.latchkey.account().sign_up_by_link(&fixture.caller, token(&link), PASSWORD).await.unwrap();
    let (opened, app) = fixture.enroll(&opened.session).await;
    (opened.session, app)
}

/// A fresh proof in a session of another browser.
async fn signs_in(fixture: &Fixture, email: &str, app: &App) -> Session {
    let half = fixture.sign_in(email).await;
    let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
    fixture.pass_seconds(30);
    session
}

/// Takes all mails that are due, and hands them over.
pub(crate) async fn mails(latchkey: &Latchkey) -> Vec<Delivery> {
    let mut mails = vec![];
    while let Some(mail) = latchkey.deliveries().claim().await.unwrap() {
        assert!(latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap());
        mails.push(mail);
    }
    mails
}

async fn kinds(latchkey: &Latchkey) -> Vec<MailKind> {
    mails(latchkey).await.iter().map(|mail| mail.kind).collect()
}

/// The one mail that is due, with its one event.
async fn only(latchkey: &Latchkey, kind: MailKind) -> (Delivery, MailMoment) {
    let mut mails = mails(latchkey).await;
    assert_eq!(mails.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [kind]);
    let mail = mails.remove(0);
    assert_eq!(mail.params.events(), 1);
    let moment = mail.params.moments[0].clone();
    (mail, moment)
}

async fn wrong_codes(fixture: &Fixture, email: &str, app: &App, count: usize) {
    let mut half = fixture.sign_in(email).await;
    for guess in 1..=count {
        fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err();
        if guess % 5 == 0 {
            half = fixture.sign_in(email).await;
        }
    }
}

async fn change_password(fixture: &Fixture, session: &Session, turn: usize) -> Session {
    let passwords = [PASSWORD, NEW_PASSWORD];
    let (old, new) = (passwords[turn % 2], passwords[(turn + 1) % 2]);
    fixture.latchkey.account().change_password(&fixture.caller, session, old, new).await.unwrap().session
}

/// The caller in a browser with a cookie: one for each letter.
fn browser(fixture: &Fixture, letter: &str) -> Caller {
    fixture.caller.clone().in_browser(&letter.repeat(43))
}
