//! Session tokens: who gets one, what it says, and whether it still counts.

use crate::{
    action::tamper,
    fixture::{App, Fixture, PASSWORD, on_each_database},
};
use mfa::{
    Caller, Enrollment, Error, LastAdministrator, Latchkey, Level, LiveSession, NextStep, Opened, Purpose, Session, SessionClaims,
    Standing, Visitor,
};
use std::time::Duration;

const SHOP: &str = "https://shop.example.org";

/// A server on the same database that issues tokens to one application.
async fn issuing(fixture: &Fixture) -> Latchkey {
    fixture.builder().token_audiences([SHOP.to_owned()]).build().await.unwrap()
}

async fn token(latchkey: &Latchkey, session: &Session) -> String {
    latchkey.tokens().session_token(session, SHOP).await.unwrap().token
}

async fn introspect(latchkey: &Latchkey, token: &str) -> Option<SessionClaims> {
    latchkey.tokens().introspect(token, None).await.unwrap()
}

/// The claims of a token of this session.
async fn claims(latchkey: &Latchkey, session: &Session) -> SessionClaims {
    introspect(latchkey, &token(latchkey, session).await).await.unwrap()
}

/// `amr`, separated by spaces, and `acr`.
fn proved(claims: &SessionClaims) -> (String, Option<&str>) {
    (claims.vouched.amr.join(" "), claims.vouched.acr.as_deref())
}

/// The session as a request finds it.
async fn find(latchkey: &Latchkey, opened: &Opened) -> LiveSession {
    latchkey.sessions().find(opened.token.expose(), opened.session.level).await.unwrap().unwrap()
}

/// A user who has just signed in with a code.
async fn signed_in(fixture: &Fixture, email: &str) -> (Session, App, Vec<String>) {
    let (_, app, codes) = fixture.settled(email).await;
    fixture.pass_seconds(30);
    let half = fixture.sign_in(email).await;
    (fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session, app, codes)
}

