//! Trusted browsers: where the password is enough, and how far that goes.

mod ending;

use crate::{
    action::tamper,
    fixture::{App, Fixture, PASSWORD, number, on_each_database},
};
use mfa::{
    Caller, EmailChange, Error, Level, Opened, Policy, Sensitive, Session,
    policy::{Action, TokenKind},
};
use std::time::Duration;

const ADA: &str = "ada@example.org";
const BEA: &str = "bea@example.org";
const NEW_PASSWORD: &str = "another horse, another battery";
const DAY: Duration = Duration::from_hours(24);

/// A browser with this secret.
fn browser(fixture: &Fixture, secret: &str) -> Caller {
    fixture.caller.clone().in_browser(secret)
}

async fn allow(fixture: &Fixture, days: u32) {
    fixture.set_policy(|policy| policy.trust_days = days).await;
}

/// Somebody with an app and backup codes, whose next code is another one.
async fn person(fixture: &Fixture, email: &str) -> (Session, App, Vec<String>) {
    let settled = fixture.settled(email).await;
    fixture.pass_seconds(30);
    settled
}

async fn enters_with(fixture: &Fixture, email: &str, password: &str, secret: &str) -> Opened {
    fixture.latchkey.account().sign_in(&browser(fixture, secret), email, password, None).await.unwrap()
}

async fn enters(fixture: &Fixture, email: &str, secret: &str) -> Opened {
    enters_with(fixture, email, PASSWORD, secret).await
}

async fn level(fixture: &Fixture, email: &str, secret: &str) -> Level {
    enters(fixture, email, secret).await.session.level
}

/// Passes the challenge of a half session and asks that the browser be trusted.
async fn proves(fixture: &Fixture, half: &Session, app: &App, (secret, days): (&str, u32)) -> Opened {
    let caller = browser(fixture, secret).asking_for_trust(days);
    let opened = fixture.latchkey.totp().verify(&caller, half, &app.code(fixture.now()), None).await.unwrap();
    fixture.pass_seconds(30);
    opened
}

/// Signs in and has the browser trusted. Returns the browser's new secret.
async fn trusts(fixture: &Fixture, email: &str, app: &App, secret: &str) -> String {
    let half = enters(fixture, email, secret).await.session;
    assert_eq!(half.level, Level::Half);
    let opened = proves(fixture, &half, app, (secret, 30)).await;
    opened.browser_secret.unwrap().expose().to_owned()
}

fn old() -> String {
    "o".repeat(43)
}

/// Somebody who has the browser trusted, with a session that began there without a second factor.
async fn trusting(fixture: &Fixture, email: &str) -> (String, Opened, App, Session) {
    let (session, app, _) = person(fixture, email).await;
    let secret = trusts(fixture, email, &app, &old()).await;
    let opened = enters(fixture, email, &secret).await;
    assert_eq!((opened.session.level, opened.session.trusted), (Level::Full, true));
    (secret, opened, app, session)
}

/// The level that a request with this session's cookie finds.
async fn found(fixture: &Fixture, opened: &Opened) -> Level {
    fixture.look_up(opened).await.unwrap().level
}

