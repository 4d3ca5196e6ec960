//! `latchkey mail test`, and a server without a relay.

use super::{PASSWORD, PATIENCE, at};
use crate::{
    installation::Installation,
    server::{Server, free_port},
};
use mfa::mail::MailKind;
use std::{fs, os::unix::fs::PermissionsExt};
use strum::IntoEnumIterator;
use testbed::{
    Database,
    smtp::{TestRelay, parse},
    until,
};

const TEST: &[&str] = &["mail", "test", "ada@example.org"];

/// Exit status, standard output and standard error.
fn test(installation: &Installation, settings: &[(&str, &str)]) -> (Option<i32>, String, String) {
    let output = installation.command(TEST).envs(settings.iter().copied()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_relay_mails_are_files() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let server = Server::start(&installation, &[]).await;
        let warning = server.log().lines().find(|line| line.contains("WARN") && line.contains("mail.host isn't set")).unwrap().to_owned();
        assert!(warning.contains("data/mail"), "{warning}");
        server.submit("/sign-up", "en", &[("email", "ada@example.org"), ("password", PASSWORD)]).await.assert_leads_to("/mfa/choose");
        server.submit("/reset", "en", &[("email", "ada@example.org")]).await.assert_leads_to("/check-mail");
        let folder = installation.folder().join("data/mail");
        let mails = || fs::read_dir(&folder).into_iter().flatten().map(|file| file.unwrap().path()).collect::<Vec<_>>();
        until("the mail is written", PATIENCE, async || mails().iter().any(|file| file.extension().is_some_and(|end| end == "eml"))).await;
        let [file] = mails().try_into().unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let mail = parse(&fs::read(file).unwrap());
        assert_eq!((mail.header("To"), mail.header("From")), ("ada@example.org", "Latchkey <latchkey@localhost>"));
        assert_eq!(server.get(&super::link(&mail)).await.unwrap().status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_test_writes_a_file_if_there_is_no_relay() {
    let installation = Installation::new(Database::Sqlite).await;
    let (status, told, _) = test(&installation, &[]);
    let path = told.trim().strip_prefix("mail.host isn't set: the mail is in ").unwrap();
    let mail = parse(&fs::read(installation.folder().join(path)).unwrap());
    assert_eq!((status, mail.header("To")), (Some(0), "ada@example.org"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_test_shows_the_conversation_with_the_relay() {
    let installation = Installation::new(Database::Sqlite).await;
    let run = |port, more: &[(&str, &str)]| {
        let settings = at(port);
        let settings: Vec<_> = settings.iter().map(|(key, value)| (*key, value.as_str())).chain(more.iter().copied()).collect();
        test(&installation, &settings)
    };
    let relay = TestRelay::start(&[]);
    let (status, told, _) = run(relay.port(), &[]);
    let expected = "connect: ok: relay.example\nsender: ok: 250 OK\nrecipient: ok: 250 2.1.5 OK\n";
    assert!(status == Some(0) && told.starts_with(expected) && told.ends_with("the relay accepted the mail\n"), "{status:?} {told}");
    assert_eq!(relay.kept().len(), 1);

    let (status, told, failed) = run(free_port(), &[]);
    assert!(status == Some(1) && told.starts_with("connect: failed: "), "{status:?} {told}");
    assert!(failed.contains("the mail wasn't accepted: connect network"), "{failed}");

    let strict = TestRelay::start(&["--auth", "PLAIN"]);
    let wrong = [("LATCHKEY__MAIL__USERNAME", "latchkey"), ("LATCHKEY__MAIL__PASSWORD", "wrong-and-secret")];
    let (status, told, failed) = run(strict.port(), &wrong);
    assert!(status == Some(1) && told.contains("sign-in: failed: ") && told.contains("535"), "{status:?} {told}");
    assert!(failed.contains("the mail wasn't accepted: sign-in 535 5.7.8"), "{failed}");
    assert!(!told.contains("secret") && !failed.contains("secret"));
    let right = [("LATCHKEY__MAIL__USERNAME", "latchkey"), ("LATCHKEY__MAIL__PASSWORD", "right")];
    assert_eq!(run(strict.port(), &right).0, Some(0));

    let (status, _, failed) = run(relay.port(), &[("LATCHKEY__MAIL__SECURITY", "maybe")]);
    assert!(status == Some(1) && failed.contains("tls, starttls or none"), "{status:?} {failed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_has_every_mail_with_the_operators_texts() {
    let installation = Installation::new(Database::Sqlite).await;
    let texts = installation.folder().join("texts/de");
    fs::create_dir_all(&texts).unwrap();
    fs::write(texts.join("own.ftl"), "mail-test-title = Eine Probe von { $issuer }\n").unwrap();
    for _ in 0..2 {
        let output = installation.command(&["mail", "preview", "mails"]).env("LATCHKEY__MAIL__TEXTS", "texts").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    for kind in MailKind::iter() {
        for language in ["en", "de"] {
            let read = |end: &str| fs::read_to_string(installation.folder().join(format!("mails/{language}/{kind}.{end}"))).unwrap();
            assert!(read("html").contains(&format!("<html lang=\"{language}\"")) && read("txt").lines().count() > 5, "{kind} {language}");
        }
    }
    let own = fs::read_to_string(installation.folder().join("mails/de/test.txt")).unwrap();
    assert!(own.starts_with("Eine Probe von Latchkey\n"), "{own}");
}
