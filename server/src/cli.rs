//! The command line.

use clap::{Args, Parser, Subcommand};
use mfa::{AuditHead, Scope};
use std::path::PathBuf;
use strum::VariantArray;

/// The reason in the audit log if the operator gives none.
const REASON: &str = "done at the command line";

/// Multi-factor enrollment and account security for web applications.
#[derive(Parser)]
#[command(name = "latchkey", version, about)]
pub(crate) struct Cli {
    /// Settings file [default: Leptos.toml in the working directory, if it exists]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The subcommands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Start the server
    Serve,
    /// Update the database schema (`serve` also does this)
    Migrate,
    /// Manage the keys that encrypt secrets in the database
    #[command(subcommand)]
    Keys(Keys),
    /// Manage the keys that sign session tokens
    #[command(subcommand)]
    SigningKeys(SigningKeys),
    /// Manage the keys of the servers of applications
    #[command(subcommand)]
    ApplicationKeys(ApplicationKeys),
    /// Manage accounts
    #[command(subcommand)]
    User(User),
    /// Manage administrators
    #[command(subcommand)]
    Admin(Admin),
    /// Show and change the policy
    #[command(subcommand)]
    Policy(Policy),
    /// Check the audit log
    #[command(subcommand)]
    Audit(Audit),
    /// Check that mails are sent
    #[command(subcommand)]
    Mail(Mail),
    /// Check the application beside which Latchkey runs
    #[command(subcommand)]
    Check(Check),
    /// Tools for development
    #[command(subcommand)]
    Dev(Dev),
}

/// `latchkey keys`
#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Create a new key and re-encrypt all secrets with it; the server can keep running
    Rotate,
}

/// `latchkey signing-keys`
#[derive(Subcommand)]
pub(crate) enum SigningKeys {
    /// List the published keys: the next one, the active one and retired ones
    List,
    /// Sign with the next key from now on, and publish another one for the next time; servers do this themselves every 90 days
    Rotate,
}

/// `latchkey application-keys`
#[derive(Subcommand)]
pub(crate) enum ApplicationKeys {
    /// Create a key and print it to the standard output; it can't be shown again
    Create {
        /// Name of the key; each is used once until its key is revoked
        name: String,
        /// Permissions, such as sessions:read,sessions:write
        #[arg(long, required = true, value_delimiter = ',', value_name = "SCOPE", value_parser = scope)]
        scopes: Vec<Scope>,
        /// Number of days until it stops working; without it, it works until it is revoked
        #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..))]
        valid_days: Option<u16>,
    },
}

/// `latchkey user`
#[derive(Subcommand)]
pub(crate) enum User {
    /// List accounts
    List {
        /// Show only accounts whose email address or ID contains this text
        search: Option<String>,
    },
    /// Disable an account and end its sessions; no one can sign in to it until it is enabled
    Disable {
        /// Email address or ID of the account
        email: String,
        /// Reason, recorded in the audit log and shown to the person
        #[arg(long, default_value = REASON)]
        reason: String,
        /// Continue even if no administrator could sign in afterwards
        #[arg(long)]
        allow_no_administrator: bool,
    },
    /// Enable a disabled account
    Enable {
        /// Email address or ID of the account
        email: String,
        /// Reason, recorded in the audit log and shown to the person
        #[arg(long, default_value = REASON)]
        reason: String,
    },
    /// Change the email address that an account signs in with; its sessions stay signed in
    Rename {
        /// Current email address or ID of the account
        #[arg(value_name = "OLD")]
        email: String,
        /// New email address
        new: String,
        /// Reason, recorded in the audit log and shown to the person
        #[arg(long)]
        reason: String,
    },
    /// List the account recoveries in progress
    Recoveries,
    /// Stop the recovery of an account that is in progress; its sessions end, and its next sign-in asks for a new password
    StopRecovery {
        /// Email address or ID of the account
        email: String,
        /// Reason, recorded in the audit log and sent to the person
        #[arg(long)]
        reason: String,
    },
    /// Print everything that is stored about an account, as JSON; recorded in the audit log, and its owner gets a mail
    Export {
        /// Email address or ID of the account
        email: String,
    },
    /// Reset two-step verification: remove all methods and backup codes of an account and end its sessions
    ResetMfa {
        /// Email address or ID of the account
        email: String,
        /// Reason, recorded in the audit log and shown to the person
        #[arg(long)]
        reason: String,
    },
}

