use crate::fixture::{Fixture, PASSWORD, assert_half, number, on_each_database, race};
use mfa::{Error, Level};

on_each_database! {
    async fn every_rise_gives_a_new_token_and_kills_the_old_one(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let half = fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        assert_half(&half.session);
        assert!(fixture.is_alive(&half).await);

        let full = fixture.totp(&half.session, &app.code(fixture.now())).await.unwrap();
        assert_eq!(full.session.level, Level::Full);
        assert_ne!(full.token.expose(), half.token.expose());
        assert!(fixture.is_alive(&full).await && !fixture.is_alive(&half).await);
        assert!(fixture.latchkey.sessions().find(half.token.expose(), Level::Full).await.unwrap().is_none());

        fixture.pass_seconds(30);
        let stepped = fixture.totp(&full.session, &app.code(fixture.now())).await.unwrap();
        assert!(fixture.is_alive(&stepped).await && !fixture.is_alive(&full).await);
        assert_eq!(stepped.session.id, half.session.id);
    }

    async fn an_account_has_a_hundred_sessions_of_each_level_at_most(fixture: Fixture) {
        let (full, app) = fixture.enrolled("a@example.org").await;
        let sign_in = async || fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        let first = sign_in().await;
        let mut last = sign_in().await;
        for _ in 0..104 {
            last = sign_in().await;
        }
        let count = async || number(&fixture.database_url, "SELECT COUNT(*) FROM session").await;
        assert_eq!(count().await, 101, "a hundred half ones, and the full one");
        assert!(!fixture.is_alive(&first).await && fixture.is_alive(&last).await, "the oldest make room");
        assert!(
            fixture.latchkey.sessions().list(&full).await.unwrap().iter().any(|session| session.current),
            "somebody with the password ends none"
        );
        fixture.pass_seconds(30);
        fixture.totp(&last.session, &app.code(fixture.now())).await.unwrap();
        assert_eq!(count().await, 101);
    }

    async fn a_token_counts_at_its_own_level_only(fixture: Fixture) {
        let half = fixture.latchkey.account().sign_up(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        assert!(fixture.latchkey.sessions().find(half.token.expose(), Level::Full).await.unwrap().is_none());
        let (full, _) = fixture.enroll(&half.session).await;
        assert!(fixture.latchkey.sessions().find(full.token.expose(), Level::Half).await.unwrap().is_none());
        for nonsense in ["", "x", &"x".repeat(43), "' OR 1=1 --", &"é".repeat(30)] {
            assert!(fixture.latchkey.sessions().find(nonsense, Level::Full).await.unwrap().is_none());
        }
    }

    async fn half_sessions_end_after_ten_minutes_and_after_sixty_while_enrolling(fixture: Fixture) {
        let enrolling = fixture.latchkey.account().sign_up(&fixture.caller, "new@example.org", PASSWORD, None).await.unwrap();
        fixture.settled("a@example.org").await;
        let half = fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        fixture.pass_seconds(599);
        assert!(fixture.is_alive(&half).await);
        fixture.pass_seconds(1);
        assert!(!fixture.is_alive(&half).await);
        fixture.pass_seconds(2999);
        assert!(fixture.is_alive(&enrolling).await);
        fixture.pass_seconds(1);
        assert!(!fixture.is_alive(&enrolling).await);
    }

    async fn half_sessions_end_after_ten_minutes_once_their_account_has_a_method(fixture: Fixture) {
        let here = fixture.sign_up("a@example.org").await;
        let sign_in = async || fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        let elsewhere = sign_in().await;
        fixture.pass_seconds(500);
        let later = sign_in().await;
        fixture.enroll(&here).await;
        assert!(fixture.is_alive(&elsewhere).await, "its ten minutes aren't over");
        fixture.pass_seconds(100);
        assert_eq!((fixture.is_alive(&elsewhere).await, fixture.is_alive(&later).await), (false, true));
    }

    async fn an_expired_half_session_proves_nothing(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        fixture.pass_seconds(601);
        assert_eq!(fixture.totp(&half, &app.code(fixture.now())).await.unwrap_err(), Error::NotSignedIn);
    }

    async fn full_sessions_end_when_idle_and_absolutely(fixture: Fixture) {
        let half = fixture.sign_up("a@example.org").await;
        let (full, _) = fixture.enroll(&half).await;
        fixture.pass_seconds(29 * 60);
        assert!(fixture.is_alive(&full).await);
        fixture.pass_seconds(29 * 60);
        assert!(fixture.is_alive(&full).await, "use renews the idle time");
        fixture.pass_seconds(30 * 60);
        assert!(!fixture.is_alive(&full).await);

        let half = fixture.sign_up("b@example.org").await;
        let (full, _) = fixture.enroll(&half).await;
        for _ in 0..(12 * 60 / 20 - 1) {
            fixture.pass_seconds(20 * 60);
            assert!(fixture.is_alive(&full).await);
        }
        fixture.pass_seconds(20 * 60);
        assert!(!fixture.is_alive(&full).await, "use doesn't extend the absolute time");
    }

    async fn an_ended_session_stays_ended_whatever_is_under_way(fixture: Fixture) {
        let (session, app) = fixture.enrolled("a@example.org").await;
        fixture.pass_seconds(30);
        fixture.latchkey.account().sign_out(&fixture.caller, &session).await.unwrap();
        assert_eq!(fixture.totp(&session, &app.code(fixture.now())).await.unwrap_err(), Error::MfaChallengeOver);
        fixture
            .latchkey
            .forms()
            .park(&session, &mfa::Form { path: "/".into(), fields: vec![], act: mfa::Sensitive::DeleteAccount })
            .await
            .unwrap();
        assert_eq!(fixture.latchkey.forms().pending(&session).await.unwrap(), None);
        assert_eq!(
            fixture.latchkey.account().change_password(&fixture.caller, &session, PASSWORD, "another good passphrase").await.unwrap_err(),
            Error::NotSignedIn
        );
        fixture.sign_in("a@example.org").await;
    }

    async fn sessions_are_listed_and_ended_by_their_owner_only(fixture: Fixture) {
        let (a, _) = fixture.enrolled("a@example.org").await;
        let (b, _) = fixture.enrolled("b@example.org").await;
        let half = fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        let listed = fixture.latchkey.sessions().list(&a).await.unwrap();
        assert_eq!(listed.len(), 2);
        assert!(listed[0].current && listed[0].id == a.id && !listed[1].current);

        assert_eq!(fixture.latchkey.sessions().end(&fixture.caller, &b, &a.id).await.unwrap_err(), Error::NotFound);
        fixture.latchkey.sessions().end(&fixture.caller, &a, &half.session.id).await.unwrap();
        assert!(!fixture.is_alive(&half).await);
        assert_eq!(fixture.latchkey.sessions().end(&fixture.caller, &a, &half.session.id).await.unwrap_err(), Error::NotFound);

        fixture.sign_in("a@example.org").await;
        fixture.sign_in("a@example.org").await;
        assert_eq!(fixture.latchkey.sessions().end_others(&fixture.caller, &a).await.unwrap(), 2);
        assert_eq!(fixture.latchkey.sessions().list(&a).await.unwrap().len(), 1);
        assert_eq!(fixture.latchkey.sessions().list(&b).await.unwrap().len(), 1);
    }

    async fn a_half_session_sees_and_changes_nothing(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        let latchkey = &fixture.latchkey;
        let owes = |error: Error| assert_eq!(error, Error::RequiresAdditionalAuth);
        owes(latchkey.totp().devices(&half).await.unwrap_err());
        owes(latchkey.sessions().list(&half).await.unwrap_err());
        owes(latchkey.account().overview(&half).await.unwrap_err());
        owes(latchkey.account().activity(&half, 5).await.unwrap_err());
        owes(latchkey.recovery_codes().status(&half).await.unwrap_err());
        owes(latchkey.recovery_codes().codes(&half).await.unwrap_err());
        owes(latchkey.recovery_codes().new_codes(&fixture.caller, &half).await.unwrap_err());
        owes(latchkey.recovery_codes().acknowledge(&fixture.caller, &half, None).await.unwrap_err());
        owes(latchkey.totp().begin(&half, None, "Authenticator app").await.err().unwrap());
        owes(latchkey.totp().rename(&fixture.caller, &half, "x", "y").await.unwrap_err());
        owes(latchkey.totp().remove(&fixture.caller, &half, "x").await.unwrap_err());
        owes(latchkey.sessions().end(&fixture.caller, &half, "x").await.unwrap_err());
        owes(latchkey.sessions().end_others(&fixture.caller, &half).await.unwrap_err());
        owes(latchkey.account().change_password(&fixture.caller, &half, PASSWORD, "another good passphrase").await.unwrap_err());
        let change = mfa::EmailChange { from: "a@example.org", to: "b@example.org", password: PASSWORD };
        owes(latchkey.account().change_email(&fixture.caller, &half, change).await.unwrap_err());
        owes(latchkey.account().delete(&fixture.caller, &half).await.unwrap_err());
        owes(
            latchkey
                .forms()
                .park(&half, &mfa::Form { path: "/".into(), fields: vec![], act: mfa::Sensitive::DeleteAccount })
                .await
                .unwrap_err(),
        );
        fixture.pass_seconds(30);
        fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
    }

    async fn a_burst_of_proofs_makes_one_full_session(fixture: Fixture) {
        let (_, app, codes) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        let code = app.code(fixture.now());
        let totp = race((0..3).map(|_| fixture.totp(&half, &code)));
        let recovery = race(codes.iter().take(2).map(|code| fixture.recovery(&half, code)));
        let ((by_totp, _), (by_recovery, _)) = futures::join!(totp, recovery);
        assert_eq!(by_totp.len() + by_recovery.len(), 1);
    }

    /// More sessions than are deleted in one transaction.
    async fn all_sessions_that_have_run_out_are_deleted(fixture: Fixture) {
        let session = fixture.sign_up("a@example.org").await;
        let many = "WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < 1001)
                    INSERT INTO session (id, token_hash, account_id, level, created_at, last_seen_at, expires_at, agent, address)
                    SELECT CAST(n AS TEXT), CAST(CAST(n AS TEXT) AS BYTEA), account_id, level, 0, 0, 1, agent, address
                    FROM session CROSS JOIN copy RETURNING CAST(1 AS BIGINT)";
        number(&fixture.database_url, many).await;
        let left = || number(&fixture.database_url, "SELECT COUNT(*) FROM session");
        assert_eq!(left().await, 1002);
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(left().await, 1);
        assert!(fixture.latchkey.next_step(Some(&session)).await.is_ok());
    }
}
