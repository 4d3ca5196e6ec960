//! `latchkey dev`

use super::{open, say};
use crate::cli::Dev;
use anyhow::{anyhow, ensure};
use mfa::{Latchkey, SeedBeside, SeedError};
use server::settings::Settings;
use std::io::{IsTerminal, Write};

pub(super) async fn run(settings: &Settings, command: &Dev) -> anyhow::Result<()> {
    let Dev::Seed { accounts, beside_others } = command;
    ensure!(settings.is_loopback(), "sample accounts are created only where server.public_origin is this machine's own");
    let latchkey = open(settings).await?;
    let beside = if *beside_others { SeedBeside::Anybody } else { SeedBeside::MadeUp };
    let seeded = seed(&latchkey, *accounts, beside).await;
    latchkey.close().await;
    seeded.map_err(|error| match error {
        SeedError::RealPeople(_) => anyhow!("{error}; in a database for trying things, add --beside-others"),
        SeedError::OtherOrigin(_) => anyhow!("{error}, and not to the server.public_origin of these settings"),
        SeedError::Storage(_) => error.into(),
    })?
}

async fn seed(latchkey: &Latchkey, accounts: u32, beside: SeedBeside) -> Result<anyhow::Result<()>, SeedError> {
    let seeded = latchkey.operator().seed(accounts, beside, |there| tell(&format!("{there} of {accounts} accounts"))).await?;
    tell(&format!("sealing {} lines of the audit log", seeded.lines));
    latchkey.maintenance().seal_audit().await?;
    latchkey.maintenance().aggregate_counts().await?;
    tell("");
    // With few accounts, all of them may be enrolled.
    let example = seeded.example.map(|example| format!("; for example {example}, who isn't enrolled")).unwrap_or_default();
    let made = format!("{accounts} sample accounts and {} lines of the audit log were created", seeded.lines);
    let password = format!("all of them have the password {}{example}", seeded.password.as_str());
    Ok(say(&made).and_then(|()| say(&password)))
}

/// Shows the progress in one line that is overwritten, on terminals only.
fn tell(text: &str) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let _ = write!(out, "\r\u{1b}[K{text}").and_then(|()| out.flush());
    }
}
