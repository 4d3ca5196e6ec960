//! `latchkey signing-keys`

use super::{explain, open, say};
use crate::cli::SigningKeys;
use mfa::SigningRotation;
use server::settings::Settings;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

pub(super) async fn run(settings: &Settings, command: &SigningKeys) -> anyhow::Result<()> {
    let latchkey = open(settings).await?;
    let done = match command {
        SigningKeys::List => {
            latchkey.operator().signing_keys().await.map(|keys| {
                keys.iter().map(|key| format!("{}  {:7}  since {}", key.kid, key.state, written(key.since.0))).collect::<Vec<_>>()
            })
        }
        SigningKeys::Rotate => latchkey.operator().rotate_signing_keys().await.map(|rotation| match rotation {
            SigningRotation::Done(kid) => vec![format!("key {kid} now signs session tokens; another one is published for the next time")],
            SigningRotation::TooEarly(seconds) => {
                vec![format!("nothing changed: servers may not know the next key yet; try again in {seconds} seconds")]
            }
        }),
    };
    latchkey.close().await;
    for line in done.map_err(|error| explain(&error))? {
        say(&line)?;
    }
    Ok(())
}

/// In UTC.
fn written(milliseconds: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000)).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    at.format(&Rfc3339).unwrap_or_default()
}
