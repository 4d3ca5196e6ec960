//! The shape of a copy. [operating.md](../../../../docs/operating.md) explains it; a change that readers notice takes another version.

use serde::{Serialize, Serializer};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// The name of the shape.
pub(super) const FORMAT: &str = "latchkey-account";
/// Its version.
pub(super) const VERSION: u32 = 1;

/// A copy of everything that is stored about an account.
#[derive(Debug, Serialize)]
pub struct DataCopy {
    pub(super) format: &'static str,
    pub(super) version: u32,
    pub(super) made_at: Moment,
    pub(super) account: Account,
    pub(super) addresses: Vec<Address>,
    pub(super) methods: Methods,
    pub(super) sessions: Vec<Session>,
    pub(super) browsers: Vec<Browser>,
    pub(super) recoveries: Vec<Recovery>,
    pub(super) activity: Vec<Line>,
    /// Whether the activity has all lines.
    pub(super) activity_is_complete: bool,
    pub(super) messages: Vec<Message>,
    pub(super) requests: Vec<Request>,
    pub(super) administrators: Vec<Intervention>,
    pub(super) kept: Kept,
    pub(super) received_by: Vec<&'static str>,
}

impl DataCopy {
    /// The copy as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Numbers, texts and lists: nothing in it can fail to be written.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// A moment, as RFC 3339 in UTC: `2026-11-24T04:30:05.25Z`.
#[derive(Clone, Copy, Debug, sqlx_macros::Type)]
#[sqlx(transparent)]
pub(super) struct Moment(pub(super) i64);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let nanoseconds = i128::from(self.0).saturating_mul(1_000_000);
        let text = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok().and_then(|moment| moment.format(&Rfc3339).ok());
        text.serialize(serializer)
    }
}

#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Account {
    id: String,
    /// Under which it is shown.
    name: String,
    /// The application's own id of its user, if an application signs the owner in.
    pub(super) application_user: Option<String>,
    administrator: bool,
    has_password: bool,
    language: Option<String>,
    created_at: Moment,
    disabled_at: Option<Moment>,
    checked_at: Option<Moment>,
    second_method_declined_at: Option<Moment>,
    wrong_codes_in_a_row: i64,
    #[serde(skip)]
    pub(super) has_mail: bool,
}

#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Address {
    address: String,
    /// `sign_in`, `notices`, or `notices_until` for one that the account had until recently.
    #[serde(rename = "use")]
    purpose: String,
    confirmed_at: Option<Moment>,
    until: Option<Moment>,
}

#[derive(Debug, Serialize)]
pub(super) struct Methods {
    pub(super) authenticator_apps: Vec<Method>,
    pub(super) passkeys: Vec<Method>,
    pub(super) backup_codes: Vec<CodeSet>,
}

#[derive(Debug, Serialize)]
pub(super) struct Method {
    pub(super) name: String,
    /// Of passkeys only: whether it is copied to other devices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) synced: Option<bool>,
    pub(super) created_at: Moment,
    pub(super) last_used_at: Option<Moment>,
}

#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct CodeSet {
    codes: i64,
    unused: i64,
    created_at: Moment,
    acknowledged_at: Option<Moment>,
}

#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Session {
    /// `half` until all steps of the sign-in are done, then `full`.
    level: String,
    network_address: String,
    browser: String,
    created_at: Moment,
    last_used_at: Moment,
    expires_at: Moment,
    proved_at: Option<Moment>,
    proved_method: Option<String>,
}

#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Browser {
    browser: String,
    network_address: Option<String>,
    first_used_at: Moment,
    last_used_at: Moment,
    /// Until when the password was to be enough in it, if it is trusted.
    trusted_until: Option<Moment>,
}

/// A recovery of the account.
#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Recovery {
    /// `waiting`, `ready`, `done`, `stopped`, `voided`, or `lapsed`.
    state: String,
    began_at: Moment,
    ready_at: Moment,
    ended_at: Option<Moment>,
    network_address: String,
    browser: String,
}

#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Line {
    #[serde(skip)]
    pub(super) id: String,
    at: Moment,
    last_at: Option<Moment>,
    times: i64,
    event: String,
    method: Option<String>,
    result: String,
    /// `user`, `administrator`, `operator`, `application` or `server`.
    #[serde(rename = "by")]
    actor: String,
    network_address: Option<String>,
    browser: Option<String>,
    detail: Option<String>,
    /// Whether network address, browser and detail were erased.
    erased: bool,
}

#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Message {
    kind: String,
    /// Empty for a message that was sent.
    receiver: String,
    language: String,
    state: String,
    attempts: i64,
    created_at: Moment,
    ended_at: Option<Moment>,
}

/// A request for a mail that waits, or the link of such a mail.
#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Request {
    purpose: String,
    address: String,
    network_address: Option<String>,
    browser: Option<String>,
    created_at: Moment,
    expires_at: Option<Moment>,
}

/// An act of an administrator or operator on the account, or a request for one, with its reason.
#[derive(Debug, Serialize, sqlx_macros::FromRow)]
pub(super) struct Intervention {
    act: String,
    reason: String,
    at: Moment,
    seen_at: Option<Moment>,
    /// Of a request that a second administrator decides.
    outcome: Option<String>,
}

/// How long each part is kept, in days. Parts without a row here are kept until the owner removes them, or the account is deleted.
#[derive(Debug, Serialize)]
pub(super) struct Kept {
    pub(super) browsers_after_last_use: u64,
    pub(super) recoveries_after_end: u64,
    pub(super) messages_after_sent: u64,
    pub(super) messages_after_failure: u64,
    pub(super) previous_addresses: u64,
    /// `null`: until the account is deleted. The lines themselves stay for ever, with the id of the account.
    pub(super) network_address_browser_and_detail_of_activity: Option<u64>,
}
