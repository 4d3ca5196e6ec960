//! The answers of a relay, and their consequences.

use crate::fixture::{PATIENT, envelope, letter, message, relay, settings};
use mail::{Answer, Cause, Deadlines, Failure, Language, Phase, Relay, Step, Verdict};
use mfa::mail::MailKind;
use std::time::Duration;
use testbed::smtp::{Facts, TestRelay, parse};

async fn failure(server: &TestRelay, to: &str) -> Failure {
    let mut connection = relay(server.port()).connect().await.unwrap();
    let failure = connection.send(&message("one", to)).await.unwrap_err();
    assert!(!connection.is_open(), "a connection is closed after {failure}");
    failure
}

#[tokio::test]
async fn one_connection_sends_several_mails() {
    let server = TestRelay::start(&[]);
    let mut connection = relay(server.port()).connect().await.unwrap();
    let mails: Vec<_> = ["one", "two", "three"].map(|id| message(id, &format!("{id}@example.com"))).into();
    for mail in &mails {
        let accepted = connection.send(mail).await.unwrap();
        assert_eq!(accepted.0, Answer { code: 250, enhanced: Some("2.0.0".to_owned()) });
    }
    connection.close().await;
    let kept = server.kept();
    assert_eq!(kept.len(), 3);
    for (mail, (facts, bytes)) in mails.iter().zip(kept) {
        let expected = Facts {
            from: "bounces@example.com".to_owned(),
            to: vec![mail.to().to_string()],
            options: vec![],
            hello: "example.com".to_owned(),
            user: None,
        };
        assert_eq!(facts, expected);
        assert_eq!(bytes, mail.bytes(), "the relay has the very bytes");
    }
}

#[tokio::test]
async fn a_dot_at_the_beginning_of_a_line_arrives() {
    let server = TestRelay::start(&[]);
    let paragraphs = vec![".hidden is a file".to_owned(), ".".to_owned(), "..".to_owned()];
    let letter = mail::Letter { paragraphs, ..letter(MailKind::Test, Language::English) };
    let message = letter.compose(&envelope("one", "anna@example.com")).unwrap();
    relay(server.port()).connect().await.unwrap().send(&message).await.unwrap();
    let kept = server.kept();
    assert_eq!(kept[0].1, message.bytes());
    assert!(parse(&kept[0].1).parts[0].text.contains("\n\n.hidden is a file\n\n.\n\n..\n\n"));
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let server = TestRelay::start(&[]);
    for (to, verdict, reason, dot_written) in [
        ("busy@example.com", Verdict::Retry, "recipient 451 4.7.1", false),
        ("nobody@example.com", Verdict::Refused, "recipient 550 5.1.1", false),
        ("later@example.com", Verdict::Retry, "content 451 4.3.0", true),
        ("spam@example.com", Verdict::Refused, "content 550 5.7.1", true),
    ] {
        let failure = failure(&server, to).await;
        assert_eq!((failure.verdict, failure.to_string().as_str(), failure.dot_written), (verdict, reason, dot_written), "{to}");
        assert!(!failure.may_be_delivered(), "{to}: an answer came");
    }
    assert_eq!(server.kept().len(), 0);
}

#[tokio::test]
async fn a_cut_connection_leaves_doubt_and_another_attempt_is_the_same_mail() {
    let server = TestRelay::start(&[]);
    for _ in 0..2 {
        let failure = failure(&server, "cut@example.com").await;
        assert_eq!((failure.verdict, failure.to_string().as_str()), (Verdict::Retry, "content network"));
        assert!(failure.dot_written && failure.may_be_delivered());
    }
    let kept = server.kept();
    assert_eq!(kept.len(), 2, "the relay had kept the mail each time");
    assert_eq!(kept[0].1, kept[1].1);
    assert_eq!(parse(&kept[0].1).header("Message-ID"), "<one@accounts.example.com>");
}

#[tokio::test]
async fn a_relay_that_never_answers_is_left() {
    let server = TestRelay::start(&[]);
    let deadlines = Deadlines { content: Duration::from_millis(200), ..PATIENT };
    let mut connection = Relay::new(&settings(server.port()), deadlines).unwrap().connect().await.unwrap();
    let failure = connection.send(&message("one", "wait@example.com")).await.unwrap_err();
    assert_eq!((failure.verdict, failure.to_string().as_str()), (Verdict::Retry, "content deadline"));
    assert!(failure.may_be_delivered());
    assert!(!connection.is_open());
}

#[tokio::test]
async fn a_dropped_future_closes_the_connection() {
    let server = TestRelay::start(&[]);
    let mut connection = relay(server.port()).connect().await.unwrap();
    let mail = message("one", "wait@example.com");
    assert!(tokio::time::timeout(Duration::from_millis(100), connection.send(&mail)).await.is_err());
    assert!(!connection.is_open());
    let failure = connection.send(&mail).await.unwrap_err();
    assert_eq!((failure.verdict, failure.reason.cause, failure.dot_written), (Verdict::Retry, Cause::Network, false));
}

#[tokio::test]
async fn letters_beyond_ascii_before_the_at_need_a_relay_that_takes_them() {
    let server = TestRelay::start(&[]);
    let mut connection = relay(server.port()).connect().await.unwrap();
    assert!(connection.takes_utf8());
    connection.send(&message("one", "änna@bücher.example")).await.unwrap();
    let kept = server.kept();
    assert_eq!(kept[0].0.to, ["änna@xn--bcher-kva.example"]);
    assert_eq!(kept[0].0.options, ["SMTPUTF8", "BODY=8BITMIME"]);

    let server = TestRelay::start(&["--without-utf8"]);
    let mut connection = relay(server.port()).connect().await.unwrap();
    let failure = connection.send(&message("one", "änna@bücher.example")).await.unwrap_err();
    assert_eq!((failure.verdict, failure.to_string().as_str()), (Verdict::Refused, "recipient no-smtputf8"));
    connection.send(&message("two", "anna@bücher.example")).await.expect("nothing was said about the first mail");
}

#[tokio::test]
async fn a_relay_that_is_not_there_is_tried_again() {
    // Nothing listens on the first port of a machine.
    let failure = relay(1).connect().await.unwrap_err();
    assert_eq!((failure.verdict, failure.to_string().as_str()), (Verdict::Retry, "connect network"));
}

#[tokio::test]
async fn an_operator_sees_each_phase() {
    let server = TestRelay::start(&[]);
    let mut steps = Vec::new();
    relay(server.port()).send_once(&message("one", "anna@example.com"), &mut |step| steps.push(step)).await.unwrap();
    let told: Vec<_> = steps.iter().map(|step| (step.phase, step.accepted, step.text.as_str())).collect();
    assert_eq!(
        told,
        [
            (Phase::Connect, true, "relay.example"),
            (Phase::Sender, true, "250 OK"),
            (Phase::Recipient, true, "250 2.1.5 OK"),
            (Phase::Data, true, "354 End data with <CR><LF>.<CR><LF>"),
            (Phase::Content, true, "250 2.0.0 Kept"),
        ]
    );
    let mut last = None;
    let failure = relay(server.port()).send_once(&message("one", "nobody@example.com"), &mut |step| last = Some(step)).await.unwrap_err();
    assert_eq!(failure.to_string(), "recipient 550 5.1.1");
    let Some(Step { phase: Phase::Recipient, accepted: false, text, .. }) = last else { panic!("{last:?}") };
    assert!(text.contains("<nobody@example.com> is unknown"), "{text}");
}
