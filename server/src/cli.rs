//! The command line.

use clap::{Args, Parser, Subcommand};
use mfa::AuditHead;
use std::path::PathBuf;

/// What the record says if the operator gives no reason.
const REASON: &str = "done at the command line";

/// Multi-factor enrollment and account security for web applications.
#[derive(Parser)]
#[command(name = "latchkey", version, about)]
pub(crate) struct Cli {
    /// The settings file [default: Leptos.toml in the working folder, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serves the pages until told to stop
    Serve,
    /// Brings the database up to date (`serve` does it too)
    Migrate,
    /// The keys that secrets are sealed with
    #[command(subcommand)]
    Keys(Keys),
    /// The people who have an account
    #[command(subcommand)]
    User(User),
    /// The people who may change the policy
    #[command(subcommand)]
    Admin(Admin),
    /// What is demanded of everybody
    #[command(subcommand)]
    Policy(Policy),
    /// The record of every security event
    #[command(subcommand)]
    Audit(Audit),
    /// For developers of Latchkey and of what is built on it
    #[command(subcommand)]
    Dev(Dev),
}

/// `latchkey keys`
#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Makes a new key and seals everything anew with it; the server may run meanwhile
    Rotate,
}

/// `latchkey user`
#[derive(Subcommand)]
pub(crate) enum User {
    /// Lists the accounts
    List {
        /// Only those with this in the email address, or in the id that an application has given
        search: Option<String>,
    },
    /// Ends the sessions of an account and lets nobody sign in to it any more
    Disable {
        /// Whose
        email: String,
        /// Why, for the account's history
        #[arg(long, default_value = REASON)]
        reason: String,
        /// Even if nobody is an administrator then who can sign in
        #[arg(long)]
        allow_no_administrator: bool,
    },
    /// Lets the owner of a disabled account sign in again
    Enable {
        /// Whose
        email: String,
        /// Why, for the account's history
        #[arg(long, default_value = REASON)]
        reason: String,
    },
    /// Takes all methods and backup codes from an account and ends its sessions: its owner enrolls anew after the password
    ResetMfa {
        /// Whose
        email: String,
        /// Why, for the account's history
        #[arg(long)]
        reason: String,
    },
}

/// `latchkey admin`
#[derive(Subcommand)]
pub(crate) enum Admin {
    /// Makes the owner of an account an administrator
    Grant {
        /// Whose
        email: String,
    },
    /// Takes the rights of an administrator from an account and ends its sessions
    Revoke {
        /// Whose
        email: String,
        /// Why, for the account's history
        #[arg(long, default_value = REASON)]
        reason: String,
        /// Even if nobody is an administrator then who can sign in
        #[arg(long)]
        allow_no_administrator: bool,
    },
}

/// `latchkey audit`
#[derive(Subcommand)]
pub(crate) enum Audit {
    /// Checks every line against the chain that they were sealed in, and fails if one isn't as it was; the server may run meanwhile
    Verify {
        /// The newest batch as it was printed once: then nothing up to there was changed since
        #[arg(long, value_name = "NUMBER:HASH")]
        head: Option<AuditHead>,
    },
}

/// `latchkey dev`
#[derive(Subcommand)]
pub(crate) enum Dev {
    /// Makes up people with half a year's history; only on this machine's own origin, and where there are no others
    Seed {
        /// How many
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
        accounts: u32,
        /// Even where there are accounts that weren't made up
        #[arg(long)]
        beside_others: bool,
    },
}

/// `latchkey policy`
#[derive(Subcommand)]
pub(crate) enum Policy {
    /// Shows the policy as it was saved
    Show,
    /// Changes it; a running server follows at once
    Set(SetPolicy),
}

/// `latchkey policy set`
#[derive(Args)]
pub(crate) struct SetPolicy {
    /// Such as `enrollment=signup` or `max_totp_devices=2`
    #[arg(required = true, value_name = "KEY=VALUE")]
    pub(crate) changes: Vec<String>,
    /// Why, for the record
    #[arg(long, default_value = "set at the command line")]
    pub(crate) reason: String,
}
