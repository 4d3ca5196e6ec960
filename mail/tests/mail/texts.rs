//! The texts of letters.

use crate::fixture::{LINK, NOW, OTHER_LINK, brand, envelope, letter, moment, params};
use mail::{Language, LetterError, Texts};
use mfa::mail::{MailKind, MailMoment, MailParams};
use testbed::smtp::parse;

fn write(kind: MailKind, params: &MailParams) -> Result<mail::Letter, LetterError> {
    Texts::built_in().letter(kind, Language::English, params, &brand())
}

#[test]
fn a_notice_says_what_when_and_from_where() {
    let mail = parse(letter(MailKind::NewBrowser, Language::English).compose(&envelope("one", "anna@example.com")).unwrap().bytes());
    let expected = "\
New sign-in to your account

Someone signed in to your account at Example from a browser that hasn’t
been used with it before.

If this was you, there is nothing to do. If it wasn’t, someone else has
access to your account: use the link below to secure it now.

Email address: anna@example.com
When: 24 November 2026, 04:30 UTC
Network address: 192.0.2.1
Browser: Firefox on Windows

This wasn’t me:
https://accounts.example.com/not-me

----
Example sent this message automatically.
Messages about the security of your account can’t be turned off.
Questions? Contact help@example.com.
";
    assert_eq!(mail.parts[0].text.trim_end(), expected.trim_end());
}

#[test]
fn a_german_letter_is_german() {
    let mail = parse(letter(MailKind::ResetPassword, Language::German).compose(&envelope("one", "anna@example.com")).unwrap().bytes());
    let expected = "\
Setzen Sie Ihr Passwort für Example zurück

Jemand, vermutlich Sie, möchte das Passwort Ihres Kontos bei Example
zurücksetzen. Öffnen Sie den folgenden Link, um ein neues zu wählen. Er
funktioniert einmal und ist 30 Minuten gültig. Ihre Methoden für die
Bestätigung in zwei Schritten bleiben, wie sie sind.

Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht.
Ihr Passwort ist unverändert.

E-Mail-Adresse: anna@example.com
Zeitpunkt: 24. November 2026, 04:30 UTC
Netzwerkadresse: 192.0.2.1
Browser: Firefox on Windows

Neues Passwort wählen:
https://accounts.example.com/m/Zm9vYmFyYmF6cXV4MTIzNA

----
Diese Nachricht wurde automatisch von Example gesendet.
Fragen? Wenden Sie sich an help@example.com.
";
    assert_eq!(mail.parts[0].text.trim_end(), expected.trim_end());
}

#[test]
fn several_events_are_told_in_one_letter() {
    let moments: Vec<_> =
        (0..13).map(|minute| MailMoment { method: Some(format!("App {minute}")), ..moment(NOW + minute * 60_000) }).collect();
    let two = write(MailKind::MethodAdded, &MailParams { moments: moments[..2].to_vec(), ..params() }).unwrap();
    assert!(two.paragraphs.contains(&"This happened 2 times within an hour.".to_owned()));
    let facts: Vec<_> = two.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
    assert_eq!(facts[1..4], ["When: 24 November 2026, 04:30 UTC", "Method: App 0", "Network address: 192.0.2.1"]);
    assert_eq!(facts[5..7], ["When: 24 November 2026, 04:31 UTC", "Method: App 1"]);
    let many = write(MailKind::MethodAdded, &MailParams { moments, ..params() }).unwrap();
    assert_eq!(many.facts.iter().filter(|(label, _)| label == "When").count(), 10);
    assert_eq!(many.facts.last(), Some(&("Earlier, not listed".to_owned(), "3".to_owned())));
    let methods: Vec<_> = many.facts.iter().filter(|(label, _)| label == "Method").collect();
    assert_eq!((methods[0].1.as_str(), methods[9].1.as_str()), ("App 3", "App 12"), "the latest ones");
}

#[test]
fn numbers_change_the_words() {
    for (remaining, sentence) in [
        (0, "No codes are left. Create new ones now."),
        (1, "1 code is left. Create new ones now."),
        (3, "3 codes are left. Create new ones soon."),
        (8, "8 codes are left."),
    ] {
        let letter = write(MailKind::BackupCodeUsed, &MailParams { remaining: Some(remaining), ..params() }).unwrap();
        assert_eq!(letter.paragraphs[0], format!("A backup code of your account at Example has been used. {sentence}"));
    }
    let letter = write(MailKind::RecoveryDay, &MailParams { hours: Some(1), ..params() }).unwrap();
    assert!(letter.paragraphs[0].ends_with("They can do so in 1 hour unless the recovery is stopped."));
}

#[test]
fn links_with_a_token_are_only_where_they_belong() {
    let links = |kind| {
        let letter = write(kind, &params()).unwrap();
        (letter.link.map(|link| link.url), letter.other_link.map(|link| link.url))
    };
    let (own, other, page) =
        (Some(LINK.to_owned()), Some(OTHER_LINK.to_owned()), |page: &str| Some(format!("https://accounts.example.com/{page}")));
    assert_eq!(links(MailKind::ConfirmAddress), (own.clone(), other.clone()));
    assert_eq!(links(MailKind::ConfirmNewAddress), (own.clone(), None));
    assert_eq!(links(MailKind::ResetPassword), (own.clone(), None));
    assert_eq!(links(MailKind::RecoveryStarted), (own.clone(), page("not-me")));
    assert_eq!(links(MailKind::RecoveryDay), (own.clone(), page("not-me")));
    assert_eq!(links(MailKind::RecoveryReady), (own, other));
    assert_eq!(links(MailKind::AlreadyRegistered), (page("sign-in"), page("reset")));
    assert_eq!(links(MailKind::ResetNoPassword), (page("sign-in"), None));
    assert_eq!(links(MailKind::CodesLocked), (page("not-me"), None));
    assert_eq!(links(MailKind::AccountDeleted), (None, None));
}

#[test]
fn a_letter_without_what_it_needs_is_not_written() {
    let error = |kind, params: MailParams| write(kind, &params).unwrap_err();
    assert_eq!(error(MailKind::ResetPassword, MailParams { link: None, ..params() }), LetterError::Link(MailKind::ResetPassword));
    assert_eq!(error(MailKind::RecoveryReady, MailParams { other_link: None, ..params() }), LetterError::Link(MailKind::RecoveryReady));
    assert!(write(MailKind::ConfirmAddress, &MailParams { other_link: None, ..params() }).unwrap().other_link.is_none());
    let missing = error(MailKind::ResetPassword, MailParams { minutes: None, ..params() });
    assert_eq!(missing, LetterError::Value("mail-reset-password-text".to_owned()));
}

#[test]
fn the_previous_address_does_not_learn_the_new_one() {
    let moved = MailParams { new_address: Some("secret.name@example.org".to_owned()), ..params() };
    for (kind, shown) in [
        (MailKind::AddressChangeRequested, "s…@example.org"),
        (MailKind::AddressChanged, "s…@example.org"),
        (MailKind::ConfirmNewAddress, "secret.name@example.org"),
    ] {
        let letter = write(kind, &moved).unwrap();
        assert_eq!(letter.facts[1], ("New email address".to_owned(), shown.to_owned()), "{kind}");
    }
}
