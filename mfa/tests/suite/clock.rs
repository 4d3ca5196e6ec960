//! A clock that jumps and is corrected: no wait exceeds its longest, nothing outlives its span, and no user is locked out.

mod behind;

use crate::fixture::{App, Fixture, PASSWORD, number, on_each_database};
use mfa::{ActionOutcome, AdminAction, AuditQuery, Clock, Error, Opened, Session, Timestamp};
use std::time::Duration;
use testbed::HandClock;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// How far the clock jumps.
const JUMPS: [Duration; 2] = [HOUR, DAY.saturating_mul(2)];

/// A user who has used up the guesses before the first wait.
async fn who_waits(fixture: &Fixture, email: &str) -> (Session, App) {
    let (_, app, _) = fixture.settled(email).await;
    (guess_until_it_waits(fixture, email, &app).await, app)
}

async fn guess_until_it_waits(fixture: &Fixture, email: &str, app: &App) -> Session {
    let mut half = fixture.sign_in(email).await;
    for guess in 1..=10 {
        assert_eq!(fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err(), Error::MfaInvalidCode);
        if guess % 5 == 0 {
            half = fixture.sign_in(email).await;
        }
    }
    assert_eq!(wait(fixture, &half).await, 900);
    half
}

/// The seconds until the next code is checked.
async fn wait(fixture: &Fixture, session: &Session) -> u64 {
    match fixture.latchkey.sessions().guess_wait(session).await.unwrap() {
        Some(Error::MfaRateLimited { retry_after_seconds }) => retry_after_seconds,
        Some(other) => panic!("{other:?}"),
        None => 0,
    }
}

