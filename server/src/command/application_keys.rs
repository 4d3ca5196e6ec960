//! `latchkey application-keys`

use super::{explain, open, say};
use crate::cli::ApplicationKeys;
use anyhow::anyhow;
use mfa::{Error, KeyGrant};
use server::settings::Settings;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

pub(super) async fn run(settings: &Settings, command: &ApplicationKeys) -> anyhow::Result<()> {
    let ApplicationKeys::Create { name, scopes, valid_days } = command;
    let valid_for = valid_days.map(|days| DAY * u32::from(days));
    let latchkey = open(settings).await?;
    let key = latchkey.operator().create_application_key(name, KeyGrant { scopes, valid_for }).await;
    latchkey.close().await;
    let key = key.map_err(|error| match error {
        Error::NameTaken => anyhow!("another key has the name {name}: revoke it on the dashboard, or choose another name"),
        Error::NameInvalid => anyhow!("the name must be one line, and not too long"),
        other => explain(&other),
    })?;
    say(key.expose())
}
