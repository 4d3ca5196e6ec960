//! Sign-up with a passkey: nothing exists before the passkey is verified, and one link makes one account.

use super::{ADA, ORIGIN, Owner, accounts, create, sign_up_link};
use crate::{
    fixture::{Fixture, PASSWORD, number, on_each_database, race},
    mail::{confirming, receive, request},
};
use authenticator::{Authenticator, Forgery};
use mfa::{Error, Level, MailRequest, NextStep};
use std::time::Duration;

on_each_database! {
    async fn a_passkey_makes_the_account_behind_the_link(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let link = sign_up_link(&fixture, &latchkey, "Ada@Example.org").await;
        let options = latchkey.passkeys().begin_by_link(&link).await.unwrap();
        assert_eq!(accounts(&fixture).await, 0, "the passkey comes first");
        let again = latchkey.passkeys().begin_by_link(&link).await.unwrap();
        assert_eq!(options.public_key["user"], again.public_key["user"], "a second try replaces the passkey of the first");
        assert_eq!(options.public_key["user"]["name"], ADA);

        let mut authenticator = Authenticator::synced(ORIGIN);
        let answer = authenticator.register(&options.public_key, &Forgery::none()).unwrap();
        let opened = latchkey.passkeys().finish_by_link(&fixture.caller, &link, &answer, "Passkey").await.unwrap();
        assert_eq!((opened.session.level, opened.next), (Level::Full, Some(NextStep::AcknowledgeRecoveryCodes)));
        assert_eq!(opened.session.return_to.as_deref(), Some("/account/activity"));
        assert_eq!(latchkey.recovery_codes().codes(&opened.session).await.unwrap().len(), 10);
        let stored = "SELECT COUNT(*) FROM account WHERE password_hash = '' AND address = 'Ada@example.org' AND address_confirmed_at > 0";
        assert_eq!(number(&fixture.database_url, stored).await, 1);
        let events = "SELECT COUNT(*) FROM audit_event WHERE event IN ('sign_up', 'passkey_added', 'sign_in_complete')";
        assert_eq!(number(&fixture.database_url, events).await, 3);

        assert_eq!(latchkey.passkeys().begin_by_link(&link).await.err(), Some(Error::LinkOver));
        let replayed = latchkey.passkeys().finish_by_link(&fixture.caller, &link, &answer, "Passkey").await;
        assert_eq!(replayed.err(), Some(Error::PasskeyCeremonyOver));
        assert_eq!(latchkey.account().sign_up_by_link(&fixture.caller, &link, PASSWORD).await.err(), Some(Error::LinkOver));
    }

    async fn of_several_passkeys_for_one_link_one_makes_the_account(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let link = sign_up_link(&fixture, &latchkey, ADA).await;
        let mut answers = vec![];
        for _ in 0..4 {
            let options = latchkey.passkeys().begin_by_link(&link).await.unwrap();
            answers.push(Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap());
        }
        let finish = |answer| latchkey.passkeys().finish_by_link(&fixture.caller, &link, answer, "Passkey");
        let (won, lost) = race(answers.iter().map(finish)).await;
        assert_eq!((won.len(), lost.len()), (1, 3), "{lost:?}");
        let all = "SELECT (SELECT COUNT(*) FROM account) * 100 + (SELECT COUNT(*) FROM passkey) * 10 + (SELECT COUNT(*) FROM session)";
        assert_eq!(number(&fixture.database_url, all).await, 111);
    }

    /// On an installation whose first account is an administrator's, both look for other accounts.
    async fn of_a_password_and_a_passkey_for_one_link_one_makes_the_account(fixture: Fixture) {
        let latchkey = fixture.builder().first_is_administrator(true).confirms_addresses(true).build().await.unwrap();
        for round in 0..8 {
            let link = sign_up_link(&fixture, &latchkey, &format!("ada{round}@example.org")).await;
            let options = latchkey.passkeys().begin_by_link(&link).await.unwrap();
            let answer = Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap();
            let by_passkey = latchkey.passkeys().finish_by_link(&fixture.caller, &link, &answer, "Passkey");
            let by_password = latchkey.account().sign_up_by_link(&fixture.caller, &link, PASSWORD);
            let (by_passkey, by_password) = futures::join!(by_passkey, by_password);
            assert_ne!(by_passkey.is_ok(), by_password.is_ok(), "{:?} {:?}", by_passkey.err(), by_password.err());
            assert_eq!(accounts(&fixture).await, round + 1);
        }
    }

    async fn an_answer_counts_for_the_link_that_it_was_asked_for_with(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (one, other) = (sign_up_link(&fixture, &latchkey, ADA).await, sign_up_link(&fixture, &latchkey, "bea@example.org").await);
        latchkey.passkeys().begin_by_link(&other).await.unwrap();
        let options = latchkey.passkeys().begin_by_link(&one).await.unwrap();
        let answer = Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap();
        for token in [other.as_str(), &"A".repeat(43)] {
            let stolen = latchkey.passkeys().finish_by_link(&fixture.caller, token, &answer, "Passkey").await;
            assert_eq!(stolen.err(), Some(Error::PasskeyCeremonyOver));
        }
        assert_eq!(accounts(&fixture).await, 0);
        latchkey.passkeys().finish_by_link(&fixture.caller, &one, &answer, "Passkey").await.unwrap();

        // Neither in a session nor with another link: the ceremony of a session is none of a link.
        let session = fixture.enrolled("cleo@example.org").await.0;
        let options = latchkey.passkeys().begin_registration(&session).await.unwrap();
        let answer = Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap();
        let stolen = latchkey.passkeys().finish_by_link(&fixture.caller, &other, &answer, "Passkey").await;
        assert_eq!(stolen.err(), Some(Error::PasskeyCeremonyOver));
    }

    async fn a_link_that_expires_during_the_ceremony_makes_no_account(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let link = sign_up_link(&fixture, &latchkey, ADA).await;
        fixture.pass(Duration::from_mins(28));
        let options = latchkey.passkeys().begin_by_link(&link).await.unwrap();
        let answer = Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap();
        fixture.pass(Duration::from_mins(3));
        let late = latchkey.passkeys().finish_by_link(&fixture.caller, &link, &answer, "Passkey").await;
        assert_eq!(late.err(), Some(Error::LinkOver));
        assert_eq!(latchkey.passkeys().begin_by_link(&link).await.err(), Some(Error::LinkOver));
        assert_eq!(accounts(&fixture).await, 0);
    }

    async fn an_address_that_was_taken_meanwhile_makes_no_second_account(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let link = sign_up_link(&fixture, &latchkey, ADA).await;
        let options = latchkey.passkeys().begin_by_link(&link).await.unwrap();
        let answer = Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap();
        fixture.sign_up(ADA).await;
        let late = latchkey.passkeys().finish_by_link(&fixture.caller, &link, &answer, "Passkey").await;
        assert_eq!(late.err(), Some(Error::EmailUnavailable));
        assert_eq!(latchkey.passkeys().begin_by_link(&link).await.err(), Some(Error::EmailUnavailable), "before a passkey is made in vain");
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM passkey").await, 0);
    }

    async fn a_policy_without_passkeys_offers_none(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let link = sign_up_link(&fixture, &latchkey, ADA).await;
        let options = latchkey.passkeys().begin_by_link(&link).await.unwrap();
        let answer = Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap();
        fixture.set_policy(|policy| policy.passkey = false).await;
        assert_eq!(latchkey.passkeys().begin_by_link(&link).await.err(), Some(Error::MethodDisabled));
        let late = latchkey.passkeys().finish_by_link(&fixture.caller, &link, &answer, "Passkey").await;
        assert_eq!(late.err(), Some(Error::MethodDisabled));
        assert_eq!(accounts(&fixture).await, 0);
        latchkey.account().sign_up_by_link(&fixture.caller, &link, PASSWORD).await.unwrap();
    }

    async fn without_mail_the_page_of_a_link_follows_at_once(fixture: Fixture) {
        let account = fixture.latchkey.account();
        let asked = MailRequest { email: "Ada@Example.org", language: "de", return_to: None };
        let link = account.sign_up_with_passkey(asked).await.unwrap();
        assert_eq!(accounts(&fixture).await, 0);
        let options = fixture.latchkey.passkeys().begin_by_link(link.expose()).await.unwrap();
        assert!(!format!("{link:?}").contains(link.expose()));
        let answer = Authenticator::synced(ORIGIN).register(&options.public_key, &Forgery::none()).unwrap();
        let opened = fixture.latchkey.passkeys().finish_by_link(&fixture.caller, link.expose(), &answer, "Passkey").await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM account WHERE address IS NULL AND language = 'de'").await, 1);
        let ways = fixture.latchkey.account().ways_in(&opened.session).await.unwrap();
        assert!(ways.are_too_few() && ways.passkeys == 1, "a backup code leads nowhere without mail: {ways:?}");

        for (email, error) in [("ada", Error::EmailInvalid), ("ADA@example.org", Error::EmailUnavailable)] {
            let refused = account.sign_up_with_passkey(MailRequest { email, ..asked }).await;
            assert_eq!(refused.err(), Some(error));
        }
        let by_mail = confirming(&fixture).await;
        let refused = by_mail.account().sign_up_with_passkey(MailRequest { email: "bea@example.org", ..asked }).await;
        assert_eq!(refused.err(), Some(Error::NotPossibleNow), "the address is confirmed first");
        fixture.set_policy(|policy| policy.passkey = false).await;
        let refused = account.sign_up_with_passkey(MailRequest { email: "bea@example.org", ..asked }).await;
        assert_eq!(refused.err(), Some(Error::MethodDisabled));
    }

    async fn the_first_account_may_be_one_without_a_password(fixture: Fixture) {
        let latchkey = fixture.with_first_administrator().await;
        let asked = |email| MailRequest { email, language: "en", return_to: None };
        let (one, other) = (
            latchkey.account().sign_up_with_passkey(asked(ADA)).await.unwrap(),
            latchkey.account().sign_up_with_passkey(asked("bea@example.org")).await.unwrap(),
        );
        let (mut ada, mut bea) = (Authenticator::synced(ORIGIN), Authenticator::synced(ORIGIN));
        let (won, _) = race([
            create(&fixture, &latchkey, one.expose(), &mut ada),
            create(&fixture, &latchkey, other.expose(), &mut bea),
        ]).await;
        assert_eq!(won.len(), 2);
        assert_eq!(won.iter().filter(|opened| opened.session.administrator).count(), 1);
    }

    async fn its_passkey_signs_in_and_no_password_does(fixture: Fixture) {
        let mut owner = Owner::new(&fixture, ADA).await;
        fixture.pass_seconds(1);
        assert_eq!(owner.sign_in(&fixture).await.level, Level::Full);
        let failures = async || number(&fixture.database_url, "SELECT CAST(COALESCE(SUM(failures), 0) AS BIGINT) FROM password_failure").await;
        let mut counted = vec![];
        for email in [ADA, "nobody@example.org"] {
            let before = failures().await;
            for password in [PASSWORD, ""] {
                let refused = owner.latchkey.account().sign_in(&fixture.caller, email, password, None).await;
                assert_eq!(refused.err(), Some(Error::SignInFailed), "{email}");
            }
            counted.push(failures().await - before);
        }
        assert_eq!(counted[0], counted[1], "as an unknown address");
        let refused = "SELECT COUNT(*) FROM audit_event WHERE event = 'password_refused' AND account_id IS NOT NULL";
        assert_eq!(number(&fixture.database_url, refused).await, 1, "its owner sees it");
        for _ in 0..12 {
            let _ = owner.latchkey.account().sign_in(&fixture.caller, ADA, PASSWORD, None).await;
        }
        let waits = owner.latchkey.account().sign_in(&fixture.caller, ADA, PASSWORD, None).await;
        assert!(matches!(waits, Err(Error::PasswordRateLimited { .. })));
        owner.sign_in(&fixture).await;
    }

    async fn a_second_sign_up_with_its_address_is_answered_by_a_mail(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        fixture.pass_seconds(120);
        owner.latchkey.account().request_sign_up(&fixture.caller, request(ADA)).await.unwrap();
        let mail = receive(&owner.latchkey).await;
        assert_eq!((mail.kind.name(), mail.params.link), ("already-registered", None));
    }
}
