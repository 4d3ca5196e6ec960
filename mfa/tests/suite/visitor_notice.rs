//! Notices to the users of an application: by mail at an address that the application calls confirmed, or as an event for the application.

use crate::{
    fixture::{App, Fixture, PASSWORD, number, on_each_database},
    notice_mail::mails,
};
use mfa::{Opened, Session, Visitor, VisitorNotice, mail::MailKind};
use std::time::Duration;

const MIRA: &str = "mira@example.org";

fn mira() -> Visitor {
    Visitor::new("mira", "m1").name("Mira")
}

async fn enter(fixture: &Fixture, visitor: &Visitor) -> Opened {
    fixture.latchkey.enter(&fixture.caller, visitor, None).await.unwrap()
}

/// Enrolls an app in a new session of the visitor.
async fn enroll(fixture: &Fixture, visitor: &Visitor) -> (Session, App) {
    let half = enter(fixture, visitor).await.session;
    let (opened, app) = fixture.enroll(&half).await;
    (opened.session, app)
}

/// Takes all events that are due.
async fn events(fixture: &Fixture) -> Vec<VisitorNotice> {
    let mut events = vec![];
    while let Some((notice, delivery)) = fixture.latchkey.deliveries().claim_event().await.unwrap() {
        fixture.latchkey.deliveries().finish_event(&delivery, true).await.unwrap();
        events.push(notice);
    }
    events
}

async fn stored(fixture: &Fixture, condition: &str) -> i64 {
    number(&fixture.database_url, &format!("SELECT COUNT(*) FROM account WHERE {condition}")).await
}

on_each_database! {
    async fn without_a_channel_nothing_is_kept_for_them(fixture: Fixture) {
        enroll(&fixture, &mira().address(MIRA, true)).await;
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery").await, 0);
    }

    async fn the_application_is_told_until_it_has_taken_the_notice(fixture: Fixture) {
        fixture.latchkey.deliveries().open_channels(false, true);
        enroll(&fixture, &mira().address(MIRA, true).language("de")).await;
        assert!(mails(&fixture.latchkey).await.is_empty(), "no sender takes it");
        let (notice, delivery) = fixture.latchkey.deliveries().claim_event().await.unwrap().unwrap();
        assert_eq!((notice.user.as_str(), notice.kind, notice.moment.method.as_deref()), ("mira", MailKind::MethodAdded, Some("Authenticator app")));
        assert_eq!((notice.moment.network.as_deref(), notice.moment.at), (Some("192.0.2.1"), fixture.now().0));
        fixture.latchkey.deliveries().finish_event(&delivery, false).await.unwrap();
        assert_eq!(events(&fixture).await, []);
        fixture.pass_seconds(60);
        let (again, _unfinished) = fixture.latchkey.deliveries().claim_event().await.unwrap().unwrap();
        assert_eq!(again.id, notice.id);
        fixture.pass_seconds(271);
        assert_eq!(events(&fixture).await, [again], "the process died meanwhile");
        assert_eq!(events(&fixture).await, []);
    }

    async fn mail_goes_to_confirmed_addresses_only(fixture: Fixture) {
        fixture.latchkey.deliveries().open_channels(true, true);
        for (number, (visitor, told)) in [
            (mira(), None),
            (mira().address(MIRA, false), None),
            (mira().address("no address", true), None),
            (mira().address("Mira@Example.org", true).language("de"), Some(("Mira@example.org", "de"))),
        ].into_iter().enumerate() {
            let mut visitor = visitor;
            (visitor.id, visitor.session) = (format!("user-{number}"), format!("s{number}"));
            enroll(&fixture, &visitor).await;
            let mails = mails(&fixture.latchkey).await;
            let to: Vec<_> = mails.iter().map(|mail| (mail.receiver.as_str(), mail.language.as_str())).collect();
            assert_eq!(to, told.into_iter().collect::<Vec<_>>());
            assert_eq!(events(&fixture).await.len(), usize::from(told.is_none()), "{number}");
        }
    }

    async fn it_is_written_when_it_changes_and_only_then(fixture: Fixture) {
        fixture.latchkey.deliveries().open_channels(true, false);
        let visitor = mira().address(MIRA, true).language("de");
        let opened = enter(&fixture, &visitor).await;
        let session = fixture.look_up(&opened).await.unwrap();
        let revision = async || number(&fixture.database_url, "SELECT revision FROM account").await;
        let (before, confirmed) = (revision().await, number(&fixture.database_url, "SELECT address_confirmed_at FROM account").await);
        fixture.pass(Duration::from_secs(60));
        let mut without_language = visitor.clone();
        without_language.language = None;
        for same in [visitor.clone(), without_language] {
            fixture.latchkey.note_visitor(&session, &same).await.unwrap();
        }
        assert_eq!(revision().await, before, "nothing was written");
        fixture.latchkey.note_visitor(&session, &visitor.clone().language("en")).await.unwrap();
        assert_eq!(stored(&fixture, &format!("language = 'en' AND address_confirmed_at = {confirmed}")).await, 1);
        fixture.latchkey.note_visitor(&session, &mira().address("new@example.org", true)).await.unwrap();
        assert_eq!(stored(&fixture, "address = 'new@example.org'").await, 1);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM previous_address WHERE address = 'mira@example.org'").await, 1);
        let session = fixture.look_up(&opened).await.unwrap();
        fixture.latchkey.note_visitor(&session, &Visitor::new("tom", "t1").address("tom@example.org", true)).await.unwrap();
        fixture.latchkey.note_visitor(&session, &Visitor::new("mira", "m2").address("x@example.org", true)).await.unwrap();
        assert_eq!(stored(&fixture, "address = 'new@example.org'").await, 1, "the session is neither tom's nor of m2");
        fixture.latchkey.note_visitor(&session, &mira()).await.unwrap();
        assert_eq!(stored(&fixture, "address IS NULL AND address_confirmed_at IS NULL").await, 1);
    }

    async fn an_address_merges_nobody(fixture: Fixture) {
        fixture.latchkey.deliveries().open_channels(true, false);
        let own = fixture.sign_up(MIRA).await;
        let ids: Vec<_> = [("mira", "m1"), ("tom", "t1")].map(|(id, session)| Visitor::new(id, session).address(MIRA, true)).into();
        let (first, second) = (enter(&fixture, &ids[0]).await.session.account_id, enter(&fixture, &ids[1]).await.session.account_id);
        assert!(first != second && first != own.account_id && second != own.account_id);
        let signed_in = fixture.latchkey.account().sign_in(&fixture.caller, MIRA, PASSWORD, None).await.unwrap();
        assert_eq!(signed_in.session.account_id, own.account_id);
        assert_eq!(stored(&fixture, "subject IS NULL AND address IS NULL").await, 1, "the own account's address isn't confirmed by that");
    }
}
