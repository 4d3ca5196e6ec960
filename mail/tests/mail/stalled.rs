//! A relay that stalls in a phase: the call ends by its deadline, and the next mail gets its own answer.

use crate::fixture::{PATIENT, message, settings};
use mail::{Cause, Deadlines, Phase, Relay, Verdict};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    time::Duration,
};

/// Where the first connection stalls.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stall {
    Greeting,
    Hello,
    Sender,
    Recipient,
    Data,
    Content,
    /// After a part of the line that answers `MAIL FROM`.
    MidLine,
}

/// Answers the first connection up to the stall, and the second one in full, with a refusal of the mail.
fn peer(stall: Stall) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (first, _) = listener.accept().unwrap();
        converse(&first, Some(stall));
        // The late answer, if the connection is still there.
        let _ = (&first).write_all(b"250 2.0.0 Kept\r\n250 2.0.0 Kept\r\n");
        let (second, _) = listener.accept().unwrap();
        converse(&second, None);
    });
    port
}

/// Returns when the client has closed the connection.
fn converse(stream: &TcpStream, stall: Option<Stall>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut answer = stream;
    let mut say = |phase: Stall, text: &str| {
        let stalls = stall == Some(phase) || (stall == Some(Stall::MidLine) && phase == Stall::Sender);
        let said = if stall == Some(Stall::MidLine) && stalls { "250 2.1" } else { text };
        if !stalls || said != text {
            let _ = answer.write_all(said.as_bytes());
        }
        !stalls
    };
    let mut goes_on = say(Stall::Greeting, "220 peer.example\r\n");
    while goes_on {
        let Some(line) = lines.next() else { return };
        goes_on = match line.get(..4) {
            Some("EHLO") => say(Stall::Hello, "250-peer.example\r\n250 8BITMIME\r\n"),
            Some("MAIL") => say(Stall::Sender, "250 2.1.0 OK\r\n"),
            Some("RCPT") => say(Stall::Recipient, "250 2.1.5 OK\r\n"),
            Some("DATA") => {
                let accepted = say(Stall::Data, "354 Go on\r\n");
                // The content, up to the final dot.
                accepted && lines.by_ref().any(|line| line == ".") && say(Stall::Content, "554 5.7.1 Not this one\r\n")
            }
            _ => true,
        };
    }
    let _ = lines.map(drop).count();
}

/// The deadline that the stalled phase meets, long enough for the phases before it.
const SHORT: Duration = Duration::from_secs(2);

async fn stalls(stall: Stall, deadlines: Deadlines, phase: Phase, dot_written: bool) {
    let port = peer(stall);
    let failure = match Relay::new(&settings(port), deadlines).unwrap().connect().await {
        Err(failure) => failure,
        Ok(mut connection) => {
            let failure = connection.send(&message("one", "anna@example.com")).await.unwrap_err();
            assert!(!connection.is_open());
            failure
        }
    };
    assert_eq!((failure.verdict, failure.reason.phase, &failure.reason.cause), (Verdict::Retry, phase, &Cause::Deadline));
    assert_eq!((failure.dot_written, failure.may_be_delivered()), (dot_written, dot_written));

    let mut connection = Relay::new(&settings(port), PATIENT).unwrap().connect().await.unwrap();
    let failure = connection.send(&message("two", "anna@example.com")).await.unwrap_err();
    assert_eq!((failure.verdict, failure.to_string().as_str()), (Verdict::Refused, "content 554 5.7.1"), "its own answer");
}

#[tokio::test]
async fn at_the_greeting() {
    stalls(Stall::Greeting, Deadlines { connect: SHORT, ..PATIENT }, Phase::Connect, false).await;
}

#[tokio::test]
async fn at_the_hello() {
    stalls(Stall::Hello, Deadlines { connect: SHORT, ..PATIENT }, Phase::Connect, false).await;
}

#[tokio::test]
async fn at_the_sender() {
    stalls(Stall::Sender, Deadlines { command: SHORT, ..PATIENT }, Phase::Sender, false).await;
}

#[tokio::test]
async fn within_an_answer() {
    stalls(Stall::MidLine, Deadlines { command: SHORT, ..PATIENT }, Phase::Sender, false).await;
}

#[tokio::test]
async fn at_the_recipient() {
    stalls(Stall::Recipient, Deadlines { command: SHORT, ..PATIENT }, Phase::Recipient, false).await;
}

#[tokio::test]
async fn at_the_data() {
    stalls(Stall::Data, Deadlines { command: SHORT, ..PATIENT }, Phase::Data, false).await;
}

#[tokio::test]
async fn after_the_final_dot() {
    stalls(Stall::Content, Deadlines { content: SHORT, ..PATIENT }, Phase::Content, true).await;
}

#[tokio::test]
async fn in_a_handshake() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let silent = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_to_end(&mut Vec::new()).unwrap()
    });
    let folder = tempfile::tempdir().unwrap();
    let authority = rcgen::generate_simple_self_signed(vec!["peer.example".to_owned()]).unwrap();
    let ca_file = folder.path().join("ca.pem");
    std::fs::write(&ca_file, authority.cert.pem()).unwrap();
    let settings = mail::Settings { security: mail::Security::Tls, ca_file: Some(ca_file), ..settings(port) };
    let failure = Relay::new(&settings, Deadlines { connect: SHORT, ..PATIENT }).unwrap().connect().await.unwrap_err();
    assert_eq!((failure.verdict, failure.to_string().as_str()), (Verdict::Retry, "connect deadline"));
    assert!(silent.join().unwrap() > 0, "the client began, and then left");
}
