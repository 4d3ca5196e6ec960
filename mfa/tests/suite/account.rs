use crate::action::tamper;
use crate::changing::Changing;
use crate::fixture::{Fixture, PASSWORD, number, on_each_database, race};
use futures::future::select;
use mfa::{Error, Level, Timestamp};
use std::{pin::pin, time::Duration};
use testbed::HandClock;

on_each_database! {
    async fn spellings_of_an_address_are_one_account(fixture: Fixture) {
        fixture.sign_up("Margaret@Example.org").await;
        let again = fixture.latchkey.account().sign_up(&fixture.caller, " margaret@EXAMPLE.org ", PASSWORD, None).await;
        assert_eq!(again.unwrap_err(), Error::EmailUnavailable);
        assert_eq!(fixture.sign_in("MARGARET@example.org").await.email, "margaret@example.org");
    }

    async fn unknown_and_wrong_get_one_answer(fixture: Fixture) {
        fixture.sign_up("a@example.org").await;
        for (email, password) in [("a@example.org", "wrong"), ("b@example.org", PASSWORD), ("nonsense", PASSWORD), ("a@example.org", "")] {
            let error = fixture.latchkey.account().sign_in(&fixture.caller, email, password, None).await.unwrap_err();
            assert_eq!(error, Error::SignInFailed, "{email}");
        }
    }

    async fn a_new_account_is_half_signed_in_and_owes_enrollment(fixture: Fixture) {
        let session = fixture.sign_up("a@example.org").await;
        assert_eq!(session.level, Level::Half);
        let user = fixture.latchkey.user(&session).await.unwrap();
        assert_eq!(user.scope.as_deref(), Some("requiresAdditionalAuth"));
        assert_eq!(fixture.latchkey.next_step(Some(&session)).await.unwrap().name(), "choose_method");
    }

    async fn one_of_many_sign_ups_with_an_address_wins(fixture: Fixture) {
        let (won, lost) = race((0..8).map(|_| fixture.latchkey.account().sign_up(&fixture.caller, "a@example.org", PASSWORD, None))).await;
        assert_eq!(won.len(), 1);
        assert!(lost.iter().all(|error| *error == Error::EmailUnavailable), "{lost:?}");
    }

    async fn guessing_passwords_waits_a_minute_at_most_and_locks_nobody_out(fixture: Fixture) {
        fixture.sign_up("a@example.org").await;
        let mut refused = 0;
        for _ in 0..40 {
            match fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", "wrong", None).await.unwrap_err() {
                Error::SignInFailed => {}
                Error::PasswordRateLimited { retry_after_seconds } => {
                    refused += 1;
                    assert!((1..=60).contains(&retry_after_seconds));
                    fixture.pass_seconds(retry_after_seconds);
                }
                other => panic!("{other}"),
            }
        }
        assert!(refused > 5);
        fixture.pass_seconds(60);
        fixture.sign_in("a@example.org").await;
    }

    async fn the_beginning_of_a_wait_is_written_down_once(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let wrong = |email: &'static str| fixture.latchkey.account().sign_in(&fixture.caller, email, "wrong", None);
        let waits = async || {
            let activity = fixture.latchkey.account().activity(&session, 100).await.unwrap();
            let waits = activity.into_iter().rev().filter(|line| line.event == "passwords_paused");
            waits.map(|line| format!("{} {}", line.method.unwrap(), line.detail.unwrap())).collect::<Vec<_>>()
        };
        for _ in 0..9 {
            wrong("a@example.org").await.unwrap_err();
        }
        assert_eq!(waits().await, [""; 0]);
        for _ in 0..5 {
            wrong("a@example.org").await.unwrap_err();
        }
        assert_eq!(waits().await, ["password 1"], "what is refused meanwhile is none");
        fixture.pass_seconds(1);
        race((0..4).map(|_| wrong("a@example.org"))).await;
        assert_eq!(waits().await, ["password 1", "password 2"], "of what was sent at once, one is looked at");
        for _ in 0..12 {
            wrong("unknown@example.org").await.unwrap_err();
        }
        let of_nobody = "SELECT COUNT(*) FROM audit_event WHERE event = 'passwords_paused' AND account_id IS NULL";
        assert_eq!(number(&fixture.database_url, of_nobody).await, 1, "the same for an address that nobody has");
    }

    async fn guessing_from_one_place_holds_up_nobody_elsewhere(fixture: Fixture) {
        fixture.sign_up("a@example.org").await;
        for _ in 0..12 {
            fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", "wrong", None).await.unwrap_err();
        }
        let refused = fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap_err();
        assert!(matches!(refused, Error::PasswordRateLimited { .. }));
        let elsewhere = mfa::Caller::new("198.51.100.7", "test");
        fixture.latchkey.account().sign_in(&elsewhere, "a@example.org", PASSWORD, None).await.unwrap();
    }

    /// A hundred wrong passwords, sent from the many addresses of one network, don't delay other networks either.
    async fn a_hundred_wrong_ones_from_one_network_hold_up_nobody_elsewhere(fixture: Fixture) {
        fixture.sign_up("a@example.org").await;
        let mut looked_at = 0;
        for address in 0.. {
            let caller = mfa::Caller::new(&format!("2001:db8::{address:x}"), "test");
            match fixture.latchkey.account().sign_in(&caller, "a@example.org", "wrong", None).await.unwrap_err() {
                Error::SignInFailed => looked_at += 1,
                Error::PasswordRateLimited { retry_after_seconds } => fixture.pass_seconds(retry_after_seconds),
                other => panic!("{other}"),
            }
            if looked_at == 120 {
                break;
            }
        }
        let elsewhere = mfa::Caller::new("2001:db8:0:1::1", "test");
        fixture.latchkey.account().sign_in(&elsewhere, "a@example.org", PASSWORD, None).await.unwrap();
    }

    async fn guesses_from_many_networks_wait_for_each_other(fixture: Fixture) {
        fixture.sign_up("a@example.org").await;
        let from = |network: usize| mfa::Caller::new(&format!("198.51.100.{network}"), "test");
        for guess in 0..100 {
            let refused = fixture.latchkey.account().sign_in(&from(guess), "a@example.org", "wrong", None).await.unwrap_err();
            assert_eq!(refused, Error::SignInFailed, "{guess}");
        }
        let waiting = fixture.latchkey.account().sign_in(&from(200), "a@example.org", PASSWORD, None).await.unwrap_err();
        assert_eq!(waiting, Error::PasswordRateLimited { retry_after_seconds: 1 });
        fixture.pass_seconds(1);
        fixture.latchkey.account().sign_in(&from(200), "a@example.org", PASSWORD, None).await.unwrap();
    }

    async fn a_password_that_was_looked_at_a_moment_later_makes_nobody_wait(fixture: Fixture) {
        fixture.sign_up("a@example.org").await;
        let behind = fixture.at_another_time(&HandClock::at(Timestamp(fixture.now().0 - 1000))).await;
        fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", "wrong", None).await.unwrap_err();
        behind.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
    }

    async fn of_many_passwords_sent_at_once_no_more_are_looked_at_than_one_after_the_other(fixture: Fixture) {
        fixture.sign_up("a@example.org").await;
        let wrong = || fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", "wrong", None);
        for round in 0..3 {
            let (_, refused) = race((0..30).map(|_| wrong())).await;
            let looked_at = refused.iter().filter(|error| **error == Error::SignInFailed).count();
            assert_eq!(looked_at, if round == 0 { 10 } else { 1 }, "{refused:?}");
            fixture.pass_seconds(60);
        }
        fixture.sign_in("a@example.org").await;
    }

    /// A client that hangs up during the check of its password can't hide a wrong one.
    async fn what_nobody_waits_for_any_more_is_reported_all_the_same(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        for guess in 1..=10 {
            let counted = async {
                while number(&fixture.database_url, "SELECT COALESCE(MAX(failures), 0) FROM password_failure").await < guess {
                    tokio::task::yield_now().await;
                }
            };
            drop(select(pin!(counted), pin!(fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", "wrong", None))).await);
        }
        let noted = async |event: &str| {
            let activity = fixture.latchkey.account().activity(&session, 100).await.unwrap();
            activity.into_iter().filter(|line| line.event == event).map(|line| line.times).sum::<u32>()
        };
        for _ in 0..500 {
            if noted("passwords_paused").await == 1 && noted("password_refused").await == 10 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!((noted("passwords_paused").await, noted("password_refused").await), (1, 10));
    }

    async fn waits_are_the_same_for_unknown_addresses(fixture: Fixture) {
        fixture.sign_up("known@example.org").await;
        let mut answers = vec![];
        for email in ["known@example.org", "unknown@example.org"] {
            let mut seen = vec![];
            for _ in 0..13 {
                seen.push(fixture.latchkey.account().sign_in(&fixture.caller, email, "wrong", None).await.unwrap_err());
            }
            answers.push(seen);
        }
        assert_eq!(answers[0], answers[1]);
        assert!(matches!(answers[0][12], Error::PasswordRateLimited { .. }));
    }

    async fn a_changed_password_takes_the_place_of_the_old_one(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let change = |current: &'static str, new: &'static str| fixture.latchkey.account().change_password(&fixture.caller, &session, current, new);
        assert_eq!(change("wrong", "another good passphrase").await.unwrap_err(), Error::CurrentPasswordWrong);
        assert_eq!(change(PASSWORD, "short").await.unwrap_err(), Error::PasswordTooShort { minimum: 8 });
        let opened = change(PASSWORD, "another good passphrase").await.unwrap();
        assert!(fixture.is_alive(&opened).await);
        assert_eq!(fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap_err(), Error::SignInFailed);
        fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", "another good passphrase", None).await.unwrap();
    }

    async fn a_sign_in_under_way_with_the_old_password_or_address_opens_nothing(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        fixture.latchkey.account().sign_up(&fixture.caller, "b@example.org", "another good passphrase", None).await.unwrap();
        for (change, expected) in [
            ("revision = revision + 1", Ok(())),
            ("disabled_at = 1", Err(Error::SignInFailed)),
            ("email = 'c@example.org'", Err(Error::SignInFailed)),
            ("password_hash = (SELECT password_hash FROM account WHERE email = 'b@example.org')", Err(Error::SignInFailed)),
        ] {
            tamper(&fixture, "UPDATE account SET disabled_at = NULL").await;
            tamper(&fixture, "UPDATE account SET email = 'a@example.org' WHERE email = 'c@example.org'").await;
            // The change holds the account's row, or the whole database, while the password is verified.
            let changing = Changing::begin(&fixture, &format!("UPDATE account SET {change} WHERE email = 'a@example.org'")).await;
            let under_way = tokio::spawn({
                let (latchkey, caller) = (fixture.latchkey.clone(), fixture.caller.clone());
                async move { latchkey.account().sign_in(&caller, "a@example.org", PASSWORD, None).await.map(drop) }
            });
            tokio::time::sleep(Duration::from_millis(300)).await;
            changing.commit().await;
            assert_eq!(under_way.await.unwrap(), expected, "{change}");
        }
        let refused = fixture.latchkey.account().activity(&session, 100).await.unwrap().into_iter().filter(|line| line.event == "password_refused");
        assert!(refused.count() > 0, "it is a wrong password like others");
    }

    /// The busy database delays the line about a wrong password until the client is gone.
    async fn a_client_that_hangs_up_leaves_its_wrong_password_on_record(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let busy = if fixture.database_url.starts_with("sqlite") {
            "UPDATE account SET revision = 0"
        } else {
            "LOCK TABLE audit_event IN EXCLUSIVE MODE"
        };
        let refused = async || {
            let activity = fixture.latchkey.account().activity(&session, 100).await.unwrap();
            activity.into_iter().filter(|line| line.event == "password_refused").map(|line| line.times).sum::<u32>()
        };
        let patience = Duration::from_millis(500);
        let busy_until_gone = async |attempt: std::pin::Pin<Box<dyn Future<Output = Result<mfa::Opened, Error>> + Send + '_>>| {
            let changing = Changing::begin(&fixture, busy).await;
            assert!(tokio::time::timeout(patience, attempt).await.is_err(), "it was still under way");
            changing.commit().await;
        };
        busy_until_gone(Box::pin(fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", "wrong", None))).await;
        busy_until_gone(Box::pin(fixture.latchkey.account().change_password(&fixture.caller, &session, "wrong", "another good passphrase"))).await;
        for _ in 0..500 {
            if refused().await == 2 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(refused().await, 2);
    }

    async fn a_deleted_account_is_gone_with_its_sessions(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let other = fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        fixture.latchkey.account().delete(&fixture.caller, &session).await.unwrap();
        assert!(!fixture.is_alive(&other).await);
        assert_eq!(fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap_err(), Error::SignInFailed);
        fixture.sign_up("a@example.org").await;
    }

    async fn the_last_administrator_stays(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        fixture.sign_up("b@example.org").await;
        fixture.latchkey.operator().grant_administrator("a@example.org").await.unwrap();
        let mut session = session;
        session.administrator = true;
        assert_eq!(fixture.latchkey.account().delete(&fixture.caller, &session).await.unwrap_err(), Error::LastAdministrator);
        fixture.latchkey.operator().grant_administrator("b@example.org").await.unwrap();
        fixture.latchkey.account().delete(&fixture.caller, &session).await.unwrap();
    }

    async fn the_password_must_be_longer_where_it_is_all_there_is(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = mfa::Enrollment::None).await;
        let sign_up = fixture.latchkey.account().sign_up(&fixture.caller, "a@example.org", "x7#pQ!m2vR", None).await;
        assert_eq!(sign_up.unwrap_err(), Error::PasswordTooShort { minimum: 15 });
        assert_eq!(fixture.sign_up("a@example.org").await.level, Level::Full);
    }
}
