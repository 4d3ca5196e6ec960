//! The content of a mail, as Python's parser reads it.

use crate::fixture::{LINK, NOW, OTHER_LINK, brand, envelope, letter, params};
use mail::{ComposeError, Language, Letter, Link, Texts};
use mfa::mail::{MailKind, MailMoment, MailParams};
use strum::IntoEnumIterator;
use testbed::smtp::{parse, parse_all};

#[test]
fn headers_are_these() {
    let message = letter(MailKind::ResetPassword, Language::German).compose(&envelope("0199-ab", "anna@bücher.example")).unwrap();
    let mail = parse(message.bytes());
    let headers: Vec<_> = mail.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    assert_eq!(
        headers,
        [
            "Date: Tue, 24 Nov 2026 04:30:05 +0000",
            "From: Example <accounts@example.com>",
            "To: anna@xn--bcher-kva.example",
            "Subject: Setzen Sie Ihr Passwort für Example zurück",
            "Message-ID: <0199-ab@accounts.example.com>",
            "Reply-To: help@example.com",
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "Content-Language: de",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"=_0199-ab\"",
        ]
    );
}

#[test]
fn the_same_letter_is_the_same_bytes() {
    let compose = || letter(MailKind::NewBrowser, Language::English).compose(&envelope("one", "anna@example.com")).unwrap();
    assert_eq!(compose(), compose());
    assert!(compose().bytes().is_ascii());
}

