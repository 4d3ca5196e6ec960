//! The recovery of an account over a real relay: begun, told each day, and completed at the page of the last link.

use super::{PASSWORD, link, start};
use crate::installation::Installation;
use mfa::{Caller, Latchkey};
use testbed::{
    Database,
    smtp::{Parsed, TestRelay, parse},
    until,
};

const EMAIL: &str = "a@example.org";

/// An account with an app, and an address that was confirmed long ago.
async fn enrolled(installation: &Installation, latchkey: &Latchkey) {
    let caller = Caller::new("192.0.2.1", "test");
    let half = latchkey.account().sign_up(&caller, EMAIL, PASSWORD, None).await.unwrap().session;
    let begun = latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
    let secret = totp_rs::Secret::try_from_base32(&begun.secret).unwrap();
    let app = totp_rs::Builder::new().with_secret(secret).with_account_name("test").build().unwrap();
    let code = app.generate(latchkey.now().unix_seconds()).to_string();
    latchkey.totp().confirm(&caller, &half, &code).await.unwrap();
    installation.change("UPDATE account SET address = 'a@example.org', address_confirmed_at = 1").await;
    installation.change("INSERT INTO notice_address SELECT id, 'second@example.net', 1 FROM account").await;
}

/// Waits until the relay has this number of mails. Returns the one whose subject contains the text, to this address.
async fn mail(relay: &TestRelay, number: usize, (subject, to): (&str, &str)) -> Parsed {
    until("the mails arrive", super::PATIENCE, async || relay.kept().len() >= number).await;
    let mut mails = relay.kept().into_iter().map(|(_, mail)| parse(&mail));
    mails.rfind(|mail| mail.header("Subject").contains(subject) && mail.header("To") == to).expect("such a mail")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_is_told_each_day_and_completed_with_its_last_link() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        enrolled(&installation, &installation.open_now(false).await).await;
        let latchkey = installation.open_now(true).await;
        let half = latchkey.account().sign_in(&Caller::new("192.0.2.1", "test"), EMAIL, PASSWORD, None).await.unwrap().session;
        latchkey.account().request_recovery(&Caller::new("192.0.2.1", "test"), &half, "en").await.unwrap();

        let relay = TestRelay::start(&[]);
        let server = start(&installation, relay.port()).await;
        let begin = link(&mail(&relay, 1, ("Recover your account", EMAIL)).await);
        assert_eq!(server.submit(&begin, "en", &[("current", "wrong")]).await.status, 422);
        server.submit(&begin, "en", &[("current", PASSWORD)]).await.assert_leads_to("/sign-in");
        let started = mail(&relay, 3, ("Account recovery has been started", "second@example.net")).await;
        let stop = link(&started);
        assert!(server.get(&stop).await.unwrap().body.contains("Stop the account recovery"));
        drop(server.kill());

        // Three days, of which each begins at a start of the server.
        let mut number = 3;
        for day in 2..=3 {
            installation
                .change("UPDATE account_recovery SET next_notice_at = next_notice_at - 86400000, ready_at = ready_at - 86400000")
                .await;
            let server = start(&installation, relay.port()).await;
            number += 2;
            mail(&relay, number, ("Account recovery is in progress", EMAIL)).await;
            drop(server.kill());
            println!("day {day}");
        }
        installation.change("UPDATE account_recovery SET next_notice_at = next_notice_at - 86400000, ready_at = ready_at - 86400000").await;
        let server = start(&installation, relay.port()).await;
        let ready = mail(&relay, number + 2, ("You can now set up a new method", EMAIL)).await;
        mail(&relay, number + 2, ("Account recovery is ready", "second@example.net")).await;
        let finish = link(&ready);
        assert_eq!(server.submit(&finish, "en", &[("current", "wrong")]).await.status, 422);
        let done = server.submit(&finish, "en", &[("current", PASSWORD)]).await;
        done.assert_leads_to("/mfa/choose");
        assert!(done.header("set-cookie").contains("HttpOnly"));
        server.submit(&stop, "en", &[]).await.assert_leads_to("/sign-in");
        assert_eq!(server.get(&finish).await.unwrap().status, 410, "stopped in time");
        mail(&relay, number + 4, ("Account recovery has been stopped", EMAIL)).await;
        let log = server.kill();
        for link in [&begin, &stop, &finish] {
            assert!(!log.contains(link.trim_start_matches("/m/")), "{log}");
        }
        assert!(installation.run(&["user", "recoveries"]).contains("no recovery is in progress"));
    }
}