on_each_database! {
    async fn a_token_says_who_is_there_and_what_was_proved(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, _, _) = signed_in(&fixture, "a@example.org").await;
        let issued = latchkey.tokens().session_token(&session, SHOP).await.unwrap();
        assert!(!format!("{issued:?}").contains(&issued.token));
        let claims = introspect(&latchkey, &issued.token).await.unwrap();
        let now = fixture.now().0 / 1000;
        assert_eq!((claims.iss.as_str(), claims.aud.as_str(), claims.iat, claims.exp), ("http://localhost:3000", SHOP, now, now + 120));
        assert_eq!((issued.expires_at.0, claims.vouched.auth_time), ((now + 120) * 1000, Some(now)));
        assert_eq!((&claims.vouched.sub, &claims.vouched.sid), (&session.account_id, &session.id));
        assert_eq!(claims.vouched.scope, "user:basic");
        assert_eq!(proved(&claims), ("pwd otp mfa".to_owned(), Some("aal2")));
        assert_ne!(token(&latchkey, &session).await, token(&latchkey, &session).await, "each has an id of its own");
    }

    async fn a_half_session_gets_none(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let enrolling = fixture.sign_up("a@example.org").await;
        assert_eq!(latchkey.tokens().session_token(&enrolling, SHOP).await, Err(Error::RequiresAdditionalAuth));
        let (_, app, _) = fixture.settled("b@example.org").await;
        let half = latchkey.account().sign_in(&fixture.caller, "b@example.org", PASSWORD, None).await.unwrap();
        assert_eq!(latchkey.tokens().session_token(&half.session, SHOP).await, Err(Error::RequiresAdditionalAuth));
        let live = find(&latchkey, &half).await;
        assert_eq!(latchkey.tokens().session_token_of(&live, SHOP).await, Err(Error::RequiresAdditionalAuth));
        assert!(matches!(latchkey.tokens().standing(&live), Ok(Standing::Owes(NextStep::Challenge { .. }))));
        // Whatever a caller says of the level, the facts are read anew.
        let mut said = half.session.clone();
        said.level = Level::Full;
        assert_eq!(latchkey.tokens().session_token(&said, SHOP).await, Err(Error::NotSignedIn));
        fixture.pass_seconds(30);
        let full = fixture.totp(&half.session, &app.code(fixture.now())).await.unwrap();
        let live = find(&latchkey, &full).await;
        assert!(matches!(latchkey.tokens().standing(&live), Ok(Standing::Full(vouched)) if vouched.sid == full.session.id));
        assert!(latchkey.tokens().session_token_of(&live, SHOP).await.is_ok());
        // Codes that were shown and not yet acknowledged are a pending step.
        let (unacknowledged, _) = fixture.enrolled("c@example.org").await;
        assert_eq!(latchkey.tokens().session_token(&unacknowledged, SHOP).await, Err(Error::RequiresAdditionalAuth));
    }

    async fn only_the_audiences_of_the_settings_get_tokens(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, _, _) = signed_in(&fixture, "a@example.org").await;
        for other in ["", "https://shop.example.org/", "https://shop.example.org.evil.example", "shop"] {
            assert_eq!(latchkey.tokens().session_token(&session, other).await, Err(Error::NotFound));
        }
        assert_eq!(fixture.latchkey.tokens().session_token(&session, SHOP).await, Err(Error::NotFound), "there is no list");
        // Once it is off the list, its tokens are worth nothing.
        let issued = token(&latchkey, &session).await;
        assert_eq!(introspect(&fixture.latchkey, &issued).await, None);
        let moved = fixture.builder().token_audiences([SHOP.to_owned()]).origin("https://other.example".parse().unwrap()).build().await.unwrap();
        assert_eq!(introspect(&moved, &issued).await, None, "another issuer");
        assert!(introspect(&latchkey, &issued).await.is_some());
    }

    async fn a_password_alone_is_no_second_factor(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let session = fixture.sign_up("a@example.org").await;
        let said = claims(&latchkey, &session).await;
        assert_eq!(proved(&said), ("pwd".to_owned(), Some("aal1")));
        assert_eq!(said.vouched.auth_time, Some(session.created_at.0 / 1000));
        // Nor is an enrolled method that the sign-in didn't ask for.
        fixture.set_policy(|policy| policy.session_based = false).await;
        let (_, app, _) = fixture.settled("b@example.org").await;
        let session = fixture.sign_in("b@example.org").await;
        assert_eq!(proved(&claims(&latchkey, &session).await), ("pwd".to_owned(), Some("aal1")));
        fixture.pass_seconds(60);
        let stepped_up = fixture.totp(&session, &app.code(fixture.now())).await.unwrap().session;
        let said = claims(&latchkey, &stepped_up).await;
        assert_eq!(proved(&said), ("pwd otp mfa".to_owned(), Some("aal2")));
        assert_eq!(said.vouched.auth_time, Some(fixture.now().0 / 1000), "the time of the proof");
    }

    async fn a_proof_for_something_else_is_not_said_of_the_session(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, app, _) = signed_in(&fixture, "a@example.org").await;
        let before = claims(&latchkey, &session).await.vouched;
        let form = mfa::Form { path: "/x".into(), fields: vec![], act: mfa::Sensitive::DeleteAccount };
        fixture.pass_seconds(60);
        let pending = fixture.latchkey.forms().park(&session, &form).await.unwrap();
        let proving = session.proving(Purpose::Form(pending.id));
        let proved = fixture.totp(&proving, &app.code(fixture.now())).await.unwrap().session;
        assert_eq!(claims(&latchkey, &proved).await.vouched, before);
    }

    async fn a_backup_code_is_called_one(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (_, _, codes) = fixture.settled("a@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        let session = fixture.recovery(&half, &codes[0]).await.unwrap().session;
        assert_eq!(proved(&claims(&latchkey, &session).await), ("pwd recovery mfa".to_owned(), Some("aal2")));
    }

    async fn a_passkey_that_does_not_count_any_more_is_not_named(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, app, _) = fixture.settled("a@example.org").await;
        tamper(&fixture, "UPDATE session SET opened_by = 'passkey', proved_method = 'totp'").await;
        let session = latchkey.sessions().reload(&session).await.unwrap();
        assert_eq!(proved(&claims(&latchkey, &session).await).0, "pop user otp mfa");
        fixture.set_policy(|policy| policy.passkey = false).await;
        assert_eq!(proved(&claims(&latchkey, &session).await).0, "otp", "{}", app.code(fixture.now()));
    }

    /// The request was found with the session's previous token.
    async fn a_proof_that_came_with_another_token_is_not_vouched_for(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (before, app, _) = signed_in(&fixture, "a@example.org").await;
        let first = claims(&latchkey, &before).await.vouched.auth_time;
        fixture.pass_seconds(60);
        let after = fixture.totp(&before, &app.code(fixture.now())).await.unwrap().session;
        assert_eq!(claims(&latchkey, &before).await.vouched.auth_time, first);
        assert!(claims(&latchkey, &after).await.vouched.auth_time > first);
    }

    /// The passkey was proved again, by a server whose clock is behind, after the code of an app.
    async fn a_proof_that_says_more_is_not_an_earlier_tokens(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, _, _) = signed_in(&fixture, "a@example.org").await;
        tamper(&fixture, "UPDATE session SET opened_by = 'passkey'").await;
        let issued = token(&latchkey, &session).await;
        tamper(&fixture, "UPDATE session SET proved_method = 'passkey'").await;
        assert_eq!(proved(&introspect(&latchkey, &issued).await.unwrap()), ("pop user otp mfa".to_owned(), Some("aal2")));
    }

    async fn a_later_proof_does_not_revive_a_token_that_the_policy_has_ended(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        fixture.set_policy(|policy| policy.session_based = false).await;
        let (_, app, _) = fixture.settled("a@example.org").await;
        let session = fixture.sign_in("a@example.org").await;
        let issued = token(&latchkey, &session).await;
        fixture.set_policy(|policy| policy.session_based = true).await;
        assert!(introspect(&latchkey, &issued).await.is_none());
        fixture.pass_seconds(60);
        fixture.totp(&latchkey.sessions().reload(&session).await.unwrap(), &app.code(fixture.now())).await.unwrap();
        assert!(introspect(&latchkey, &issued).await.is_none());
    }

    async fn a_token_counts_for_the_audience_that_asks(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, ..) = fixture.settled("a@example.org").await;
        let issued = token(&latchkey, &session).await;
        let claims = introspect(&latchkey, &issued).await.unwrap();
        for (audience, counts) in [(claims.aud.as_str(), true), ("https://another.example.org", false), ("", false)] {
            assert_eq!(latchkey.tokens().introspect(&issued, Some(audience)).await.unwrap().is_some(), counts, "{audience}");
        }
    }

    async fn trust_in_a_browser_is_no_proof(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        fixture.set_policy(|policy| policy.trust_days = 30).await;
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let caller = Caller::new("192.0.2.1", "test").in_browser(&"b".repeat(43));
        let half = latchkey.account().sign_in(&caller, "a@example.org", PASSWORD, None).await.unwrap().session;
        let code = app.code(fixture.now());
        let opened = latchkey.totp().verify(&caller.clone().asking_for_trust(30), &half, &code, None).await.unwrap();
        let caller = caller.in_browser(opened.browser_secret.unwrap().expose());
        let trusted = latchkey.account().sign_in(&caller, "a@example.org", PASSWORD, None).await.unwrap().session;
        assert!(trusted.trusted && trusted.level == Level::Full);
        let issued = token(&latchkey, &trusted).await;
        assert_eq!(proved(&introspect(&latchkey, &issued).await.unwrap()), ("pwd".to_owned(), Some("aal1")));
        // With the trust ends what it let in.
        fixture.set_policy(|policy| policy.trust_days = 0).await;
        assert_eq!(introspect(&latchkey, &issued).await, None);
    }

    async fn for_an_applications_user_only_what_was_proved_here_is_said(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let opened = latchkey.enter(&fixture.caller, &Visitor::new("u-17", "session-1"), None).await.unwrap();
        let said = claims(&latchkey, &opened.session).await;
        assert_eq!(said.vouched.sub, "u-17");
        assert_eq!((proved(&said), said.vouched.auth_time), ((String::new(), None), None));
        let (enrolled, _) = fixture.enroll(&opened.session).await;
        latchkey.recovery_codes().acknowledge(&fixture.caller, &enrolled.session, None).await.unwrap();
        assert_eq!(proved(&claims(&latchkey, &enrolled.session).await), ("otp".to_owned(), Some("aal2")));
    }

    async fn a_session_from_before_says_nothing_of_its_password(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, _, _) = signed_in(&fixture, "a@example.org").await;
        tamper(&fixture, "UPDATE session SET opened_by = NULL").await;
        assert_eq!(proved(&claims(&latchkey, &session).await), ("otp".to_owned(), Some("aal2")));
    }

    async fn a_token_ends_with_its_session_at_the_latest(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, app, _) = signed_in(&fixture, "a@example.org").await;
        let end = session.created_at + Duration::from_hours(12);
        // In use until a minute before its end.
        fixture.pass(Duration::from_secs(12 * 3600 - 60));
        tamper(&fixture, &format!("UPDATE session SET last_seen_at = {}", fixture.now().0)).await;
        let issued = latchkey.tokens().session_token(&session, SHOP).await.unwrap();
        assert_eq!(issued.expires_at, end);
        fixture.pass_seconds(60);
        assert_eq!(latchkey.tokens().session_token(&session, SHOP).await, Err(Error::NotSignedIn));
        assert_eq!(introspect(&latchkey, &issued.token).await, None);
        // And with the end that an unused session has.
        let half = fixture.sign_in("a@example.org").await;
        let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        fixture.pass_seconds(29 * 60 + 15);
        let issued = latchkey.tokens().session_token(&session, SHOP).await.unwrap();
        assert_eq!(issued.expires_at, fixture.now() + Duration::from_secs(45));
        assert!(introspect(&latchkey, &issued.token).await.is_some());
    }

    async fn a_token_is_over_after_two_minutes(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, _, _) = signed_in(&fixture, "a@example.org").await;
        let issued = token(&latchkey, &session).await;
        fixture.pass(Duration::from_millis(119_999));
        assert!(introspect(&latchkey, &issued).await.is_some());
        fixture.pass(Duration::from_millis(1));
        assert_eq!(introspect(&latchkey, &issued).await, None);
    }

    async fn a_token_of_a_clock_that_was_ahead_is_none(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, _, _) = signed_in(&fixture, "a@example.org").await;
        fixture.pass_seconds(600);
        let issued = token(&latchkey, &session).await;
        fixture.clock.put_back(Duration::from_secs(600));
        assert_eq!(introspect(&latchkey, &issued).await, None, "it would be valid for ten minutes more");
    }

    async fn what_ends_the_session_ends_its_tokens(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (session, app, _) = signed_in(&fixture, "a@example.org").await;
        let issued = token(&latchkey, &session).await;
        latchkey.operator().disable_account("a@example.org", "test", LastAdministrator::Stays).await.unwrap();
        assert_eq!(introspect(&latchkey, &issued).await, None, "the account is disabled");
        latchkey.operator().enable_account("a@example.org", "test").await.unwrap();
        fixture.pass_seconds(60);
        let half = fixture.sign_in("a@example.org").await;
        let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        let issued = token(&latchkey, &session).await;
        latchkey.account().sign_out(&fixture.caller, &session).await.unwrap();
        assert_eq!(introspect(&latchkey, &issued).await, None, "the session was ended");
        assert_eq!(latchkey.tokens().session_token(&session, SHOP).await, Err(Error::NotSignedIn));
    }

    async fn a_policy_that_is_tightened_reaches_tokens(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let session = fixture.sign_up("a@example.org").await;
        let issued = token(&latchkey, &session).await;
        fixture.set_policy(|policy| policy.enrollment = Enrollment::Signup).await;
        assert_eq!(introspect(&latchkey, &issued).await, None);
        // A proof by a method that is switched off is not told any more, even where no proof is required.
        let (session, _, _) = signed_in(&fixture, "b@example.org").await;
        let issued = token(&latchkey, &session).await;
        fixture
            .set_policy(|policy| {
                policy.totp = false;
                policy.session_based = false;
                policy.enrollment = Enrollment::None;
            })
            .await;
        assert_eq!(proved(&introspect(&latchkey, &issued).await.unwrap()), ("pwd".to_owned(), Some("aal1")));
    }

    async fn a_later_proof_is_not_an_earlier_tokens(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        fixture.set_policy(|policy| policy.session_based = false).await;
        // In the same second, later, and on a server whose clock is behind.
        for (email, later) in [("a@example.org", 0), ("b@example.org", 30), ("c@example.org", -20)] {
            let (_, app, _) = fixture.settled(email).await;
            fixture.pass_seconds(60);
            let session = fixture.sign_in(email).await;
            let issued = token(&latchkey, &session).await;
            match later {
                0.. => fixture.pass_seconds(u64::try_from(later).unwrap()),
                _ => fixture.clock.put_back(Duration::from_secs(20)),
            }
            fixture.totp(&session, &app.code(fixture.now())).await.unwrap();
            assert_eq!(proved(&introspect(&latchkey, &issued).await.unwrap()), ("pwd".to_owned(), Some("aal1")), "{later} s");
        }
    }

    /// Another tab has proved a passkey since the request was found.
    async fn a_proof_by_a_method_that_is_switched_off_is_not_vouched_for(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        let (before, _, _) = signed_in(&fixture, "a@example.org").await;
        tamper(&fixture, "UPDATE session SET token_hash = substr(token_hash, 2), proved_method = 'passkey'").await;
        fixture.set_policy(|policy| policy.totp = false).await;
        assert_eq!(latchkey.tokens().session_token(&before, SHOP).await.err(), Some(Error::RequiresAdditionalAuth));
    }
}