/// Types wrong passwords until a wait of a minute begins.
async fn mistype_until_it_waits(fixture: &Fixture, email: &str) {
    loop {
        match fixture.latchkey.account().sign_in(&fixture.caller, email, "wrong", None).await.unwrap_err() {
            Error::PasswordRateLimited { retry_after_seconds: 60 } => return,
            Error::PasswordRateLimited { retry_after_seconds } => fixture.pass_seconds(retry_after_seconds),
            Error::SignInFailed => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Signs in with the right password and the app's code of the present time.
async fn signs_in(fixture: &Fixture, email: &str, app: &App) -> Opened {
    let half = fixture.sign_in(email).await;
    fixture.totp(&half, &app.code(fixture.now())).await.unwrap()
}

async fn sessions(fixture: &Fixture) -> i64 {
    number(&fixture.database_url, "SELECT COUNT(*) FROM session").await
}

/// The number of sessions that reached the first step of the enrollment, and of today's sign-ups.
async fn figures(fixture: &Fixture, admin: &Session) -> (i64, i64) {
    let adoption = fixture.latchkey.admin().adoption(admin, 3).await.unwrap();
    (adoption.funnel[0].reached, adoption.days[2].count(&["sign_up"]))
}

async fn administrator(fixture: &Fixture, email: &str) -> Session {
    let (_, app, _) = fixture.settled(email).await;
    fixture.latchkey.operator().grant_administrator(email).await.unwrap();
    fixture.pass(MINUTE);
    signs_in(fixture, email, &app).await.session
}

on_each_database! {
    async fn codes_work_again_once_the_clock_is_right(fixture: Fixture) {
        for (turn, jump) in JUMPS.into_iter().enumerate() {
            let email = format!("{turn}@example.org");
            let (_, app, _) = fixture.settled(&email).await;
            fixture.clock.put_ahead(jump);
            signs_in(&fixture, &email, &app).await;
            fixture.clock.put_back(jump - MINUTE);
            signs_in(&fixture, &email, &app).await;
            let again = fixture.sign_in(&email).await;
            assert_eq!(
                fixture.totp(&again, &app.code(fixture.now())).await.unwrap_err(),
                Error::MfaInvalidCode,
                "each works once, as ever"
            );
        }
    }

    /// Neither the last code nor those before it, which an attacker may have seen.
    async fn a_code_that_was_used_does_not_work_again_when_the_clock_is_put_back(fixture: Fixture) {
        for jump in JUMPS {
            let email = format!("{}@example.org", jump.as_secs());
            let (_, app, _) = fixture.settled(&email).await;
            let mut seen = vec![];
            for _ in 0..3 {
                fixture.pass(MINUTE);
                seen.push(fixture.now());
                signs_in(&fixture, &email, &app).await;
            }
            fixture.clock.put_ahead(jump);
            signs_in(&fixture, &email, &app).await;
            fixture.clock.put_back(jump + MINUTE * 2);
            for at in seen {
                assert_eq!(fixture.now(), at);
                let half = fixture.sign_in(&email).await;
                assert_eq!(fixture.totp(&half, &app.code(at)).await.unwrap_err(), Error::MfaInvalidCode);
                fixture.pass(MINUTE);
            }
            signs_in(&fixture, &email, &app).await;
        }
    }

    /// A server whose clock is ahead takes the wait for over. A wrong code there doesn't end it for the others.
    async fn a_clock_ahead_ends_no_wait(fixture: Fixture) {
        let (half, app) = who_waits(&fixture, "a@example.org").await;
        let ahead = HandClock::at(fixture.now());
        ahead.put_ahead(MINUTE * 20);
        let other = fixture.at_another_time(&ahead).await;
        let wrong = app.wrong_code(ahead.now());
        let refused = other.totp().verify(&fixture.caller, &half, &wrong, None).await.map(drop);
        assert_eq!(refused, Err(Error::MfaInvalidCode));
        assert_eq!(wait(&fixture, &half).await, 900);
    }

    /// Another node, whose clock is a minute ahead, has accepted the newest step that it could.
    async fn a_code_of_a_step_that_another_server_has_accepted_is_not_accepted_again(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        let ahead = HandClock::at(fixture.now());
        ahead.put_ahead(MINUTE);
        let other = fixture.at_another_time(&ahead).await;
        let newest = app.code(Timestamp(fixture.now().0 + 90_000));
        let half = fixture.sign_in("a@example.org").await;
        other.totp().verify(&fixture.caller, &half, &newest, None).await.unwrap();
        for seconds in [0, 30, 30] {
            fixture.pass_seconds(seconds);
            let half = fixture.sign_in("a@example.org").await;
            assert_eq!(fixture.totp(&half, &app.code(fixture.now())).await.unwrap_err(), Error::MfaInvalidCode);
        }
    }

    async fn a_wait_after_wrong_codes_is_never_longer_than_its_longest(fixture: Fixture) {
        for (turn, jump) in JUMPS.into_iter().enumerate() {
            let (_, app) = who_waits(&fixture, &format!("behind{turn}@example.org")).await;
            fixture.clock.put_back(jump);
            let half = fixture.sign_in(&format!("behind{turn}@example.org")).await;
            assert_eq!(wait(&fixture, &half).await, 0);
            fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
            fixture.clock.put_ahead(jump);

            let email = format!("ahead{turn}@example.org");
            let (_, app, _) = fixture.settled(&email).await;
            fixture.clock.put_ahead(jump);
            guess_until_it_waits(&fixture, &email, &app).await;
            fixture.clock.put_back(jump);
            let half = fixture.sign_in(&email).await;
            assert_eq!(wait(&fixture, &half).await, 0);
            // The guesses still count: the next ones begin the next wait.
            for _ in 0..5 {
                assert_eq!(fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err(), Error::MfaInvalidCode);
            }
            assert_eq!(wait(&fixture, &half).await, 1800);
        }
    }

    async fn a_wait_of_the_future_does_not_begin_when_its_time_comes(fixture: Fixture) {
        for jump in JUMPS {
            let email = format!("{}@example.org", jump.as_secs());
            let (_, app, _) = fixture.settled(&email).await;
            fixture.clock.put_ahead(jump);
            guess_until_it_waits(&fixture, &email, &app).await;
            fixture.clock.put_back(jump);
            fixture.latchkey.maintenance().sweep().await.unwrap();
            fixture.pass(jump);
            let half = fixture.sign_in(&email).await;
            assert_eq!(wait(&fixture, &half).await, 0);
        }
    }

    /// A wait that could have begun with these guesses goes on, whether the clock is corrected at its beginning or at its end.
    async fn a_wait_is_not_cut_short_by_a_clock_that_is_put_right_by_a_minute(fixture: Fixture) {
        let (half, app) = who_waits(&fixture, "a@example.org").await;
        fixture.clock.put_back(MINUTE);
        assert_eq!(wait(&fixture, &half).await, 960);
        assert_eq!(fixture.totp(&half, &app.code(fixture.now())).await.unwrap_err(), Error::MfaRateLimited { retry_after_seconds: 960 });
        fixture.pass_seconds(959);
        assert_eq!(wait(&fixture, &half).await, 1);
    }

    async fn the_right_password_waits_for_a_minute_at_most(fixture: Fixture) {
        for (turn, jump) in JUMPS.into_iter().enumerate() {
            for ahead in [true, false] {
                let email = format!("{turn}-{ahead}@example.org");
                fixture.sign_up(&email).await;
                if ahead {
                    fixture.clock.put_ahead(jump);
                }
                mistype_until_it_waits(&fixture, &email).await;
                fixture.clock.put_back(jump);
                fixture.latchkey.account().sign_in(&fixture.caller, &email, "wrong", None).await.unwrap_err();
                fixture.pass(MINUTE);
                fixture.sign_in(&email).await;
                if !ahead {
                    fixture.clock.put_ahead(jump);
                }
            }
        }
    }

    /// It is valid neither now nor once the clock reaches its time again, since it isn't known how long it was unused.
    async fn a_session_that_was_used_while_the_clock_was_ahead_has_ended(fixture: Fixture) {
        for jump in JUMPS {
            let email = format!("{}@example.org", jump.as_secs());
            let (_, app, _) = fixture.settled(&email).await;
            fixture.latchkey.maintenance().sweep().await.unwrap();
            fixture.pass(MINUTE);
            let before = signs_in(&fixture, &email, &app).await;
            fixture.clock.put_ahead(jump);
            let meanwhile = signs_in(&fixture, &email, &app).await;
            let half = fixture.latchkey.account().sign_in(&fixture.caller, &email, PASSWORD, None).await.unwrap();
            fixture.clock.put_back(jump - MINUTE);
            assert!(fixture.is_alive(&before).await, "nobody used it meanwhile");
            assert!(!fixture.is_alive(&meanwhile).await && !fixture.is_alive(&half).await);
            assert!(fixture.latchkey.sessions().reload(&meanwhile.session).await.is_err());
            let listed = fixture.latchkey.sessions().list(&before.session).await.unwrap();
            assert!(listed.iter().all(|info| info.id != meanwhile.session.id && info.id != half.session.id), "{listed:?}");
            fixture.latchkey.maintenance().sweep().await.unwrap();
            fixture.pass(jump - MINUTE);
            assert!(!fixture.is_alive(&meanwhile).await && !fixture.is_alive(&half).await, "it has ended for good");
        }
    }

    /// A user who is signed in when the clock falls behind signs in again, and once more when it is right.
    async fn a_clock_that_falls_behind_ends_sessions_and_lets_people_in(fixture: Fixture) {
        for jump in JUMPS {
            let email = format!("{}@example.org", jump.as_secs());
            let (_, app, _) = fixture.settled(&email).await;
            fixture.pass(MINUTE);
            let before = signs_in(&fixture, &email, &app).await;
            fixture.clock.put_back(jump);
            assert!(!fixture.is_alive(&before).await);
            let behind = signs_in(&fixture, &email, &app).await;
            assert!(fixture.is_alive(&behind).await);
            fixture.pass(jump + MINUTE);
            assert!(!fixture.is_alive(&behind).await, "by this clock, it wasn't used for that long");
            signs_in(&fixture, &email, &app).await;
        }
    }

    /// The restarted process doesn't know the time that the clock showed before.
    async fn sessions_of_the_future_end_also_if_the_server_was_restarted(fixture: Fixture) {
        let before = sessions(&fixture).await;
        fixture.clock.put_ahead(DAY);
        fixture.sign_up("a@example.org").await;
        fixture.clock.put_back(DAY);
        assert_eq!(sessions(&fixture).await, before + 1);
        fixture.another().await.maintenance().sweep().await.unwrap();
        assert_eq!(sessions(&fixture).await, before);
    }

    async fn a_passkey_ceremony_of_the_future_is_over(fixture: Fixture) {
        let ceremonies = || number(&fixture.database_url, "SELECT COUNT(*) FROM passkey_ceremony");
        fixture.clock.put_ahead(HOUR);
        let half = fixture.sign_up("a@example.org").await;
        fixture.latchkey.passkeys().begin_registration(&half).await.unwrap();
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(ceremonies().await, 1, "it is under way");
        fixture.clock.put_back(HOUR);
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(ceremonies().await, 0);
    }

    async fn a_proof_of_the_future_is_not_fresh(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.clock.put_ahead(HOUR);
        let session = signs_in(&fixture, "a@example.org", &app).await.session;
        fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        fixture.clock.put_back(HOUR);
        assert_eq!(fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.err(), Some(Error::StepUpRequired));
    }

    async fn a_request_for_approval_of_the_future_is_over(fixture: Fixture) {
        let mut apps = vec![];
        for email in ["first@example.org", "second@example.org", "target@example.org"] {
            let (session, app, _) = fixture.settled(email).await;
            fixture.latchkey.operator().grant_administrator(email).await.unwrap();
            apps.push((session.account_id, app));
        }
        let target = &apps[2].0;
        let help = async || {
            fixture.pass(MINUTE);
            let first = signs_in(&fixture, "first@example.org", &apps[0].1).await.session;
            fixture.latchkey.admin().apply(&fixture.caller, &first, target, AdminAction::Reset, "lost phone").await
        };
        fixture.clock.put_ahead(DAY);
        assert_eq!(help().await, Ok(ActionOutcome::Requested));
        fixture.clock.put_back(DAY);
        let second = signs_in(&fixture, "second@example.org", &apps[1].1).await.session;
        let (open, over) = fixture.latchkey.admin().approvals(&second).await.unwrap();
        assert_eq!((open.len(), over.len()), (0, 1));
        assert_eq!(fixture.latchkey.admin().decide_approval(&fixture.caller, &second, &over[0].id, true).await.err(), Some(Error::NotFound));
        assert_eq!(help().await, Ok(ActionOutcome::Requested));
        assert_eq!(fixture.latchkey.admin().approvals(&second).await.unwrap().0.len(), 1, "it can be asked for anew");
        fixture.latchkey.maintenance().sweep().await.unwrap();
        fixture.pass(DAY + MINUTE);
        let second = signs_in(&fixture, "second@example.org", &apps[1].1).await.session;
        assert_eq!(fixture.latchkey.admin().approvals(&second).await.unwrap().0, [], "the first one doesn't begin to count");
    }

    async fn the_audit_of_a_day_has_what_happened_on_it(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        let day = fixture.now().0;
        fixture.sign_up("before@example.org").await;
        fixture.latchkey.account().sign_in(&fixture.caller, "before@example.org", "wrong", None).await.unwrap_err();
        fixture.clock.put_ahead(DAY * 2);
        fixture.latchkey.account().sign_in(&fixture.caller, "before@example.org", "wrong", None).await.unwrap_err();
        fixture.sign_up("meanwhile@example.org").await;
        fixture.clock.put_back(DAY * 2 - MINUTE);
        fixture.sign_up("after@example.org").await;
        fixture.latchkey.account().sign_in(&fixture.caller, "before@example.org", "wrong", None).await.unwrap_err();
        let lines = async |event, from: i64, to: i64| {
            let query = AuditQuery { event: Some(event), from: Some(from), to: Some(to), ..AuditQuery::default() };
            fixture.latchkey.admin().audit(&admin, query, 100).await.unwrap().lines
        };
        let hour = 3_600_000;
        let today = lines("sign_up", day, day + hour).await;
        assert_eq!(today.len(), 2);
        assert!(today.iter().all(|line| line.at >= day && line.at < day + hour));
        let times = |lines: Vec<mfa::AuditLine>| lines.iter().map(|line| line.times).sum::<i64>();
        assert_eq!(times(lines("password_refused", day, day + hour).await), 2, "not counted in a line of another day");
        assert_eq!(times(lines("password_refused", day + 24 * hour, day + 72 * hour).await), 1);
        fixture.latchkey.maintenance().seal_audit().await.unwrap();
        assert_eq!(fixture.latchkey.operator().verify_audit(None).await.unwrap().troubles, []);
    }

    async fn the_figures_of_a_day_have_what_happened_on_it(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        for jump in JUMPS {
            let (reached, signed_up) = figures(&fixture, &admin).await;
            fixture.clock.put_ahead(jump);
            fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
            fixture.clock.put_back(jump);
            fixture.sign_up(&format!("{}@example.org", jump.as_secs())).await;
            fixture.pass(MINUTE * 11);
            fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
            fixture.sign_up(&format!("{}-later@example.org", jump.as_secs())).await;
            let (reached_now, signed_up_now) = figures(&fixture, &admin).await;
            assert_eq!((reached_now, signed_up_now), (reached + 2, signed_up + 2), "ahead by {jump:?}");
            fixture.clock.put_back(jump);
            fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
            fixture.latchkey.maintenance().sweep().await.unwrap();
            fixture.clock.put_ahead(jump);
            fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
            assert_eq!(figures(&fixture, &admin).await, (reached + 2, signed_up + 2), "behind by {jump:?}");
        }
    }
}
