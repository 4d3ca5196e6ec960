//! The subcommands, one file each.

mod admin;
mod application_keys;
mod audit;
mod check;
mod dev;
mod keys;
mod mail;
mod migrate;
mod moment;
mod policy;
mod serve;
mod signing_keys;
mod user;

use crate::cli::{Cli, Command};
use anyhow::Context;
use mfa::{LastAdministrator, Latchkey};
use server::{log, settings::Settings};
use std::{fs::DirBuilder, io::Write, os::unix::fs::DirBuilderExt, path::Path};
use ui::catalog::{Catalog, Language};

/// Runs the subcommand of the command line.
pub(crate) async fn run(cli: Cli) -> anyhow::Result<()> {
    let settings = Settings::read(cli.config.as_deref(), std::env::vars_os())?;
    let usual = if matches!(cli.command, Command::Dev(_)) { log::QUIET } else { log::USUAL };
    log::init(settings.log_format, usual).map_err(anyhow::Error::msg)?;
    if !matches!(cli.command, Command::Check(_)) {
        make_private(settings.key_file.parent())?;
    }
    match cli.command {
        Command::Serve => serve::run(settings).await,
        Command::Migrate => migrate::run(&settings).await,
        Command::Keys(command) => keys::run(&settings, &command).await,
        Command::SigningKeys(command) => signing_keys::run(&settings, &command).await,
        Command::ApplicationKeys(command) => application_keys::run(&settings, &command).await,
        Command::User(command) => user::run(&settings, &command).await,
        Command::Admin(command) => admin::run(&settings, &command).await,
        Command::Policy(command) => policy::run(&settings, &command).await,
        Command::Audit(command) => audit::run(&settings, &command).await,
        Command::Mail(command) => mail::run(&settings, &command).await,
        Command::Check(command) => check::run(&settings, &command).await,
        Command::Dev(command) => dev::run(&settings, &command).await,
    }
}

/// Creates the folder of the key file, which usually also has the database, with access for its owner only.
fn make_private(folder: Option<&Path>) -> anyhow::Result<()> {
    let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("can't make the folder {}", folder.display()))
}

/// Opens the domain with these settings.
async fn open(settings: &Settings) -> anyhow::Result<Latchkey> {
    let builder = Latchkey::builder(&settings.database_url)
        .origin(settings.public_origin.clone())
        .issuer(&settings.issuer)
        .key_file(&settings.key_file)
        .idle(settings.idle)
        .absolute(settings.absolute)
        .audit_personal_days(settings.audit_personal_days)
        .token_audiences(settings.token_audiences.iter().cloned())
        .first_is_administrator(settings.is_loopback() && settings.application.is_none())
        .confirms_addresses(settings.mail.relay.is_some());
    let builder = match settings.password_hashes.and_then(|number| usize::try_from(number).ok()) {
        Some(number) => builder.password_hashes(number),
        None => builder,
    };
    Ok(builder.build().await?)
}

/// Writes a result to standard output. A reader that closes the pipe early (`| head`) isn't an error.
fn say(text: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error).context("couldn't write the result"),
        _ => Ok(()),
    }
}

/// Writes a remark to standard error. It isn't part of the result, so nothing fails if it can't be written.
fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn last_administrator(may_go: bool) -> LastAdministrator {
    if may_go { LastAdministrator::MayGo } else { LastAdministrator::Stays }
}

/// Turns an error of the domain into a message for the operator.
fn explain(error: &mfa::Error) -> anyhow::Error {
    match error {
        mfa::Error::NotFound | mfa::Error::EmailInvalid => anyhow::anyhow!("no account has this email address or ID"),
        mfa::Error::LastAdministrator => anyhow::anyhow!(
            "no other administrator can sign in: make another account an administrator first (`latchkey admin grant`), or add --allow-no-administrator"
        ),
        mfa::Error::ReasonMissing => anyhow::anyhow!("the reason must be one line of at most {} characters", mfa::LONGEST_REASON),
        mfa::Error::Unavailable => anyhow::anyhow!("the database doesn't answer; its error is in the log above"),
        mfa::Error::NotPossibleNow => anyhow::anyhow!("not possible for this account in its present state; nothing was changed"),
        mfa::Error::PolicyChanged => anyhow::anyhow!("somebody else has just saved the policy: look at it, and make the change again"),
        mfa::Error::MalformedRequest => anyhow::anyhow!("the value isn't valid; nothing was changed"),
        other => {
            let sentence = Catalog::new(Language::English).error(other).replace(['‘', '’'], "'").replace(['“', '”'], "\"");
            anyhow::anyhow!("{} ({})", sentence.trim_end_matches('.'), other.code())
        }
    }
}
