//! `latchkey admin`

use super::{explain, last_administrator, open, say};
use crate::cli::Admin;
use mfa::Latchkey;
use server::settings::Settings;

pub(super) async fn run(settings: &Settings, command: &Admin) -> anyhow::Result<()> {
    let latchkey = open(settings).await?;
    let result = change(&latchkey, command).await;
    latchkey.close().await;
    say(&result.map_err(|error| explain(&error))?)
}

async fn change(latchkey: &Latchkey, command: &Admin) -> Result<String, mfa::Error> {
    Ok(match command {
        Admin::Grant { email } => {
            latchkey.operator().grant_administrator(email).await?;
            format!("{email} is an administrator")
        }
        Admin::Revoke { email, reason, allow_no_administrator } => {
            if latchkey.operator().revoke_administrator(email, reason, last_administrator(*allow_no_administrator)).await? {
                format!("{email} is no longer an administrator; all its sessions have ended")
            } else {
                format!("{email} isn't an administrator; nothing was changed")
            }
        }
    })
}
