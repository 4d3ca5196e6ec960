//! Letters, envelopes and settings.

use mail::{Address, Brand, Deadlines, Envelope, Language, Letter, Mailbox, Message, Relay, Security, Settings, Texts};
use mfa::mail::{MailKind, MailMoment, MailParams};
use std::time::Duration;

/// 24 November 2026, 04:30:05 UTC.
pub(crate) const NOW: i64 = 1_795_494_605_000;

const TOKEN: &str = "Zm9vYmFyYmF6cXV4MTIzNA";
const OTHER_TOKEN: &str = "b3RoZXJsaW5rb3RoZXJsaW5r";
pub(crate) const LINK: &str = "https://accounts.example.com/m/Zm9vYmFyYmF6cXV4MTIzNA";
pub(crate) const OTHER_LINK: &str = "https://accounts.example.com/m/b3RoZXJsaW5rb3RoZXJsaW5r";

/// Deadlines that no phase of a relay on this machine reaches.
pub(crate) const PATIENT: Deadlines =
    Deadlines { connect: Duration::from_secs(60), command: Duration::from_secs(60), content: Duration::from_secs(60) };

pub(crate) fn brand() -> Brand {
    let page = |path: &str| format!("https://accounts.example.com/{path}");
    Brand {
        issuer: "Example".to_owned(),
        support: Some("help@example.com".to_owned()),
        sign_in: page("sign-in"),
        reset: page("reset"),
        links: page("m/"),
        not_me: page("not-me"),
    }
}

/// Values for any kind.
pub(crate) fn params() -> MailParams {
    MailParams {
        link: Some(TOKEN.to_owned()),
        other_link: Some(OTHER_TOKEN.to_owned()),
        address: Some("anna@example.com".to_owned()),
        second_address: None,
        user: None,
        previous_address: None,
        new_address: None,
        remaining: Some(3),
        hours: Some(72),
        minutes: Some(30),
        moments: vec![moment(NOW)],
        earlier: None,
    }
}

pub(crate) fn moment(at: i64) -> MailMoment {
    MailMoment { at, network: Some("192.0.2.1".to_owned()), browser: Some("Firefox on Windows".to_owned()), ..MailMoment::default() }
}

pub(crate) fn letter(kind: MailKind, language: Language) -> Letter {
    Texts::built_in().letter(kind, language, &params(), &brand()).unwrap()
}

pub(crate) fn envelope(id: &str, to: &str) -> Envelope {
    Envelope {
        id: id.to_owned(),
        host: "accounts.example.com".to_owned(),
        from: Mailbox::parse("Example <accounts@example.com>").unwrap(),
        to: Address::parse(to).unwrap(),
        reply_to: Some(Mailbox::parse("help@example.com").unwrap()),
        date: NOW,
    }
}

pub(crate) fn message(id: &str, to: &str) -> Message {
    letter(MailKind::PasswordChanged, Language::English).compose(&envelope(id, to)).unwrap()
}

/// A relay on this machine without encryption.
pub(crate) fn settings(port: u16) -> Settings {
    Settings {
        host: "127.0.0.1".to_owned(),
        port: Some(port),
        security: Security::None,
        username: None,
        password: None,
        from: Mailbox::parse("Example <accounts@example.com>").unwrap(),
        bounces: Some(Address::parse("bounces@example.com").unwrap()),
        ca_file: None,
    }
}

pub(crate) fn relay(port: u16) -> Relay {
    Relay::new(&settings(port), PATIENT).unwrap()
}
