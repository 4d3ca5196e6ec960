use crate::fixture::{Fixture, number, on_each_database};
use mfa::{Clock, Error, Form, OpenError, Sensitive, operator::RotationError};
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::{fs::Permissions, os::unix::fs::PermissionsExt, sync::Arc};

/// Runs a statement directly on the database, bypassing the domain.
async fn tamper(fixture: &Fixture, sql: &'static str) {
    if fixture.database_url.starts_with("sqlite") {
        let mut connection = SqliteConnection::connect(&fixture.database_url).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    } else {
        let mut connection = PgConnection::connect(&fixture.database_url).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
}

on_each_database! {
    /// The other tests hash at minimal cost. A domain that is opened with only a clock, as in the server, hashes at full cost.
    async fn hashes_cost_what_the_documents_promise(fixture: Fixture) {
        let clock: Arc<dyn Clock> = Arc::new(fixture.clock.clone());
        let mut fixture = fixture;
        fixture.latchkey = fixture.builder().env(clock).build().await.unwrap();
        fixture.settled("a@example.org").await;
        let passwords = "SELECT COUNT(*) FROM account WHERE password_hash LIKE '$argon2id$v=19$m=47104,t=1,p=1$%'";
        assert_eq!(number(&fixture.database_url, passwords).await, 1);
        let codes = "SELECT COUNT(*) FROM recovery_code WHERE code_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
        assert_eq!(number(&fixture.database_url, codes).await, 10);
    }

    async fn a_sealed_secret_does_not_open_in_another_row(fixture: Fixture) {
        fixture.settled("a@example.org").await;
        let (_, app, _) = fixture.settled("b@example.org").await;
        fixture.pass_seconds(30);
        tamper(&fixture, "UPDATE totp_device SET secret = (SELECT secret FROM totp_device ORDER BY id LIMIT 1) WHERE name <> ''").await;
        let mut refused = 0;
        for email in ["a@example.org", "b@example.org"] {
            let half = fixture.sign_in(email).await;
            match fixture.totp(&half, &app.code(fixture.now())).await {
                Err(Error::Unavailable) => refused += 1,
                Err(other) => assert_eq!(other, Error::MfaInvalidCode),
                Ok(opened) => assert_eq!(opened.session.email, "b@example.org"),
            }
        }
        assert_eq!(refused, 1);
    }

    async fn a_database_without_its_key_file_does_not_open(fixture: Fixture) {
        fixture.settled("a@example.org").await;
        let kept = std::fs::read(fixture.key_file()).unwrap();
        std::fs::remove_file(fixture.key_file()).unwrap();
        assert!(matches!(fixture.try_another().await.err(), Some(OpenError::KeyFileMissing(_))));
        assert!(!fixture.key_file().exists(), "no new key file is made");
        let other = Fixture::open(testbed::Database::Sqlite).await.unwrap();
        std::fs::copy(other.key_file(), fixture.key_file()).unwrap();
        assert!(matches!(fixture.try_another().await.err(), Some(OpenError::KeyFileWrong(_))));
        std::fs::write(fixture.key_file(), kept).unwrap();
        fixture.another().await;
    }

    async fn a_rotation_changes_nothing_but_the_key(fixture: Fixture) {
        let (session, app, codes) = fixture.settled("a@example.org").await;
        let (unacknowledged, _) = fixture.enrolled("b@example.org").await;
        let shown = fixture.latchkey.recovery_codes().codes(&unacknowledged).await.unwrap();
        let form = Form { path: "/x".into(), fields: vec![], act: Sensitive::DeleteAccount };
        let pending = fixture.latchkey.forms().park(&session, &form).await.unwrap();

        let operator = fixture.another().await;
        let rotated = operator.operator().rotate_keys().await.unwrap();
        assert_eq!(rotated.resealed, 4, "two devices, one pending set, one pending form");
        let second = operator.operator().rotate_keys().await.unwrap();
        assert_eq!(second.resealed, 4);
        assert_ne!(rotated.key_id, second.key_id);
        assert_eq!(std::fs::read_to_string(fixture.key_file()).unwrap().lines().count(), 2);

        for latchkey in [fixture.latchkey.clone(), fixture.another().await] {
            assert_eq!(latchkey.recovery_codes().codes(&unacknowledged).await.unwrap(), shown);
            assert_eq!(latchkey.forms().pending(&session).await.unwrap().as_ref(), Some(&pending));
        }
        fixture.pass_seconds(30);
        fixture.totp(&session, &app.code(fixture.now())).await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        fixture.recovery(&half, &codes[0]).await.unwrap();
    }

    async fn what_a_running_server_seals_meanwhile_survives(fixture: Fixture) {
        fixture.another().await.operator().rotate_keys().await.unwrap();
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.another().await.operator().rotate_keys().await.unwrap();
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
    }

    /// The server reads the key file only when it starts, because it knows the keys of all values that it opens.
    async fn what_a_server_seals_that_missed_several_rotations_survives(fixture: Fixture) {
        let operator = fixture.another().await;
        for _ in 0..3 {
            operator.operator().rotate_keys().await.unwrap();
        }
        let (session, app, _) = fixture.settled("a@example.org").await;
        for _ in 0..3 {
            operator.operator().rotate_keys().await.unwrap();
        }
        fixture.pass_seconds(30);
        fixture.totp(&session, &app.code(fixture.now())).await.unwrap();
    }

    async fn rotations_at_once_lose_nothing(fixture: Fixture) {
        let (mut session, app) = fixture.enrolled("a@example.org").await;
        let codes = fixture.latchkey.recovery_codes().codes(&session).await.unwrap();
        for _ in 0..4 {
            let operators = futures::future::join_all((0..6).map(|_| fixture.another())).await;
            for rotated in futures::future::join_all(operators.iter().map(|latchkey| latchkey.operator().rotate_keys())).await {
                rotated.unwrap();
            }
            for latchkey in [&fixture.latchkey, &fixture.another().await] {
                assert_eq!(latchkey.recovery_codes().codes(&session).await.unwrap(), codes);
            }
            fixture.pass_seconds(30);
            session = fixture.totp(&session, &app.code(fixture.now())).await.unwrap().session;
        }
        assert_eq!(std::fs::read_to_string(fixture.key_file()).unwrap().lines().count(), 2);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM sealing_check").await, 2, "the database forgets keys as well");
    }

    async fn a_server_with_a_key_file_of_its_own_does_not_start(fixture: Fixture) {
        let start = |name: &'static str| fixture.with_key_file(name);
        assert!(matches!(start("second.key").await.err(), Some(OpenError::KeyFileMissing(_))), "it would make keys of its own");
        assert!(!fixture.folder.path().join("second.key").exists());

        std::fs::copy(fixture.key_file(), fixture.folder.path().join("copy.key")).unwrap();
        fixture.another().await.operator().rotate_keys().await.unwrap();
        let error = start("copy.key").await.err().unwrap();
        assert!(matches!(error, OpenError::KeyFileWrong(_)) && error.to_string().contains("copy.key"), "{error}");
        std::fs::copy(fixture.key_file(), fixture.folder.path().join("copy.key")).unwrap();
        start("copy.key").await.unwrap();
    }

    /// Two machines have a copy of the key file each, and one rotates: the other one may go on with its old copy, but not rotate with it.
    async fn a_rotation_with_an_old_key_file_is_refused(fixture: Fixture) {
        std::fs::copy(fixture.key_file(), fixture.folder.path().join("copy.key")).unwrap();
        let other = fixture.with_key_file("copy.key").await.unwrap();
        fixture.latchkey.operator().rotate_keys().await.unwrap();
        let before = std::fs::read(fixture.folder.path().join("copy.key")).unwrap();
        assert!(matches!(other.operator().rotate_keys().await, Err(RotationError::KeyFileOld(_))));
        assert_eq!(std::fs::read(fixture.folder.path().join("copy.key")).unwrap(), before);

        // It may seal with the last key, which the first machine keeps, but not with a key that the first machine has forgotten.
        let half = fixture.sign_up("a@example.org").await;
        other.totp().begin(&half, None, "Authenticator app").await.unwrap();
        assert_eq!(fixture.latchkey.operator().rotate_keys().await.unwrap().resealed, 1);
        assert_eq!(other.totp().begin(&half, None, "Authenticator app").await.unwrap_err(), Error::Unavailable);
        std::fs::copy(fixture.key_file(), fixture.folder.path().join("copy.key")).unwrap();
        other.totp().begin(&half, None, "Authenticator app").await.unwrap();
    }

    /// The older release neither recorded which key is the newest nor forgot any.
    async fn a_database_of_an_older_release_opens(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let codes = fixture.latchkey.recovery_codes().codes(&session).await.unwrap();
        tamper(&fixture, "INSERT INTO sealing_check SELECT 'gone', sealed, NULL FROM sealing_check").await;
        tamper(&fixture, "UPDATE sealing_check SET noted_at = NULL").await;
        let latchkey = fixture.another().await;
        assert_eq!(latchkey.recovery_codes().codes(&session).await.unwrap(), codes);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM sealing_check WHERE noted_at IS NOT NULL").await, 1);
        latchkey.operator().rotate_keys().await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM sealing_check WHERE key_id = 'gone'").await, 0);
    }

    async fn a_database_of_a_newer_release_is_told_as_such(fixture: Fixture) {
        let change = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                      SELECT 9999, 'of the future', TRUE, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
        tamper(&fixture, change).await;
        let error = fixture.try_another().await.err().unwrap().to_string();
        assert_eq!(error, "the database belongs to a newer version of Latchkey, which has made change 9999 to it: update this one");
    }

    async fn the_first_starts_may_be_at_once(fixture: Fixture) {
        for round in 0..8 {
            let folder = tempfile::tempdir().unwrap();
            tamper(&fixture, "DELETE FROM sealing_check").await;
            let key_file = folder.path().join("secret.key");
            let start = || fixture.builder().key_file(&key_file).build();
            for started in futures::future::join_all((0..6).map(|_| start())).await {
                started.unwrap_or_else(|error| panic!("round {round}: {error}"));
            }
            assert_eq!(std::fs::read_to_string(&key_file).unwrap().lines().count(), 1);
            assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM sealing_check").await, 1);
        }
    }

    /// With a separate key file for each server, one server starts and the others don't.
    async fn of_first_starts_with_a_key_file_each_one_succeeds(fixture: Fixture) {
        for _ in 0..8 {
            let folder = tempfile::tempdir().unwrap();
            tamper(&fixture, "DELETE FROM sealing_check").await;
            let started = futures::future::join_all((0..6).map(async |number| {
                let key_file = folder.path().join(format!("{number}.key"));
                fixture.builder().key_file(&key_file).build().await
            }));
            let (won, lost): (Vec<_>, Vec<_>) = started.await.into_iter().partition(Result::is_ok);
            assert_eq!(won.len(), 1);
            assert!(lost.into_iter().all(|lost| matches!(lost, Err(OpenError::KeyFileMissing(_)))));
        }
    }

    async fn a_key_file_for_others_is_refused(fixture: Fixture) {
        let allow = |mode| std::fs::set_permissions(fixture.key_file(), Permissions::from_mode(mode)).unwrap();
        allow(0o644);
        let error = fixture.try_another().await.err().unwrap();
        assert!(error.to_string().contains("chmod 600"), "{error}");
        allow(0o600);
        fixture.another().await;
    }

    async fn what_is_kept_in_files_is_for_the_owner_only(fixture: Fixture) {
        fixture.settled("a@example.org").await;
        fixture.another().await.operator().rotate_keys().await.unwrap();
        let new = tempfile::tempdir().unwrap();
        let database = new.path().join("latchkey.db");
        mfa::migrate(&format!("sqlite://{}", database.display())).await.unwrap();
        assert_eq!(database.metadata().unwrap().permissions().mode() & 0o077, 0);
        let files = || std::fs::read_dir(fixture.folder.path()).unwrap().map(|file| file.unwrap());
        let open = || {
            let open = files().filter(|file| file.metadata().unwrap().permissions().mode() & 0o077 != 0);
            open.map(|file| file.file_name()).collect::<Vec<_>>()
        };
        assert_eq!(open(), Vec::<std::ffi::OsString>::new());
        // Made by hand, or by another program, with a usual umask.
        for file in files().filter(|file| file.file_name() != "secret.key") {
            std::fs::set_permissions(file.path(), Permissions::from_mode(0o644)).unwrap();
        }
        fixture.another().await;
        assert_eq!(
            open().into_iter().filter(|name| !name.to_string_lossy().ends_with(".lock")).collect::<Vec<_>>(),
            Vec::<std::ffi::OsString>::new()
        );
    }

    async fn two_processes_may_start_at_once(fixture: Fixture) {
        let (a, b) = futures::join!(fixture.another(), fixture.another());
        a.ready().await.unwrap();
        b.ready().await.unwrap();
    }
}
