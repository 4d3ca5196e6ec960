//! `latchkey admin`

use super::{explain, open, say};
use crate::cli::Admin;
use server::settings::Settings;

pub(super) async fn run(settings: &Settings, command: &Admin) -> anyhow::Result<()> {
    let Admin::Grant { email } = command;
    let latchkey = open(settings).await?;
    let granted = latchkey.grant_administrator(email).await;
    latchkey.close().await;
    granted.map_err(|error| explain(&error))?;
    say(&format!("{email} is an administrator"))
}