/// `latchkey admin`
#[derive(Subcommand)]
pub(crate) enum Admin {
    /// Grant administrator rights to an account
    Grant {
        /// Email address or ID of the account
        email: String,
    },
    /// Revoke administrator rights from an account and end its sessions
    Revoke {
        /// Email address or ID of the account
        email: String,
        /// Reason, recorded in the audit log and shown to the person
        #[arg(long, default_value = REASON)]
        reason: String,
        /// Continue even if no administrator could sign in afterwards
        #[arg(long)]
        allow_no_administrator: bool,
    },
}

/// `latchkey audit`
#[derive(Subcommand)]
pub(crate) enum Audit {
    /// Check every line of the audit log against its hash chain; exits with status 1 if a line was changed
    Verify {
        /// Newest batch from an earlier run; checks that nothing up to it has changed since
        #[arg(long, value_name = "NUMBER:HASH")]
        head: Option<AuditHead>,
    },
}

/// `latchkey mail`
#[derive(Subcommand)]
pub(crate) enum Mail {
    /// Send a mail to this address now, and show each step of the conversation with the relay; exits with status 1 if it isn't accepted
    Test {
        /// Email address of the recipient
        address: String,
    },
    /// Write all mails with example values into a folder, each as HTML and as text, to look at them; nothing is sent
    Preview {
        /// Folder that the files are written to, below `en` and `de`
        folder: PathBuf,
    },
}

/// `latchkey check`
#[derive(Subcommand)]
pub(crate) enum Check {
    /// Find out once who is signed in, by the application's answer or by a token of it; exits with status 1 if that can't be told
    Who {
        /// Value of the Cookie header of a browser, or - to read it from the standard input; without it, nobody should be signed in
        #[arg(long)]
        cookie: Option<String>,
        /// Token of the application, or - to read it from the standard input, in place of the cookies
        #[arg(long, conflicts_with = "cookie")]
        token: Option<String>,
    },
    /// Request pages of the application with a session whose second factor is pending; exits with status 1 unless all are closed
    Gates {
        /// Value of the Cookie header of a browser that has signed in up to the second factor, or - to read it from the standard input
        #[arg(long)]
        cookie: String,
        /// File with a path on each line
        #[arg(long, value_name = "FILE")]
        paths: Option<PathBuf>,
        /// Paths of the application, such as /orders
        path: Vec<String>,
    },
}

/// `latchkey dev`
#[derive(Subcommand)]
pub(crate) enum Dev {
    /// Create sample accounts with six months of history; only with a loopback origin and a database without other accounts
    Seed {
        /// Number of accounts
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
        accounts: u32,
        /// Continue even if the database has other accounts
        #[arg(long)]
        beside_others: bool,
    },
}

/// `latchkey policy`
#[derive(Subcommand)]
pub(crate) enum Policy {
    /// Show the saved policy
    Show,
    /// Change the policy; takes effect immediately, also on a running server
    Set(SetPolicy),
}

/// `latchkey policy set`
#[derive(Args)]
pub(crate) struct SetPolicy {
    /// Settings to change, such as `enrollment=signup` or `max_totp_devices=2`
    #[arg(required = true, value_name = "KEY=VALUE")]
    pub(crate) changes: Vec<String>,
    /// Reason, saved with this version of the policy
    #[arg(long, default_value = "set at the command line")]
    pub(crate) reason: String,
    /// Continue even if no administrator could sign in afterwards
    #[arg(long)]
    pub(crate) allow_no_administrator: bool,
}

/// A permission by its name.
fn scope(name: &str) -> Result<Scope, String> {
    name.parse().map_err(|_| format!("there are {}", Scope::VARIANTS.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(", ")))
}
