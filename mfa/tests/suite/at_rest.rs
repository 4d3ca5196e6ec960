use crate::lab::{Lab, number, on_each_database};
use mfa::{Clock, Error, Form, Latchkey, OpenError, Sensitive, Settings};
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::sync::Arc;

/// Runs a statement behind the domain's back.
async fn tamper(lab: &Lab, sql: &'static str) {
    if lab.database_url.starts_with("sqlite") {
        let mut connection = SqliteConnection::connect(&lab.database_url).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    } else {
        let mut connection = PgConnection::connect(&lab.database_url).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
}

on_each_database! {
    /// The other tests hash at next to no cost; whatever opens the domain with a clock alone, as the server does, hashes at full cost.
    async fn hashes_cost_what_the_documents_promise(lab: Lab) {
        let clock: Arc<dyn Clock> = Arc::new(lab.clock.clone());
        let mut lab = lab;
        lab.latchkey = Latchkey::open(&lab.database_url, &lab.key_file(), Settings::default(), clock).await.unwrap();
        lab.settled("a@example.org").await;
        let passwords = "SELECT COUNT(*) FROM account WHERE password_hash LIKE '$argon2id$v=19$m=47104,t=1,p=1$%'";
        assert_eq!(number(&lab.database_url, passwords).await, 1);
        let codes = "SELECT COUNT(*) FROM recovery_code WHERE code_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
        assert_eq!(number(&lab.database_url, codes).await, 10);
    }

    async fn a_sealed_secret_does_not_open_in_another_row(lab: Lab) {
        lab.settled("a@example.org").await;
        let (_, app, _) = lab.settled("b@example.org").await;
        lab.pass_seconds(30);
        tamper(&lab, "UPDATE totp_device SET secret = (SELECT secret FROM totp_device ORDER BY id LIMIT 1) WHERE name <> ''").await;
        let mut refused = 0;
        for email in ["a@example.org", "b@example.org"] {
            let half = lab.sign_in(email).await;
            match lab.totp(&half, &app.code(lab.now())).await {
                Err(Error::Unavailable) => refused += 1,
                Err(other) => assert_eq!(other, Error::MfaInvalidCode),
                Ok(opened) => assert_eq!(opened.session.email, "b@example.org"),
            }
        }
        assert_eq!(refused, 1);
    }

    async fn a_database_without_its_key_file_does_not_open(lab: Lab) {
        lab.settled("a@example.org").await;
        let kept = std::fs::read(lab.key_file()).unwrap();
        std::fs::remove_file(lab.key_file()).unwrap();
        assert!(matches!(lab.try_another().await.err(), Some(OpenError::KeyFileMissing(_))));
        assert!(!lab.key_file().exists(), "no new key file is made");
        let other = Lab::open(testbed::Database::Sqlite).await.unwrap();
        std::fs::copy(other.key_file(), lab.key_file()).unwrap();
        assert!(matches!(lab.try_another().await.err(), Some(OpenError::KeyFileWrong(_))));
        std::fs::write(lab.key_file(), kept).unwrap();
        lab.another().await;
    }

    async fn a_rotation_changes_nothing_but_the_key(lab: Lab) {
        let (session, app, codes) = lab.settled("a@example.org").await;
        let (unacknowledged, _) = lab.enrolled("b@example.org").await;
        let shown = lab.latchkey.recovery_codes(&unacknowledged).await.unwrap();
        let form = Form { path: "/x".into(), fields: vec![], act: Sensitive::DeleteAccount };
        let held = lab.latchkey.hold(&session, &form).await.unwrap();

        let operator = lab.another().await;
        let rotated = operator.rotate_keys().await.unwrap();
        assert_eq!(rotated.resealed, 4, "two devices, one pending set, one held form");
        let second = operator.rotate_keys().await.unwrap();
        assert_eq!(second.resealed, 4);
        assert_ne!(rotated.key_id, second.key_id);
        assert_eq!(std::fs::read_to_string(lab.key_file()).unwrap().lines().count(), 2);

        for latchkey in [lab.latchkey.clone(), lab.another().await] {
            assert_eq!(latchkey.recovery_codes(&unacknowledged).await.unwrap(), shown);
            assert_eq!(latchkey.held(&session).await.unwrap().as_ref(), Some(&held));
        }
        lab.pass_seconds(30);
        lab.totp(&session, &app.code(lab.now())).await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        lab.recovery(&half, &codes[0]).await.unwrap();
    }

    async fn what_a_running_server_seals_meanwhile_survives(lab: Lab) {
        lab.another().await.rotate_keys().await.unwrap();
        let (_, app, _) = lab.settled("a@example.org").await;
        lab.another().await.rotate_keys().await.unwrap();
        lab.pass_seconds(30);
        let half = lab.sign_in("a@example.org").await;
        lab.totp(&half, &app.code(lab.now())).await.unwrap();
    }

    async fn what_is_kept_in_files_is_for_the_owner_only(lab: Lab) {
        use std::os::unix::fs::PermissionsExt;
        lab.settled("a@example.org").await;
        let files = std::fs::read_dir(lab.folder.path()).unwrap().map(|file| file.unwrap());
        let open = files.filter(|file| file.file_name() != "latchkey.db.lock" && file.metadata().unwrap().permissions().mode() & 0o077 != 0);
        assert_eq!(open.map(|file| file.file_name()).collect::<Vec<_>>(), Vec::<std::ffi::OsString>::new());
    }

    async fn two_processes_may_start_at_once(lab: Lab) {
        let (a, b) = futures::join!(lab.another(), lab.another());
        a.ready().await.unwrap();
        b.ready().await.unwrap();
    }
}
