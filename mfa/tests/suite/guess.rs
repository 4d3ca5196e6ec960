use crate::{
    action::tamper,
    fixture::{Fixture, number, on_each_database, race},
};
use futures::future::select;
use mfa::{Error, Purpose, view::Activity};
use sqlx::{Connection, PgConnection};
use std::{pin::pin, time::Duration};

on_each_database! {
    async fn sixty_at_once_are_five_looked_at(fixture: Fixture) {
        let (_, app, codes) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        let wrong = app.wrong_code(fixture.now());
        let (won, lost) = race((0..60).map(|_| fixture.totp(&half, &wrong))).await;
        assert!(won.is_empty());
        assert_eq!(lost.iter().filter(|error| **error == Error::MfaInvalidCode).count(), 5, "{lost:?}");
        assert_eq!(fixture.totp(&half, &app.code(fixture.now())).await.unwrap_err(), Error::MfaChallengeOver);
        assert_eq!(fixture.recovery(&half, &codes[0]).await.unwrap_err(), Error::MfaChallengeOver);
        let half = fixture.sign_in("a@example.org").await;
        fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
    }

    /// New half sessions, the right password and a restart don't give guesses back; TOTP and recovery codes share them.
    async fn ten_in_a_row_begin_a_wait_that_doubles(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let wrong = app.wrong_code(fixture.now());
        for round in 0..2 {
            let half = fixture.sign_in("a@example.org").await;
            for _ in 0..5 {
                let refused =
                    if round == 0 { fixture.totp(&half, &wrong).await } else { fixture.recovery(&half, "0000-0000-0000-0000-0000").await };
                assert!(matches!(refused, Err(Error::MfaInvalidCode | Error::MfaInvalidRecoveryCode)));
            }
        }
        let half = fixture.sign_in("a@example.org").await;
        let right = app.code(fixture.now());
        let wait = Err(Error::MfaRateLimited { retry_after_seconds: 900 });
        assert_eq!(fixture.totp(&half, &right).await.map(drop), wait);
        let restarted = fixture.another().await;
        assert_eq!(restarted.totp().verify(&fixture.caller, &half, &right, None).await.map(drop), wait);
        assert_eq!(fixture.latchkey.sessions().guess_wait(&half).await.unwrap(), wait.err());

        fixture.pass_seconds(600);
        for _ in 0..20 {
            assert_eq!(fixture.totp(&half, &wrong).await.unwrap_err(), Error::MfaRateLimited { retry_after_seconds: 300 });
        }
        fixture.pass_seconds(300);
        let half = fixture.sign_in("a@example.org").await;
        for _ in 0..5 {
            assert_eq!(fixture.totp(&half, &wrong).await.unwrap_err(), Error::MfaInvalidCode);
        }
        assert_eq!(fixture.latchkey.sessions().guess_wait(&half).await.unwrap(), Some(Error::MfaRateLimited { retry_after_seconds: 1800 }));
        fixture.pass_seconds(1800);
        let half = fixture.sign_in("a@example.org").await;
        fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
        assert_eq!(fixture.latchkey.sessions().guess_wait(&half).await.unwrap(), None);
    }

    /// A full session can begin another challenge, which doesn't reset the account's guesses in a row; a half session's challenge begins with the
    /// password.
    async fn another_challenge_is_no_more_guesses_for_the_account(fixture: Fixture) {
        let (full, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let wrong = app.wrong_code(fixture.now());
        for _ in 0..2 {
            fixture.latchkey.sessions().begin_challenge(&full).await.unwrap();
            for _ in 0..5 {
                assert_eq!(fixture.totp(&full, &wrong).await.unwrap_err(), Error::MfaInvalidCode);
            }
        }
        let wait = Error::MfaRateLimited { retry_after_seconds: 900 };
        fixture.latchkey.sessions().begin_challenge(&full).await.unwrap();
        assert_eq!(fixture.totp(&full, &app.code(fixture.now())).await.unwrap_err(), wait);
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.latchkey.sessions().begin_challenge(&half).await, Err(Error::RequiresAdditionalAuth));
    }

    async fn a_hundred_in_a_row_need_the_operator(fixture: Fixture) {
        let (_, app, codes) = fixture.settled("a@example.org").await;
        let wrong = "0000-0000-0000-0000-0000";
        for _ in 0..20 {
            let half = fixture.sign_in("a@example.org").await;
            for _ in 0..5 {
                assert_eq!(fixture.recovery(&half, wrong).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
            }
            fixture.pass_seconds(24 * 60 * 60);
        }
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.totp(&half, &app.code(fixture.now())).await.unwrap_err(), Error::MfaLocked);
        assert_eq!(fixture.recovery(&half, &codes[0]).await.unwrap_err(), Error::MfaLocked);

        fixture.latchkey.operator().reset_mfa("a@example.org", "lost the phone").await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.latchkey.next_step(Some(&half)).await.unwrap().name(), "choose_method");
        fixture.enroll(&half).await;
    }

    async fn what_is_malformed_is_no_guess(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        for typed in ["", "12345", "1234567", "abcdef", "١٢٣٤٥", "12345\0"].repeat(5) {
            assert_eq!(fixture.totp(&half, typed).await.unwrap_err(), Error::MfaCodeMalformed);
        }
        fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
    }

    /// The activity shows each wait and the stop once, with the kind of code that caused it.
    async fn a_wait_and_the_stop_are_events_once(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let wrong = app.wrong_code(fixture.now());
        let lockouts = async || {
            let activity = fixture.latchkey.account().activity(&session, 1000).await.unwrap();
            let lockouts = activity.into_iter().rev().filter(|line| line.event.starts_with("guesses_"));
            let told = |line: Activity| {
                let each = (line.event, line.method.unwrap(), line.detail.unwrap_or_default(), line.result);
                vec![each; line.times.try_into().unwrap()]
            };
            lockouts.flat_map(told).collect::<Vec<_>>()
        };
        let half = fixture.sign_in("a@example.org").await;
        let (_, refused) = race((0..5).map(|_| fixture.totp(&half, &wrong))).await;
        assert_eq!(refused.len(), 5);
        assert_eq!(lockouts().await, [], "the end of a challenge is no lock-out");
        let half = fixture.sign_in("a@example.org").await;
        race((0..20).map(|_| fixture.totp(&half, &wrong))).await;
        let first = ("guesses_paused", "totp", "15", "refused");
        let written = |lines: &[(&str, &str, &str, &str)]| {
            lines.iter().map(|(a, b, c, d)| (a.to_string(), b.to_string(), c.to_string(), d.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(lockouts().await, written(&[first]));
        for _ in 0..18 {
            fixture.pass_seconds(24 * 60 * 60);
            let half = fixture.sign_in("a@example.org").await;
            race((0..20).map(|_| fixture.recovery(&half, "0000-0000-0000-0000-0000"))).await;
        }
        let waits = [30, 60, 120, 240, 480, 960].into_iter().chain([1440; 11]).map(|minutes: i32| minutes.to_string()).collect::<Vec<_>>();
        let mut expected = vec![first];
        expected.extend(waits.iter().map(|minutes| ("guesses_paused", "recovery_code", minutes.as_str(), "refused")));
        expected.push(("guesses_stopped", "recovery_code", "", "refused"));
        assert_eq!(lockouts().await, written(&expected));
    }

    /// A client that hangs up during the check of its guess can't begin an unreported wait.
    async fn what_nobody_waits_for_any_more_is_reported_all_the_same(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        for guess in 1..=10 {
            fixture.latchkey.sessions().begin_challenge(&session).await.unwrap();
            let counted = async {
                while number(&fixture.database_url, "SELECT guesses FROM account").await < guess {
                    tokio::task::yield_now().await;
                }
            };
            drop(select(pin!(counted), pin!(fixture.recovery(&session, "0000-0000-0000-0000-0000"))).await);
        }
        let lines = async |event: &str| {
            let activity = fixture.latchkey.account().activity(&session, 100).await.unwrap();
            activity.into_iter().filter(|line| line.event == event).map(|line| line.times).sum::<u32>()
        };
        for _ in 0..500 {
            if lines("guesses_paused").await == 1 && lines("recovery_code_refused").await == 10 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!((lines("guesses_paused").await, lines("recovery_code_refused").await), (1, 10));
    }

    /// A form that isn't there: neither is the code used up nor does the answer come for free.
    async fn a_right_code_without_effect_counts_as_a_guess(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let right = app.code(fixture.now());
        let nowhere = session.proving(Purpose::Form("gone".to_owned()));
        for count in 1..=5 {
            assert_eq!(fixture.totp(&nowhere, &right).await.unwrap_err(), Error::ConfirmationOver);
            assert_eq!(number(&fixture.database_url, "SELECT guesses FROM account").await, count);
        }
        assert_eq!(fixture.totp(&nowhere, &right).await.unwrap_err(), Error::MfaChallengeOver);
        fixture.latchkey.sessions().begin_challenge(&session).await.unwrap();
        fixture.totp(&session, &right).await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT guesses FROM account").await, 0);
    }

    /// The tenth in a row begins a wait, and the wait is in the activity, although the code was right.
    async fn a_wait_that_begins_with_a_right_code_without_effect_is_reported(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let nowhere = session.proving(Purpose::Form("gone".to_owned()));
        for _ in 0..2 {
            fixture.latchkey.sessions().begin_challenge(&session).await.unwrap();
            for _ in 0..5 {
                assert_eq!(fixture.totp(&nowhere, &app.code(fixture.now())).await.unwrap_err(), Error::ConfirmationOver);
            }
        }
        let activity = fixture.latchkey.account().activity(&session, 100).await.unwrap();
        let paused = activity.iter().filter(|line| line.event == "guesses_paused");
        assert_eq!(paused.map(|line| (line.times, line.detail.as_deref())).collect::<Vec<_>>(), [(1, Some("15"))]);
    }

    /// A sign-out in another tab that isn't committed when the code is checked. SQLite has one writer, so it can't happen there.
    async fn a_guess_counts_although_its_session_ends_meanwhile(fixture: Fixture) {
        if fixture.database_url.starts_with("sqlite") {
            return;
        }
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        for (count, code) in [(1, app.wrong_code(fixture.now())), (2, app.code(fixture.now()))] {
            let half = fixture.sign_in("a@example.org").await;
            let mut other = PgConnection::connect(&fixture.database_url).await.unwrap();
            sqlx::raw_sql("BEGIN; DELETE FROM session WHERE level = 'half'").execute(&mut other).await.unwrap();
            let sign_out = async {
                tokio::time::sleep(Duration::from_millis(300)).await;
                sqlx::raw_sql("COMMIT").execute(&mut other).await.unwrap();
            };
            let (refused, ()) = tokio::join!(fixture.totp(&half, &code), sign_out);
            refused.unwrap_err();
            assert_eq!(number(&fixture.database_url, "SELECT guesses FROM account").await, count);
        }
    }

    /// An app whose secret can't be opened: whatever the code is, it isn't checked for free.
    async fn a_guess_that_fails_counts(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let damage = if fixture.database_url.starts_with("sqlite") { "x'00'" } else { "'\\x00'" };
        tamper(&fixture, &format!("UPDATE totp_device SET secret = {damage}")).await;
        for (count, code) in [(1, app.wrong_code(fixture.now())), (2, app.code(fixture.now()))] {
            assert_eq!(fixture.totp(&session, &code).await.unwrap_err(), Error::Unavailable);
            assert_eq!(number(&fixture.database_url, "SELECT guesses FROM account").await, count);
        }
    }

    /// The tenth guess would have begun a wait if it had been wrong.
    async fn a_right_guess_begins_no_wait(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        for wrong in [5, 4] {
            let half = fixture.sign_in("a@example.org").await;
            for _ in 0..wrong {
                fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err();
            }
            if wrong == 4 {
                fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
            }
        }
        let activity = fixture.latchkey.account().activity(&session, 100).await.unwrap();
        assert!(activity.iter().all(|line| !line.event.starts_with("guesses_")));
    }
}
