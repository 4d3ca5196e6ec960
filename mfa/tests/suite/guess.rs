use crate::lab::{Lab, number, on_each_database, race};
use futures::future::select;
use mfa::{Error, view::Activity};
use std::{pin::pin, time::Duration};

on_each_database! {
    async fn sixty_at_once_are_five_looked_at(lab: Lab) {
        let (_, app, codes) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let half = lab.sign_in("a@example.org").await;
        let wrong = app.wrong_code(lab.now());
        let (won, lost) = race((0..60).map(|_| lab.totp(&half, &wrong))).await;
        assert!(won.is_empty());
        assert_eq!(lost.iter().filter(|error| **error == Error::MfaInvalidCode).count(), 5, "{lost:?}");
        assert_eq!(lab.totp(&half, &app.code(lab.now())).await.unwrap_err(), Error::MfaChallengeOver);
        assert_eq!(lab.recovery(&half, &codes[0]).await.unwrap_err(), Error::MfaChallengeOver);
        let half = lab.sign_in("a@example.org").await;
        lab.totp(&half, &app.code(lab.now())).await.unwrap();
    }

    /// New half sessions, the right password and a restart don't give guesses back; TOTP and recovery codes share them.
    async fn ten_in_a_row_begin_a_wait_that_doubles(lab: Lab) {
        let (_, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let wrong = app.wrong_code(lab.now());
        for round in 0..2 {
            let half = lab.sign_in("a@example.org").await;
            for _ in 0..5 {
                let refused = if round == 0 { lab.totp(&half, &wrong).await } else { lab.recovery(&half, "0000-0000-0000-0000-0000").await };
                assert!(matches!(refused, Err(Error::MfaInvalidCode | Error::MfaInvalidRecoveryCode)));
            }
        }
        let half = lab.sign_in("a@example.org").await;
        let right = app.code(lab.now());
        let wait = Err(Error::MfaRateLimited { retry_after_seconds: 900 });
        assert_eq!(lab.totp(&half, &right).await.map(drop), wait);
        let restarted = lab.another().await;
        assert_eq!(restarted.verify_totp(&lab.caller, &half, &right, None).await.map(drop), wait);
        assert_eq!(lab.latchkey.guess_wait(&half).await.unwrap(), wait.err());

        lab.pass_seconds(600);
        for _ in 0..20 {
            assert_eq!(lab.totp(&half, &wrong).await.unwrap_err(), Error::MfaRateLimited { retry_after_seconds: 300 });
        }
        lab.pass_seconds(300);
        let half = lab.sign_in("a@example.org").await;
        for _ in 0..5 {
            assert_eq!(lab.totp(&half, &wrong).await.unwrap_err(), Error::MfaInvalidCode);
        }
        assert_eq!(lab.latchkey.guess_wait(&half).await.unwrap(), Some(Error::MfaRateLimited { retry_after_seconds: 1800 }));
        lab.pass_seconds(1800);
        let half = lab.sign_in("a@example.org").await;
        lab.totp(&half, &app.code(lab.now())).await.unwrap();
        assert_eq!(lab.latchkey.guess_wait(&half).await.unwrap(), None);
    }

    /// A challenge in a full session can begin anew; the account's guesses in a row can't, and a half session's challenge begins with the password.
    async fn another_challenge_is_no_more_guesses_for_the_account(lab: Lab) {
        let (full, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let wrong = app.wrong_code(lab.now());
        for _ in 0..2 {
            lab.latchkey.begin_challenge(&full).await.unwrap();
            for _ in 0..5 {
                assert_eq!(lab.totp(&full, &wrong).await.unwrap_err(), Error::MfaInvalidCode);
            }
        }
        let wait = Error::MfaRateLimited { retry_after_seconds: 900 };
        lab.latchkey.begin_challenge(&full).await.unwrap();
        assert_eq!(lab.totp(&full, &app.code(lab.now())).await.unwrap_err(), wait);
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.latchkey.begin_challenge(&half).await, Err(Error::RequiresAdditionalAuth));
    }

    async fn a_hundred_in_a_row_need_the_operator(lab: Lab) {
        let (_, app, codes) = lab.settled("a@example.org").await;
        let wrong = "0000-0000-0000-0000-0000";
        for _ in 0..20 {
            let half = lab.sign_in("a@example.org").await;
            for _ in 0..5 {
                assert_eq!(lab.recovery(&half, wrong).await.unwrap_err(), Error::MfaInvalidRecoveryCode);
            }
            lab.pass_seconds(24 * 60 * 60);
        }
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.totp(&half, &app.code(lab.now())).await.unwrap_err(), Error::MfaLocked);
        assert_eq!(lab.recovery(&half, &codes[0]).await.unwrap_err(), Error::MfaLocked);

        lab.latchkey.reset_mfa("a@example.org", "lost the phone").await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        assert_eq!(lab.latchkey.next_step(Some(&half)).await.unwrap().path(), "/mfa/choose");
        lab.enroll(&half).await;
    }

    async fn what_is_malformed_is_no_guess(lab: Lab) {
        let (_, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let half = lab.sign_in("a@example.org").await;
        for typed in ["", "12345", "1234567", "abcdef", "١٢٣٤٥", "12345\0"].repeat(5) {
            assert_eq!(lab.totp(&half, typed).await.unwrap_err(), Error::MfaCodeMalformed);
        }
        lab.totp(&half, &app.code(lab.now())).await.unwrap();
    }

    /// Of the activity, newest first, with what began: each once, whichever kind of code it was.
    async fn a_wait_and_the_stop_are_events_once(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        let wrong = app.wrong_code(lab.now());
        let lockouts = async || {
            let activity = lab.latchkey.activity(&session, 1000).await.unwrap();
            let lockouts = activity.into_iter().rev().filter(|line| line.event.starts_with("guesses_"));
            let told = |line: Activity| {
                let each = (line.event, line.method.unwrap(), line.detail.unwrap_or_default(), line.result);
                vec![each; line.times.try_into().unwrap()]
            };
            lockouts.flat_map(told).collect::<Vec<_>>()
        };
        let half = lab.sign_in("a@example.org").await;
        let (_, refused) = race((0..5).map(|_| lab.totp(&half, &wrong))).await;
        assert_eq!(refused.len(), 5);
        assert_eq!(lockouts().await, [], "the end of a challenge is no lock-out");
        let half = lab.sign_in("a@example.org").await;
        race((0..20).map(|_| lab.totp(&half, &wrong))).await;
        let first = ("guesses_paused", "totp", "15", "refused");
        let written = |lines: &[(&str, &str, &str, &str)]| {
            lines.iter().map(|(a, b, c, d)| (a.to_string(), b.to_string(), c.to_string(), d.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(lockouts().await, written(&[first]));
        for _ in 0..18 {
            lab.pass_seconds(24 * 60 * 60);
            let half = lab.sign_in("a@example.org").await;
            race((0..20).map(|_| lab.recovery(&half, "0000-0000-0000-0000-0000"))).await;
        }
        let waits = [30, 60, 120, 240, 480, 960].into_iter().chain([1440; 11]).map(|minutes: i32| minutes.to_string()).collect::<Vec<_>>();
        let mut expected = vec![first];
        expected.extend(waits.iter().map(|minutes| ("guesses_paused", "recovery_code", minutes.as_str(), "refused")));
        expected.push(("guesses_stopped", "recovery_code", "", "refused"));
        assert_eq!(lockouts().await, written(&expected));
    }

    /// A client that hangs up while its guess is looked at begins no wait that nobody is told of.
    async fn what_nobody_waits_for_any_more_is_reported_all_the_same(lab: Lab) {
        let (session, _, _) = lab.settled("a@example.org").await;
        for guess in 1..=10 {
            lab.latchkey.begin_challenge(&session).await.unwrap();
            let counted = async {
                while number(&lab.database_url, "SELECT guesses FROM account").await < guess {
                    tokio::task::yield_now().await;
                }
            };
            drop(select(pin!(counted), pin!(lab.recovery(&session, "0000-0000-0000-0000-0000"))).await);
        }
        let lines = async |event: &str| {
            let activity = lab.latchkey.activity(&session, 100).await.unwrap();
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

    /// The tenth guess would have begun a wait if it had been wrong.
    async fn a_right_guess_begins_no_wait(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(30);
        for wrong in [5, 4] {
            let half = lab.sign_in("a@example.org").await;
            for _ in 0..wrong {
                lab.totp(&half, &app.wrong_code(lab.now())).await.unwrap_err();
            }
            if wrong == 4 {
                lab.totp(&half, &app.code(lab.now())).await.unwrap();
            }
        }
        let activity = lab.latchkey.activity(&session, 100).await.unwrap();
        assert!(activity.iter().all(|line| !line.event.starts_with("guesses_")));
    }
}
