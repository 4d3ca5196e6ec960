//! All passkeys are lost: a link to the mailbox and a backup code, together and once, create a new one.

use super::{ADA, ORIGIN, Owner, create, ways_in::administrator};
use crate::{
    ended::meanwhile,
    fixture::{Fixture, PASSWORD, number, on_each_database, race},
    mail::{receive, request},
};
use authenticator::Authenticator;
use mfa::{AdminAction, Error, Level, mail::MailKind};

/// Asks for the mail and returns the token of its link.
async fn lost_link(fixture: &Fixture, owner: &Owner, email: &str) -> String {
    fixture.pass_seconds(120);
    owner.latchkey.account().request_password_reset(&fixture.caller, request(email)).await.unwrap();
    loop {
        let mail = receive(&owner.latchkey).await;
        if mail.kind == MailKind::ResetNoPassword {
            return mail.params.link.unwrap();
        }
    }
}

on_each_database! {
    async fn mailbox_and_code_together_create_a_passkey(fixture: Fixture) {
        let mut owner = Owner::new(&fixture, ADA).await;
        let link = lost_link(&fixture, &owner, ADA).await;
        let account = owner.latchkey.account();
        assert_eq!(account.prove_lost_passkey(&fixture.caller, &link, "1234").await.err(), Some(Error::MfaRecoveryCodeMalformed));
        let next = account.prove_lost_passkey(&fixture.caller, &link, &owner.codes[0]).await.unwrap();
        let used = "SELECT COUNT(*) FROM recovery_code WHERE used_at IS NOT NULL";
        assert_eq!(number(&fixture.database_url, used).await, 1);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM session").await, 1, "nothing is opened yet");
        for (token, code) in [(link.as_str(), 1), (next.expose(), 1)] {
            let refused = account.prove_lost_passkey(&fixture.caller, token, &owner.codes[code]).await;
            assert_eq!(refused.err(), Some(Error::LinkOver));
        }
        assert_eq!(account.reset_password(&fixture.caller, next.expose(), PASSWORD).await, Err(Error::LinkOver), "a passkey and nothing else");

        let mut found = Authenticator::synced(ORIGIN);
        let opened = create(&fixture, &owner.latchkey, next.expose(), &mut found).await.unwrap();
        assert_eq!(opened.session.level, Level::Full);
        assert!(owner.latchkey.sessions().reload(&owner.session).await.is_err(), "a session on the lost device has ended");
        assert_eq!(owner.latchkey.passkeys().begin_by_link(next.expose()).await.err(), Some(Error::LinkOver));
        owner.session = opened.session;
        assert_eq!(owner.passkeys().await.len(), 2, "the lost one is the owner's to remove");
        let told = "SELECT COUNT(*) FROM delivery WHERE kind IN ('backup-code-used', 'method-added')";
        assert_eq!(number(&fixture.database_url, told).await, 2);
    }

    async fn a_code_stays_if_the_policy_is_without_passkeys_meanwhile(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        fixture.set_policy(|policy| policy.passkey = true).await;
        let link = lost_link(&fixture, &owner, ADA).await;
        let without = r#"UPDATE policy SET body = REPLACE(body, '"passkey":true', '"passkey":false')"#;
        let prove = owner.latchkey.account().prove_lost_passkey(&fixture.caller, &link, &owner.codes[0]);
        assert_eq!(meanwhile(&fixture, &owner.session.account_id, without, prove).await.err(), Some(Error::MethodDisabled));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM recovery_code WHERE used_at IS NOT NULL").await, 0);
    }

    async fn of_several_forms_with_one_link_and_one_code_one_succeeds(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        let link = lost_link(&fixture, &owner, ADA).await;
        let prove = |_| owner.latchkey.account().prove_lost_passkey(&fixture.caller, &link, &owner.codes[0]);
        let (won, lost) = race((0..4).map(prove)).await;
        assert_eq!((won.len(), lost.len()), (1, 3), "{lost:?}");
        let next = won[0].expose();
        let mut answers = vec![];
        for _ in 0..3 {
            let options = owner.latchkey.passkeys().begin_by_link(next).await.unwrap();
            answers.push(Authenticator::synced(ORIGIN).register(&options.public_key, &authenticator::Forgery::none()).unwrap());
        }
        let finish = |answer| owner.latchkey.passkeys().finish_by_link(&fixture.caller, next, answer, "Passkey");
        let (won, lost) = race(answers.iter().map(finish)).await;
        assert_eq!((won.len(), lost.len()), (1, 2), "{lost:?}");
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM passkey").await, 2);
    }

    async fn neither_of_both_is_enough(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        fixture.pass_seconds(61);
        let other = Owner::new(&fixture, "bea@example.org").await;
        let link = lost_link(&fixture, &owner, ADA).await;
        let account = owner.latchkey.account();
        let foreign = account.prove_lost_passkey(&fixture.caller, &link, &other.codes[0]).await;
        assert_eq!(foreign.err(), Some(Error::MfaInvalidRecoveryCode));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM recovery_code WHERE used_at IS NOT NULL").await, 0);
        for token in ["", "x", &"A".repeat(43)] {
            let alone = account.prove_lost_passkey(&fixture.caller, token, &owner.codes[0]).await;
            assert_eq!(alone.err(), Some(Error::LinkOver));
        }
        for _ in 0..4 {
            let wrong = account.prove_lost_passkey(&fixture.caller, &link, "AAAA-AAAA-AAAA-AAAA-AAAA").await;
            assert_eq!(wrong.err(), Some(Error::MfaInvalidRecoveryCode));
        }
        let spent = account.prove_lost_passkey(&fixture.caller, &link, &owner.codes[0]).await;
        assert_eq!(spent.err(), Some(Error::LinkOver), "five guesses for one mail");
        assert_eq!(number(&fixture.database_url, "SELECT guesses FROM account WHERE email = 'ada@example.org'").await, 5);

        let another = lost_link(&fixture, &owner, ADA).await;
        for _ in 0..5 {
            let _ = account.prove_lost_passkey(&fixture.caller, &another, "AAAA-AAAA-AAAA-AAAA-AAAA").await;
        }
        let third = lost_link(&fixture, &owner, ADA).await;
        let waits = account.prove_lost_passkey(&fixture.caller, &third, &owner.codes[0]).await;
        assert!(matches!(waits, Err(Error::MfaRateLimited { .. })), "the account's guesses are counted across links: {waits:?}");
        fixture.pass_seconds(15 * 60);
        account.prove_lost_passkey(&fixture.caller, &third, &owner.codes[0]).await.unwrap();
    }

    async fn a_password_or_a_disabled_account_ends_the_way(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        let link = lost_link(&fixture, &owner, ADA).await;
        let account = owner.latchkey.account();
        let next = account.prove_lost_passkey(&fixture.caller, &link, &owner.codes[0]).await.unwrap();
        let link = lost_link(&fixture, &owner, ADA).await;
        let session = account.add_password(&fixture.caller, &owner.session, PASSWORD).await.unwrap().session;
        for token in [link.as_str(), next.expose()] {
            assert_eq!(owner.latchkey.passkeys().begin_by_link(token).await.err(), Some(Error::LinkOver));
            assert_eq!(account.prove_lost_passkey(&fixture.caller, token, &owner.codes[1]).await.err(), Some(Error::LinkOver));
        }
        account.remove_password(&fixture.caller, &session).await.unwrap();
        let link = lost_link(&fixture, &owner, ADA).await;
        owner.latchkey.operator().disable_account(ADA, "because", mfa::LastAdministrator::MayGo).await.unwrap();
        assert_eq!(account.prove_lost_passkey(&fixture.caller, &link, &owner.codes[1]).await.err(), Some(Error::LinkOver));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM recovery_code WHERE used_at IS NOT NULL").await, 1);
    }

    async fn ending_sessions_or_replacing_codes_ends_the_link_that_a_code_was_used_for(fixture: Fixture) {
        for round in 0..4 {
            let email = format!("ada{round}@example.org");
            let owner = Owner::new(&fixture, &email).await;
            let (caller, latchkey) = (&fixture.caller, &owner.latchkey);
            let link = lost_link(&fixture, &owner, &email).await;
            let next = latchkey.account().prove_lost_passkey(caller, &link, &owner.codes[0]).await.unwrap();
            latchkey.passkeys().begin_by_link(next.expose()).await.unwrap();
            match round {
                0 => drop(latchkey.sessions().end_others(caller, &owner.session).await.unwrap()),
                1 => drop(latchkey.recovery_codes().new_codes(caller, &owner.session).await.unwrap()),
                2 => latchkey.operator().reset_mfa(&email, "because").await.unwrap(),
                _ => {
                    let admin = administrator(&fixture).await;
                    let id = owner.session.account_id.as_str();
                    latchkey.admin().apply(caller, &admin, id, AdminAction::EndSessions, "because").await.unwrap();
                }
            }
            assert_eq!(latchkey.passkeys().begin_by_link(next.expose()).await.err(), Some(Error::LinkOver), "{round}");
            fixture.pass_seconds(61);
        }
    }

    async fn the_limit_of_passkeys_stands_in_nobodys_way_back(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        fixture.set_policy(|policy| policy.max_passkeys = 1).await;
        let link = lost_link(&fixture, &owner, ADA).await;
        let next = owner.latchkey.account().prove_lost_passkey(&fixture.caller, &link, &owner.codes[0]).await.unwrap();
        create(&fixture, &owner.latchkey, next.expose(), &mut Authenticator::synced(ORIGIN)).await.unwrap();
    }

    async fn a_policy_without_passkeys_uses_up_no_code(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        let link = lost_link(&fixture, &owner, ADA).await;
        fixture.set_policy(|policy| policy.passkey = false).await;
        let refused = owner.latchkey.account().prove_lost_passkey(&fixture.caller, &link, &owner.codes[0]).await;
        assert_eq!(refused.err(), Some(Error::MethodDisabled));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM recovery_code WHERE used_at IS NOT NULL").await, 0);
    }

    async fn every_third_wrong_code_is_told_to_the_owner(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        let link = lost_link(&fixture, &owner, ADA).await;
        let told = "SELECT COUNT(*) FROM delivery WHERE kind = 'wrong-backup-codes'";
        for expected in [0, 0, 1, 1] {
            let _ = owner.latchkey.account().prove_lost_passkey(&fixture.caller, &link, "AAAA-AAAA-AAAA-AAAA-AAAA").await;
            assert_eq!(number(&fixture.database_url, told).await, expected);
        }
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery WHERE kind = 'wrong-second-factors'").await, 0);
    }
}