#[test]
fn both_parts_are_complete() {
    let letters: Vec<_> = MailKind::iter()
        .flat_map(|kind| [(kind, letter(kind, Language::English)), (kind, letter(kind, Language::German))])
        .map(|(kind, letter)| (kind, letter.compose(&envelope("one", "anna@example.com")).unwrap(), letter))
        .collect();
    let mails = parse_all(letters.iter().map(|(_, message, _)| message.bytes()));
    assert_eq!(mails.len(), letters.len());
    for ((kind, message, letter), mail) in letters.iter().zip(mails) {
        assert!(message.bytes().len() < 20_000, "{kind} is too large");
        assert_eq!((mail.kind.as_str(), mail.defects.len()), ("multipart/alternative", 0), "{kind}: {:?}", mail.defects);
        let kinds: Vec<_> = mail.parts.iter().map(|part| (part.kind.as_str(), part.charset.as_str())).collect();
        assert_eq!(kinds, [("text/plain", "utf-8"), ("text/html", "utf-8")]);
        let (text, html) = (&mail.parts[0].text, &mail.parts[1].text);
        // Wrapped in the one, escaped in the other.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let facts = letter.facts.iter().flat_map(|(label, value)| [label, value]);
        for sentence in [&letter.heading].into_iter().chain(&letter.paragraphs).chain(&letter.footer).chain(facts) {
            assert!(words(text).contains(sentence.as_str()), "{kind}: {sentence} isn't in the text");
            assert!(html.contains(&escaped(sentence)), "{kind}: {sentence} isn't in the HTML");
        }
        for Link { label, url } in [&letter.link, &letter.other_link].into_iter().flatten() {
            assert!(text.lines().any(|line| line == url), "{kind}: {url} has no line of its own");
            assert!(words(text).contains(&format!("{label}: {url}")), "{kind}: {label}");
            assert!(html.contains(&format!("href=\"{url}\"")) && html.contains(&escaped(label)), "{kind}: {label}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= 72 || line.starts_with("https://")), "{kind}: {text}");
    }
}

#[test]
fn the_html_loads_nothing() {
    let mail = parse(letter(MailKind::RecoveryReady, Language::German).compose(&envelope("one", "a@example.com")).unwrap().bytes());
    let html = &mail.parts[1].text;
    for head in [
        "<html lang=\"de\" dir=\"ltr\">",
        "<div lang=\"de\" dir=\"ltr\"",
        "<meta name=\"color-scheme\" content=\"light dark\">",
        "<meta name=\"supported-color-schemes\" content=\"light dark\">",
        "@media (prefers-color-scheme: dark)",
        "<title>Sie können jetzt eine neue Methode einrichten</title>",
    ] {
        assert!(html.contains(head), "{head}");
    }
    for element in ["<img", "<script", "<form", "<link", "<iframe", "url(", "@font-face", "@import", " src="] {
        assert!(!html.contains(element), "{element}");
    }
    let layout = html.matches("<table").count() - html.matches("<table class=\"rule\"").count();
    assert_eq!(html.matches("<table role=\"presentation\"").count(), layout);
}

#[test]
fn text_of_others_is_only_text() {
    let moment = MailMoment {
        at: NOW,
        network: Some("192.0.2.1".to_owned()),
        browser: Some("<b>Firefox</b>\r\nBcc: x@example.com".to_owned()),
        method: Some("Phone \u{202e}enohP http://evil.example/?a=1&b".to_owned()),
        reason: Some("see www.evil.example\u{200b}".to_owned()),
    };
    let params = MailParams { moments: vec![moment], ..params() };
    let letter = Texts::built_in().letter(MailKind::MethodAdded, Language::English, &params, &brand()).unwrap();
    let mail = parse(letter.compose(&envelope("one", "anna@example.com")).unwrap().bytes());
    assert!(!mail.by_name().contains_key("Bcc"));
    let (text, html) = (&mail.parts[0].text, &mail.parts[1].text);
    for sentence in ["<b>Firefox</b> Bcc: x@example[.]com", "Phone enohP http[:]//evil[.]example/?a=1&b", "see www[.]evil[.]example"] {
        assert!(text.contains(sentence), "{text}");
        assert!(html.contains(&escaped(sentence)), "{html}");
    }
}

#[test]
fn headers_cannot_be_added() {
    let hostile = "Hello\r\nBcc: x@example.com\r\n\r\nBody";
    let letter = Letter { subject: hostile.to_owned(), ..letter(MailKind::Test, Language::English) };
    let mail = parse(letter.compose(&envelope("one", "anna@example.com")).unwrap().bytes());
    assert_eq!(mail.header("Subject"), "Hello Bcc: x@example.com Body");
    assert!(!mail.by_name().contains_key("Bcc"));
}

#[test]
fn what_is_no_envelope_is_refused() {
    let letter = letter(MailKind::Test, Language::English);
    let envelope = envelope("one", "anna@example.com");
    for id in ["", "a b", "../one", "a\r\nb", "a.b", &"x".repeat(61)] {
        let refused = letter.compose(&mail::Envelope { id: id.to_owned(), ..envelope.clone() });
        assert!(matches!(refused, Err(ComposeError::Id)), "{id}");
    }
    for host in ["", "a b", "a>\r\nb", "example..com"] {
        let refused = letter.compose(&mail::Envelope { host: host.to_owned(), ..envelope.clone() });
        assert!(matches!(refused, Err(ComposeError::Id)), "{host}");
    }
    assert!(matches!(letter.compose(&mail::Envelope { date: -1, ..envelope.clone() }), Err(ComposeError::Date)));
    for url in ["javascript:alert(1)", "https://", "/m/abc", "https://example.com/a b", "https://example.com/\"><b>ü"] {
        let link = Some(Link { label: "Open".to_owned(), url: url.to_owned() });
        let refused = Letter { link, ..letter.clone() }.compose(&envelope);
        assert!(matches!(refused, Err(ComposeError::Link)), "{url}");
    }
}

#[test]
fn secrets_are_not_printed() {
    let letter = letter(MailKind::RecoveryReady, Language::English);
    let message = letter.compose(&envelope("one", "anna@example.com")).unwrap();
    let printed = format!("{letter:?} {:?} {message:?} {:?}", letter.link, params());
    assert!(!printed.contains(LINK) && !printed.contains(OTHER_LINK) && !printed.contains("/m/"), "{printed}");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;").replace('\'', "&#39;")
}
