//! Several servers on one database.

use super::{PATIENCE, ids, start};
use crate::installation::{Installation, Person};
use mfa::{Caller, MailRequest};
use std::time::Duration;
use testbed::{Database, smtp::TestRelay, until};

const MAILS: usize = 50;

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_send_each_mail_once() {
    if !Database::available().contains(&Database::Postgres) {
        return;
    }
    let installation = Installation::new(Database::Postgres).await;
    let latchkey = installation.open().await;
    for index in 0..MAILS {
        let email = format!("user{index}@example.org");
        Person::sign_up(&latchkey, &email).await;
        let request = MailRequest { email: &email, language: "en", return_to: None };
        let caller = Caller::new(&format!("192.0.2.{index}"), "test");
        latchkey.account().request_password_reset(&caller, request).await.unwrap();
    }
    let relay = TestRelay::start(&[]);
    let (one, other) = tokio::join!(start(&installation, relay.port()), start(&installation, relay.port()));
    until("all mails arrive", PATIENCE, async || relay.kept().len() >= MAILS).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (different, all) = ids(&relay);
    let sent = [one, other].map(|server| server.kill().matches("sent a mail").count());
    assert_eq!((different.len(), all, sent.iter().sum::<usize>()), (MAILS, MAILS, MAILS), "{sent:?}");
    println!("of {MAILS} mails, the two servers sent {} and {}", sent[0], sent[1]);
}