on_each_database! {
    async fn the_password_is_enough_where_a_browser_is_trusted_and_nowhere_else(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, opened, app, _) = trusting(&fixture, ADA).await;
        let session = fixture.look_up(&opened).await.unwrap();
        assert_eq!((session.level, session.trusted, session.proved_at, session.proved_method), (Level::Full, true, None, None));
        for other in [old(), "x".repeat(43), secret.to_uppercase()] {
            assert_eq!(level(&fixture, ADA, &other).await, Level::Half, "{other}");
        }
        let nowhere = fixture.latchkey.account().sign_in(&fixture.caller, ADA, PASSWORD, None).await.unwrap();
        assert_eq!(nowhere.session.level, Level::Half);
        let (_, bea, _) = person(&fixture, BEA).await;
        assert_eq!(level(&fixture, BEA, &secret).await, Level::Half, "another account in the same browser");
        assert_eq!(fixture.latchkey.account().sign_in(&browser(&fixture, &secret), ADA, "wrong", None).await.err(), Some(Error::SignInFailed));

        let noted = "SELECT COUNT(*) FROM audit_event WHERE event = 'sign_in_complete' AND method = 'trusted'";
        assert_eq!(number(&fixture.database_url, noted).await, 1);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM flow_event WHERE step = 'trusted'").await, 1);
        let hashed = "SELECT COUNT(*) FROM browser WHERE LENGTH(token_hash) = 32 AND trust_id IS NOT NULL";
        assert_eq!(number(&fixture.database_url, hashed).await, 1);

        // Two people on one computer.
        let second = trusts(&fixture, BEA, &bea, &secret).await;
        for (email, app) in [(ADA, &app), (BEA, &bea)] {
            assert_eq!(level(&fixture, email, &second).await, Level::Full, "{email}");
            assert_eq!(level(&fixture, email, &secret).await, Level::Half, "{email}: the secret is another one now");
            fixture.totp(&fixture.sign_in(email).await, &app.code(fixture.now())).await.unwrap();
        }
    }

    async fn it_ends_with_its_days_and_with_those_of_the_policy(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (_, app, _) = person(&fixture, ADA).await;
        let half = enters(&fixture, ADA, &old()).await.session;
        // The page said seven days, or the form was made by hand.
        let seven = proves(&fixture, &half, &app, (&old(), 7)).await.browser_secret.unwrap().expose().to_owned();
        let other = "p".repeat(43);
        let half = enters(&fixture, ADA, &other).await.session;
        let most = proves(&fixture, &half, &app, (&other, u32::MAX)).await.browser_secret.unwrap().expose().to_owned();
        allow(&fixture, 90).await;
        fixture.pass(DAY * 7 - Duration::from_secs(30));
        assert_eq!((level(&fixture, ADA, &seven).await, level(&fixture, ADA, &most).await), (Level::Half, Level::Full));
        fixture.pass(DAY * 23 - Duration::from_secs(30));
        assert_eq!(level(&fixture, ADA, &most).await, Level::Full, "the thirtieth day isn't over");
        let open = enters(&fixture, ADA, &most).await;
        fixture.pass_seconds(60);
        assert_eq!(level(&fixture, ADA, &most).await, Level::Half);
        assert_eq!(found(&fixture, &open).await, Level::Full, "a session isn't interrupted by the end of the days");

        for (days, level_in_force) in [(29, Level::Half), (30, Level::Full), (0, Level::Half), (90, Level::Full)] {
            allow(&fixture, days).await;
            assert_eq!(found(&fixture, &open).await, level_in_force, "{days}");
        }
    }

    async fn a_lower_policy_ends_it_at_once_and_the_preview_counts_that(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, ..) = trusting(&fixture, ADA).await;
        fixture.pass(DAY * 10);
        let open = enters(&fixture, ADA, &secret).await;
        let (_, app, _) = person(&fixture, "admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let half = fixture.sign_in("admin@example.org").await;
        let admin = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        let preview = async |change: fn(&mut Policy)| {
            let mut policy = fixture.latchkey.policy().await.unwrap();
            change(&mut policy);
            fixture.latchkey.admin().preview_policy(&admin, &policy).await.unwrap().trust_ended
        };
        assert_eq!(preview(|policy| policy.trust_days = 0).await, 1);
        assert_eq!(preview(|policy| policy.trust_days = 10).await, 1);
        assert_eq!(preview(|policy| policy.trust_days = 11).await, 0);
        assert_eq!(preview(|policy| policy.trust_days = 90).await, 0);
        assert_eq!(preview(|policy| policy.totp = false).await, 1);
        assert_eq!(preview(|policy| policy.passkey = false).await, 0);
        assert_eq!(level(&fixture, ADA, &secret).await, Level::Full);
        allow(&fixture, 10).await;
        assert_eq!(level(&fixture, ADA, &secret).await, Level::Half);
        assert_eq!(found(&fixture, &open).await, Level::Half);
        assert_eq!(preview(|policy| policy.trust_days = 0).await, 0);
    }

    async fn a_method_that_is_switched_off_vouches_for_no_browser(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, open, _, _) = trusting(&fixture, ADA).await;
        fixture.set_policy(|policy| policy.totp = false).await;
        assert_eq!((level(&fixture, ADA, &secret).await, found(&fixture, &open).await), (Level::Half, Level::Half));
        fixture.set_policy(|policy| policy.totp = true).await;
        assert_eq!((level(&fixture, ADA, &secret).await, found(&fixture, &open).await), (Level::Full, Level::Full));
    }

    async fn it_stands_for_no_proof(fixture: Fixture) {
        fixture.set_policy(|policy| {
            policy.trust_days = 30;
            let (name, description) = ("transfer.create".to_owned(), String::new());
            policy.actions = vec![Action { name, description, required: true, token: TokenKind::SingleUse, lifetime_seconds: 60 }];
        })
        .await;
        let (_, opened, app, _) = trusting(&fixture, ADA).await;
        let (latchkey, caller) = (&fixture.latchkey, &fixture.caller);
        let session = fixture.look_up(&opened).await.unwrap();
        assert_eq!(latchkey.needs_step_up(&session).await, Ok(true));
        let device = latchkey.totp().devices(&session).await.unwrap().remove(0).id;
        let change = EmailChange { from: ADA, to: BEA, password: PASSWORD };
        let refused = [
            latchkey.totp().begin(&session, Some(&device), "Authenticator app").await.err(),
            latchkey.totp().remove(caller, &session, &device).await.err(),
            latchkey.recovery_codes().new_codes(caller, &session).await.err(),
            latchkey.account().change_password(caller, &session, PASSWORD, NEW_PASSWORD).await.err(),
            latchkey.account().change_email(caller, &session, change).await.err(),
            latchkey.account().delete(caller, &session).await.err(),
        ];
        assert!(refused.iter().all(|error| *error == Some(Error::StepUpRequired)), "{refused:?}");
        for act in [Sensitive::AddDevice, Sensitive::AddPasskey, Sensitive::NoticeAddress, Sensitive::Administer] {
            assert_eq!(latchkey.needs_proof_for(&session, act).await, Ok(true), "{act:?}");
        }
        let begun = latchkey.tokens().begin(&session, "transfer.create", None, None).await.unwrap().unwrap();
        assert!(latchkey.tokens().issue(caller, &session, &begun.id).await.is_err(), "an action takes a proof of its own");
        assert!(fixture.look_up(&opened).await.unwrap().require_administrator().is_err());

        let proved = fixture.totp(&session, &app.code(fixture.now())).await.unwrap();
        assert!(proved.browser_secret.is_none());
        let session = fixture.look_up(&proved).await.unwrap();
        assert_eq!((session.trusted, session.proved_method.as_deref()), (false, Some("totp")));
        latchkey.recovery_codes().new_codes(caller, &session).await.unwrap();
        assert_eq!(found(&fixture, &proved).await, Level::Full, "the trust is over, the proof isn't");
    }

    async fn it_is_asked_for_with_a_method_at_sign_in_and_not_otherwise(fixture: Fixture) {
        let (session, app, codes) = person(&fixture, ADA).await;
        let half = enters(&fixture, ADA, &old()).await.session;
        assert!(proves(&fixture, &half, &app, (&old(), 30)).await.browser_secret.is_none(), "the policy has it off");
        allow(&fixture, 30).await;
        let asking = browser(&fixture, &old()).asking_for_trust(30);
        let stepped = fixture.latchkey.totp().verify(&asking, &session, &app.code(fixture.now()), None).await.unwrap();
        assert!(stepped.browser_secret.is_none(), "a step-up");
        fixture.pass_seconds(30);
        let half = enters(&fixture, ADA, &old()).await.session;
        let opened = fixture.latchkey.recovery_codes().verify(&asking, &half, &codes[0]).await.unwrap();
        assert!(opened.browser_secret.is_none(), "a backup code: the phone may be lost");
        let half = enters(&fixture, ADA, &old()).await.session;
        let opened = fixture.latchkey.totp().verify(&asking, &half, &codes[1], None).await.unwrap();
        assert!(opened.browser_secret.is_none(), "a backup code in the field of the app");
        let half = enters(&fixture, ADA, &old()).await.session;
        assert!(proves(&fixture, &half, &app, (&old(), 0)).await.browser_secret.is_none(), "no days");
        let half = enters(&fixture, ADA, &old()).await.session;
        let without = fixture.caller.clone().asking_for_trust(30);
        let opened = fixture.latchkey.totp().verify(&without, &half, &app.code(fixture.now()), None).await.unwrap();
        assert!(opened.browser_secret.is_none(), "no cookie");
        fixture.pass_seconds(30);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM browser WHERE trust_id IS NOT NULL").await, 0);
        assert_eq!(level(&fixture, ADA, &old()).await, Level::Half);
        let half = enters(&fixture, ADA, &old()).await.session;
        let wrong = fixture.latchkey.totp().verify(&asking, &half, &app.wrong_code(fixture.now()), None).await;
        assert_eq!(wrong.err(), Some(Error::MfaInvalidCode));
        assert_eq!(level(&fixture, ADA, &old()).await, Level::Half, "a wrong code");
    }

    async fn administrators_are_always_asked(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, open, app, _) = trusting(&fixture, ADA).await;
        fixture.latchkey.operator().grant_administrator(ADA).await.unwrap();
        assert_eq!((level(&fixture, ADA, &secret).await, found(&fixture, &open).await), (Level::Half, Level::Half));
        let half = enters(&fixture, ADA, &secret).await.session;
        assert!(proves(&fixture, &half, &app, (&secret, 30)).await.browser_secret.is_none());
        // Behind Latchkey's back.
        let (secret, open, _, _) = trusting(&fixture, BEA).await;
        tamper(&fixture, "UPDATE account SET administrator = TRUE WHERE email = 'bea@example.org'").await;
        assert_eq!((level(&fixture, BEA, &secret).await, found(&fixture, &open).await), (Level::Half, Level::Half));
    }

    async fn locked_codes_and_disabled_accounts_are_not_passed_by(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, _, _, _) = trusting(&fixture, ADA).await;
        for (guesses, expected) in [(99, Level::Full), (100, Level::Half)] {
            tamper(&fixture, &format!("UPDATE account SET guesses = {guesses}")).await;
            assert_eq!(level(&fixture, ADA, &secret).await, expected, "{guesses}");
        }
        tamper(&fixture, "UPDATE account SET guesses = 0, disabled_at = 1").await;
        let refused = fixture.latchkey.account().sign_in(&browser(&fixture, &secret), ADA, PASSWORD, None).await;
        assert_eq!(refused.err(), Some(Error::SignInFailed));
    }

    /// The list of events is in `audit/event.rs`; these are the acts behind them.
    async fn it_counts_neither_while_the_account_is_recovered_nor_with_a_password_set_by_mail(fixture: Fixture) {
        allow(&fixture, 30).await;
        let (secret, ..) = trusting(&fixture, ADA).await;
        for (begins, ends) in [
            (
                "INSERT INTO account_recovery (id, account_id, state, began_at, ready_at, days, told, day, next_notice_at, network, agent)
                 SELECT 'r', id, 'waiting', 1, 2, 3, 0, 1, 1, '', '' FROM account",
                "UPDATE account_recovery SET state = 'lapsed', ended_at = 1",
            ),
            ("UPDATE account SET password_by_mail_at = 1", "UPDATE account SET password_by_mail_at = NULL"),
        ] {
            tamper(&fixture, begins).await;
            assert_eq!(level(&fixture, ADA, &secret).await, Level::Half, "{begins}");
            tamper(&fixture, ends).await;
            assert_eq!(level(&fixture, ADA, &secret).await, Level::Full, "{ends}");
        }
    }
}
