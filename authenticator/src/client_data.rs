//! The browser's description of the page, which the authenticator signs along (WebAuthn L3, 5.8.1).

use crate::Forgery;
use serde_json::{Value, json};

#[derive(Clone, Copy)]
pub(crate) enum Ceremony {
    Create,
    Get,
}

impl Ceremony {
    fn name(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

/// The client data in JSON, with the members in the order in which browsers write them.
pub(crate) fn client_data(ceremony: Ceremony, challenge: &str, origin: &str, forgery: &Forgery) -> Vec<u8> {
    if let Some(bytes) = &forgery.client_data_json {
        return bytes.clone();
    }
    let mut members: Vec<(&str, Value)> =
        vec![("type", json!(ceremony.name())), ("challenge", json!(challenge)), ("origin", json!(origin)), ("crossOrigin", json!(false))];
    for (name, value) in &forgery.client_data {
        match members.iter_mut().find(|(there, _)| there == name) {
            Some((_, there)) => *there = value.clone(),
            None => members.push((name, value.clone())),
        }
    }
    let members = members.iter().filter(|(_, value)| !value.is_null());
    let written: Vec<String> = members.map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    format!("{{{}}}", written.join(",")).into_bytes()
}
