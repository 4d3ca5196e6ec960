//! `latchkey user`

use super::{explain, last_administrator, moment, note, open, say};
use crate::cli::User;
use mfa::{Error, RecoveryLine, operator::UserLine};
use server::settings::Settings;

pub(super) async fn run(settings: &Settings, command: &User) -> anyhow::Result<()> {
    let latchkey = open(settings).await?;
    let result = match command {
        User::List { search } => latchkey.operator().users(search.as_deref()).await.map(|users| users.iter().map(line).collect()),
        User::ResetMfa { email, reason } => latchkey
            .operator()
            .reset_mfa(email, reason)
            .await
            .map(|()| vec![format!("two-step verification of {email} has been reset; all its sessions have ended")]),
        User::Recoveries => latchkey.operator().recoveries().await.map(|list| match list.under_way.as_slice() {
            [] => vec!["no recovery is in progress".to_owned()],
            lines => lines.iter().map(recovery).collect(),
        }),
        User::StopRecovery { email, reason } => latchkey.operator().stop_recovery(email, reason).await.map(|stopped| {
            let state =
                if stopped { "has been stopped; all sessions of the account have ended" } else { "isn't in progress; nothing was changed" };
            vec![format!("the recovery of {email} {state}")]
        }),
        User::Disable { email, reason, allow_no_administrator } => {
            let disabled = latchkey.operator().disable_account(email, reason, last_administrator(*allow_no_administrator)).await;
            disabled.map(|disabled| {
                vec![format!("{email} {}", if disabled { "has been disabled; all its sessions have ended" } else { "is already disabled" })]
            })
        }
        User::Enable { email, reason } => {
            let enabled = latchkey.operator().enable_account(email, reason).await;
            enabled.map(|enabled| {
                vec![format!("{email} {}", if enabled { "has been enabled" } else { "isn't disabled; nothing was changed" })]
            })
        }
        User::Export { email } => latchkey.operator().export_account(email).await.map(|copy| vec![copy.to_json()]),
        User::Rename { email, new, reason } => {
            let renamed = latchkey.operator().change_email(email, new, reason).await;
            renamed.map(|()| vec![format!("the email address of {email} has been changed to {new}; its sessions stay signed in")])
        }
    };
    latchkey.close().await;
    let lines: Vec<String> = result.map_err(|error| match command {
        User::Rename { email, new, .. } => explain_rename(&error, email, new),
        _ => explain(&error),
    })?;
    if lines.is_empty() {
        // Only a list can be empty. Standard output stays so, for scripts that count its lines.
        note(match command {
            User::List { search: Some(_) } => "no account matches",
            _ => "there are no accounts",
        });
    }
    lines.iter().try_for_each(|line| say(line))
}

/// An error about the two addresses, which the message names separately.
fn explain_rename(error: &Error, old: &str, new: &str) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow::anyhow!("no account has the email address or ID {old}"),
        Error::EmailInvalid => anyhow::anyhow!("{new} isn't a valid email address"),
        Error::EmailUnchanged => anyhow::anyhow!("{new} already is the email address of this account; nothing was changed"),
        Error::EmailUnavailable => anyhow::anyhow!("another account has the email address {new}"),
        Error::NotPossibleNow => anyhow::anyhow!("{old} belongs to an application, which manages the email address"),
        other => explain(other),
    }
}

/// One recovery as a row: its beginning, its earliest end, the days that were told, its place, its name, and whether it is ready.
fn recovery(line: &RecoveryLine) -> String {
    let RecoveryLine { began_at, ready_at, told, days, handed_over, notices, network, name, state, .. } = line;
    format!(
        "{}  ready {}  {told} of {days} day(s) told, {handed_over} of {notices} newest notice(s) delivered  from {network}  {name}  {state}",
        moment::rfc3339(*began_at),
        moment::rfc3339(*ready_at)
    )
}

/// One account as a row: the day it was created, its numbers of authenticator apps and passkeys, its name, and its state.
fn line(user: &UserLine) -> String {
    let mut line = format!("{}  {} app(s), {} passkey(s)  {}", moment::day(user.created_at), user.devices, user.passkeys, user.email);
    for (is_so, word) in [(user.administrator, "  administrator"), (user.disabled, "  disabled")] {
        if is_so {
            line.push_str(word);
        }
    }
    if let Some(other) = &user.same_as {
        line.push_str(&format!("  same address as {other}"));
    }
    line
}
