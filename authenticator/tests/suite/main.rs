//! The authenticator's output, read by another implementation of the specification: 1Password's passkey-types.

#![cfg(test)]

mod honest;
mod misbehaving;
mod options;

use serde_json::{Value, json};

const ORIGIN: &str = "https://login.example.org:8443";

fn creation() -> Value {
    json!({
        "challenge": "Y3JlYXRl",
        "rp": { "id": "login.example.org", "name": "Latchkey" },
        "user": { "id": "dXNlcg", "name": "a@example.org", "displayName": "A" },
        "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }, { "type": "public-key", "alg": -257 }],
        "timeout": 300_000,
    })
}

fn request() -> Value {
    json!({ "challenge": "Z2V0", "rpId": "login.example.org", "allowCredentials": [] })
}
