//! A relay that is away, and servers that are killed: nothing is lost, and nothing sent twice but in the one moment that no server can know about.

use super::{PATIENCE, ids, let_time_pass, start};
use crate::{installation::Installation, server::Server};
use std::time::Duration;
use testbed::{Database, smtp::TestRelay, until};

/// How often a server is killed while it sends. `LATCHKEY_TEST_ROUNDS` sets another number.
fn rounds() -> usize {
    std::env::var("LATCHKEY_TEST_ROUNDS").ok().map_or(3, |rounds| rounds.parse().unwrap())
}

async fn ask(server: &Server, prefix: &str, number: usize) {
    for index in 0..number {
        server.submit("/sign-up", "en", &[("email", &format!("{prefix}{index}@example.org"))]).await.assert_leads_to("/check-mail");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_comes_back_gets_each_mail_once() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let port = crate::server::free_port();
        let server = start(&installation, port).await;
        ask(&server, "a", 8).await;
        until("an attempt has failed", PATIENCE, async || server.log().contains("couldn't send a mail")).await;
        assert!(!server.kill().contains("@example.org"), "the log has no address");
        let_time_pass(&installation).await;
        let server = start(&installation, port).await;
        ask(&server, "b", 2).await;
        server.kill();

        let_time_pass(&installation).await;
        let relay = TestRelay::start(&["--port", &port.to_string()]);
        let server = start(&installation, port).await;
        until("all mails arrive", PATIENCE, async || relay.kept().len() >= 10).await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        let (different, all) = ids(&relay);
        assert_eq!((different.len(), all), (10, 10), "{}", server.log());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_killed_while_it_sends_loses_nothing() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let relay = TestRelay::start(&[]);
        let mut asked = 0;
        for round in 0..rounds() {
            let server = start(&installation, relay.port()).await;
            // Those of the round before would use up what one network may cause in an hour.
            installation.change("DELETE FROM mail_count").await;
            ask(&server, &format!("round{round}."), 6).await;
            asked += 6;
            let [byte, ..] = *uuid::Uuid::new_v4().as_bytes();
            tokio::time::sleep(Duration::from_millis(u64::from(byte % 100))).await;
            server.kill();
            let_time_pass(&installation).await;
        }
        let server = start(&installation, relay.port()).await;
        until("all mails arrive", PATIENCE, async || ids(&relay).0.len() >= asked).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let (different, all) = ids(&relay);
        assert_eq!(different.len(), asked, "{}", server.log());
        // A kill between the final dot and the note of its answer.
        assert!(all <= asked + rounds(), "{all} mails for {asked} requests");
    }
}

/// The one moment: the relay has the mail, and its answer hasn't come.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_answer_was_lost_is_sent_again_with_the_same_bytes() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let relay = TestRelay::start(&[]);
        let server = start(&installation, relay.port()).await;
        server.submit("/sign-up", "en", &[("email", "held@example.org")]).await.assert_leads_to("/check-mail");
        until("the mail arrives", PATIENCE, async || relay.kept().len() == 1).await;
        server.kill();
        let other = start(&installation, relay.port()).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(relay.kept().len(), 1, "nobody takes a mail that another server may still be sending");
        drop(other);
        let_time_pass(&installation).await;
        let _server = start(&installation, relay.port()).await;
        until("the mail arrives again", PATIENCE, async || relay.kept().len() == 2).await;
        let kept = relay.kept();
        assert_eq!(kept[0].1, kept[1].1);
        assert_eq!(ids(&relay).0.len(), 1);
    }
}

/// A mail that the relay refuses is given up, and holds up no other one.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_refused_holds_up_no_other() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let relay = TestRelay::start(&[]);
        let server = start(&installation, relay.port()).await;
        for email in ["nobody@example.org", "busy@example.org", "spam@example.org", "ada@example.org"] {
            server.submit("/sign-up", "en", &[("email", email)]).await.assert_leads_to("/check-mail");
        }
        until("the good one arrives", PATIENCE, async || relay.kept().len() == 1).await;
        let log = server.kill();
        for line in ["recipient 550 5.1.1", "recipient 451 4.7.1", "content 550 5.7.1"] {
            assert!(log.contains(line), "{line}: {log}");
        }
        assert!(!log.contains("@example") && !log.contains("looks like spam"), "the relay's texts aren't logged: {log}");
    }
}

/// Wrong credentials: mails wait, and one line of the log says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_refuses_the_server_is_the_operators_matter() {
    let installation = Installation::new(Database::Sqlite).await;
    let relay = TestRelay::start(&["--auth", "PLAIN"]);
    let credentials = [("LATCHKEY__MAIL__USERNAME", "latchkey"), ("LATCHKEY__MAIL__PASSWORD", "wrong")];
    let server = super::start_with(&installation, relay.port(), &credentials).await;
    ask(&server, "a", 3).await;
    until("it is logged", PATIENCE, async || server.log().contains("the mail relay refuses this server")).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let log = server.kill();
    assert_eq!(log.matches("the mail relay refuses this server").count(), 1, "{log}");
    let_time_pass(&installation).await;
    let credentials = [("LATCHKEY__MAIL__USERNAME", "latchkey"), ("LATCHKEY__MAIL__PASSWORD", "right")];
    let _server = super::start_with(&installation, relay.port(), &credentials).await;
    until("all mails arrive", PATIENCE, async || relay.kept().len() == 3).await;
}
