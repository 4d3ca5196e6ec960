//! An operator's own texts.

use crate::fixture::{brand, params};
use mail::{Language, Texts, TextsError};
use mfa::mail::MailKind;
use std::{fs, path::Path};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

/// The faults of a folder with one file, without the path before its name.
fn faults(name: &str, text: &str) -> Vec<String> {
    let folder = folder(&[(name, text)]);
    let TextsError::Faulty(faults) = Texts::with_folder(folder.path()).unwrap_err() else { panic!("the file can be read") };
    let file = |path: &Path| path.strip_prefix(folder.path()).unwrap().display().to_string();
    faults.iter().map(|fault| format!("{}:{}: {}", file(&fault.file), fault.line, fault.problem)).collect()
}

#[test]
fn they_take_the_place_of_ours() {
    let folder = folder(&[
        ("de/ours.ftl", "# Kürzer\nmail-password-changed-title = Neues Passwort bei { $issuer }\nmail-not-me = Hilfe\n"),
        ("en/empty.ftl", ""),
        ("README", "Not a text"),
        ("de/notes.txt", "Not a text = either"),
    ]);
    let texts = Texts::with_folder(folder.path()).unwrap();
    let letter = |language| texts.letter(MailKind::PasswordChanged, language, &params(), &brand()).unwrap();
    let german = letter(Language::German);
    assert_eq!((german.subject.as_str(), german.link.unwrap().label.as_str()), ("Neues Passwort bei Example", "Hilfe"));
    assert_eq!(german.paragraphs[0], "Das Passwort Ihres Kontos bei Example wurde geändert.");
    assert_eq!(letter(Language::English).subject, "Your password has been changed");
}

#[test]
fn paragraphs_are_as_many_as_the_operator_wants() {
    let folder = folder(&[("en/a.ftl", "mail-password-changed-text =\n    One.\n\n    Two { $issuer }.\n\n    Three.\n")]);
    let letter =
        Texts::with_folder(folder.path()).unwrap().letter(MailKind::PasswordChanged, Language::English, &params(), &brand()).unwrap();
    assert_eq!(letter.paragraphs[..3], ["One.", "Two Example.", "Three."]);
}

#[test]
fn faults_have_file_and_line() {
    assert_eq!(
        faults("en/a.ftl", "mail-not-me = Help\nmail-sign-in = { $\n")[0].split(": ").collect::<Vec<_>>()[..2],
        ["en/a.ftl:2", "syntax error"]
    );
    assert_eq!(faults("en/a.ftl", "\n\nmail-password = X\n"), ["en/a.ftl:3: mail-password is no text of a mail"]);
    assert_eq!(faults("en/a.ftl", "sign-in = X\n"), ["en/a.ftl:1: sign-in is no text of a mail"]);
    assert_eq!(
        faults("de/a.ftl", "mail-reset = A\nmail-password-changed-text =\n    One\n\n    { $isuer } and { $minutes }\n"),
        [
            "de/a.ftl:5: mail-password-changed-text has no variable $isuer",
            "de/a.ftl:5: mail-password-changed-text has no variable $minutes"
        ]
    );
    for address in ["https://example.com", "HTTP://example.com", "www.example.com", "mailto:a@example.com", "{ \"https:\" }//example.com"] {
        assert_eq!(
            faults("en/a.ftl", &format!("mail-sign-in = A\nmail-reset = Go to {address}\n")),
            ["en/a.ftl:2: mail-reset has an address in it: links are added to the mail by themselves"]
        );
    }
    for odd in ["mail-reset = { mail-sign-in }", "mail-reset = { -brand }", "mail-reset = A\n    .label = B", "mail-reset = { NUMBER(1) }"]
    {
        let problem = "mail-reset may have text and variables only, no references, functions or attributes";
        assert_eq!(faults("en/a.ftl", odd), [format!("en/a.ftl:1: {problem}")], "{odd}");
    }
    assert_eq!(faults("en/a.ftl", "mail-reset = A\nmail-reset = B\n"), ["en/a.ftl:2: mail-reset is defined twice"]);
    assert_eq!(faults("fr/a.ftl", "mail-reset = A\n"), ["fr:1: there are no mails in this language"]);
}

#[test]
fn all_faults_are_told() {
    let folder = folder(&[("en/a.ftl", "mail-a = A\n"), ("en/b.ftl", "mail-b = B\n"), ("de/a.ftl", "mail-c = C\n")]);
    let error = Texts::with_folder(folder.path()).unwrap_err().to_string();
    assert_eq!(
        error.lines().map(|line| line.rsplit(": ").next().unwrap()).collect::<Vec<_>>(),
        ["mail-c is no text of a mail", "mail-a is no text of a mail", "mail-b is no text of a mail"]
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let error = Texts::with_folder(Path::new("/nowhere/texts")).unwrap_err();
    assert!(matches!(error, TextsError::Unreadable { .. }) && error.to_string().starts_with("/nowhere/texts: "), "{error}");
}
