//! The `passkey_ceremony` table: the challenge, its session, browser or link and its purpose, until it is answered once.

use super::client_data::challenge_hash;
use crate::{
    Error, Level, Purpose, Session, Timestamp,
    relying_party::CEREMONY,
    storage::{Conn, Db, all, execute},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use strum::IntoStaticStr;

/// Ceremonies that one session, browser or link may have open for one purpose: each tab has one, and each retry another.
const AT_ONCE: i64 = 8;

/// The request to the browser, in the JSON of WebAuthn Level 3: `{ "publicKey": … }`.
#[derive(Clone, Debug, Serialize)]
pub struct Options {
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`.
    #[serde(rename = "publicKey")]
    pub public_key: Value,
}

impl Options {
    pub(super) fn new(public_key: &impl Serialize) -> Result<Self, Error> {
        Ok(Self { public_key: serde_json::to_value(public_key).map_err(|_| Error::Unavailable)? })
    }
}

/// The kind of a ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Kind {
    Register,
    Challenge,
    StepUp,
    SignIn,
    ByLink,
}

impl Kind {
    /// The purpose of a proof in this session.
    pub(super) fn of_proof(session: &Session) -> Self {
        match session.level {
            Level::Half => Self::Challenge,
            Level::Full => Self::StepUp,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The session, browser or link that began a ceremony, and its purpose.
#[derive(Clone, Copy)]
pub(super) struct Binding<'a> {
    pub(super) kind: Kind,
    /// A session's id, the hash of a browser's secret, or the hash of a link's token.
    pub(super) beginner: &'a str,
    /// `None` at sign-in and at sign-up, where no account is known yet.
    pub(super) account: Option<&'a str>,
}

/// Values kept until the ceremony is answered.
#[derive(Clone, Copy)]
pub(super) struct Kept<'a> {
    /// At sign-in: the visitor's destination.
    pub(super) return_to: Option<&'a str>,
    /// The purpose of the proof.
    pub(super) purpose: &'a Purpose,
}

/// Stores a ceremony, and deletes the oldest ones if there are too many.
pub(super) async fn insert(
    mut conn: Conn<'_>,
    binding: Binding<'_>,
    challenge: &[u8],
    state: &impl Serialize,
    kept: Kept<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let state = serde_json::to_string(state).map_err(|_| Error::Unavailable)?;
    execute!(
        conn.reborrow(),
        "DELETE FROM passkey_ceremony WHERE beginner = $1 AND purpose = $2 AND challenge_hash NOT IN
             (SELECT challenge_hash FROM passkey_ceremony WHERE beginner = $1 AND purpose = $2 ORDER BY created_at DESC LIMIT $3)",
        binding.beginner,
        binding.kind.as_str(),
        AT_ONCE - 1
    )?;
    execute!(
        conn,
        "INSERT INTO passkey_ceremony (challenge_hash, purpose, beginner, account_id, state, return_to, confirmation, held_form, created_at,
                                       expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        challenge_hash(challenge),
        binding.kind.as_str(),
        binding.beginner,
        binding.account,
        state,
        kept.return_to,
        kept.purpose.action(),
        kept.purpose.form(),
        now.0,
        (now + CEREMONY).0
    )?;
    Ok(())
}

/// A ceremony taken from the table.
pub(super) struct Taken<S> {
    pub(super) state: S,
    pub(super) return_to: Option<String>,
    pub(super) purpose: Purpose,
}

/// Takes the ceremony of an answer, in a transaction of its own: even if the answer is refused, it can't be answered again.
pub(super) async fn take<S: DeserializeOwned>(
    db: &Db,
    binding: Binding<'_>,
    challenge_hash: Vec<u8>,
    now: Timestamp,
) -> Result<Taken<S>, Error> {
    let taken = all!(
        (String, Option<String>, Option<String>, Option<String>),
        db.write().await?.conn(),
        "DELETE FROM passkey_ceremony
         WHERE challenge_hash = $1 AND purpose = $2 AND beginner = $3 AND COALESCE(account_id, '') = $4
         AND expires_at > $5 AND expires_at <= $6
         RETURNING state, return_to, confirmation, held_form",
        challenge_hash,
        binding.kind.as_str(),
        binding.beginner,
        binding.account.unwrap_or_default(),
        now.0,
        now.latest_end(CEREMONY).0
    )?;
    let (state, return_to, confirmation, form) = taken.into_iter().next().ok_or(Error::PasskeyCeremonyOver)?;
    // A new version of the library may be unable to read its old states.
    let state = serde_json::from_str(&state).map_err(|_| Error::PasskeyCeremonyOver)?;
    let purpose = form.map_or_else(|| Purpose::confirming(confirmation), Purpose::Form);
    Ok(Taken { state, return_to, purpose })
}

/// Deletes expired ceremonies.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    let statement = "DELETE FROM passkey_ceremony
                     WHERE challenge_hash IN (SELECT challenge_hash FROM passkey_ceremony WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";
    Ok(execute!(conn, statement, now.0, most)?)
}

/// Ends ceremonies that were begun while the clock was ahead.
pub(crate) async fn end_ceremonies_of_the_future(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM passkey_ceremony WHERE expires_at > $1", now.latest_end(CEREMONY).0)?)
}
