//! Mails of the real binary: to files, to a relay, through outages and kills.

mod command;
mod journey;
mod outage;
mod recovery;
mod several;

use crate::{
    installation::Installation,
    server::{ORIGIN, Server},
};
use std::{collections::BTreeSet, time::Duration};
use testbed::{
    smtp::{Parsed, TestRelay, parse, parse_all},
    until,
};

const PASSWORD: &str = "seven purple lighthouses";
const NEW_PASSWORD: &str = "another horse, another battery";
const PATIENCE: Duration = Duration::from_secs(60);

/// The settings for a relay at this port.
fn at(port: u16) -> [(&'static str, String); 4] {
    [
        ("LATCHKEY__MAIL__HOST", "127.0.0.1".to_owned()),
        ("LATCHKEY__MAIL__PORT", port.to_string()),
        ("LATCHKEY__MAIL__SECURITY", "none".to_owned()),
        ("LATCHKEY__MAIL__FROM", "Example <accounts@example.com>".to_owned()),
    ]
}

async fn start(installation: &Installation, relay: u16) -> Server {
    start_with(installation, relay, &[]).await
}

async fn start_with(installation: &Installation, relay: u16, more: &[(&str, &str)]) -> Server {
    let settings = at(relay);
    let settings: Vec<_> = settings.iter().map(|(key, value)| (*key, value.as_str())).chain(more.iter().copied()).collect();
    Server::start(installation, &settings).await
}

/// Waits for the mail of this number, and a moment longer for another one, which mustn't come.
async fn only(relay: &TestRelay, number: usize) -> Parsed {
    until("the mail arrives", PATIENCE, async || relay.kept().len() >= number).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let kept = relay.kept();
    assert_eq!(kept.len(), number, "one mail and no more");
    parse(&kept.last().unwrap().1)
}

/// The path of the link in the text of a mail.
fn link(mail: &Parsed) -> String {
    let begin = format!("{ORIGIN}/m/");
    let text = &mail.parts[0].text;
    let (_, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("no link: {text}"));
    assert!(mail.parts.iter().all(|part| part.text.contains(&begin)), "both forms have it");
    format!("/m/{}", rest.split_whitespace().next().unwrap())
}

/// The different `Message-ID`s, and how many mails there are in all.
fn ids(relay: &TestRelay) -> (BTreeSet<String>, usize) {
    let kept = relay.kept();
    let ids = parse_all(kept.iter().map(|(_, mail)| mail.as_slice())).iter().map(|mail| mail.header("Message-ID").to_owned()).collect();
    (ids, kept.len())
}

/// Lets the time pass that a message waits for another attempt, or for the end of a lease. No server may run meanwhile.
async fn let_time_pass(installation: &Installation) {
    installation.change("UPDATE delivery SET due_at = 0, leased_until = NULL WHERE state = 'waiting'").await;
}
