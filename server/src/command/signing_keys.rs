//! `latchkey signing-keys`

use super::{explain, moment, open, say};
use crate::cli::SigningKeys;
use anyhow::bail;
use mfa::{KeyLine, SigningRotation};
use server::settings::Settings;

pub(super) async fn run(settings: &Settings, command: &SigningKeys) -> anyhow::Result<()> {
    let latchkey = open(settings).await?;
    match command {
        SigningKeys::List => {
            let keys = latchkey.operator().signing_keys().await;
            latchkey.close().await;
            keys.map_err(|error| explain(&error))?.iter().try_for_each(|key| say(&line(key)))
        }
        SigningKeys::Rotate => {
            let rotated = latchkey.operator().rotate_signing_keys().await;
            latchkey.close().await;
            match rotated.map_err(|error| explain(&error))? {
                SigningRotation::Done(kid) => {
                    say(&format!("key {kid} now signs session tokens; another one is published for the next time"))
                }
                SigningRotation::TooEarly(seconds) => {
                    bail!("nothing was changed: servers may not know the next key yet; try again in {seconds} seconds")
                }
            }
        }
    }
}

/// Id, state and time of a key.
fn line(key: &KeyLine) -> String {
    format!("{}  {:7}  since {}", key.kid, key.state, moment::rfc3339(key.since.0))
}
