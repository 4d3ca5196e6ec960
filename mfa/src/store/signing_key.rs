//! The keys that sign session tokens.
//!
//! ```text
//!  next ──── published 7 minutes, then ───► active ──── after 90 days, ───► retired ──── 7 minutes ───► deleted
//!            when the active one retires               or by command
//! ```
//!
//! All of them are published, so that servers of applications know a key before it signs, and still know it while its last tokens are valid. The
//! private half is sealed by the vault, and destroyed when the key retires. A key's id is made from its public half (RFC 7638), so no id ever stands
//! for two keys.
//!
//! ```text
//! signing_key/key.rs      one key, and its public form
//! signing_key/row.rs      the table
//! signing_key/signer.rs   the key that signs now
//! signing_key/rotate.rs   the turn of the next one
//! ```

mod key;
mod rotate;
mod row;
mod signer;

pub use key::Jwk;
pub use rotate::{KeyLine, SigningRotation};
pub(crate) use row::{Published, date_back, published, reseal};

use crate::{Error, Tokens};
use std::time::Duration;

/// How long a client may keep the published keys, in seconds.
pub const KEY_SET_MAX_AGE: u64 = 300;
/// How long a key is published before it signs, and after its last signature: as long as a client keeps what it has read, and two minutes for
/// requests that were on their way, and for clocks that differ.
const PUBLISHED_FOR: Duration = Duration::from_secs(KEY_SET_MAX_AGE + 120);
/// How long a key signs.
const ACTIVE_FOR: Duration = Duration::from_hours(90 * 24);

impl Tokens<'_> {
    /// The public keys, for servers that verify session tokens: RFC 7517.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn public_keys(self) -> Result<Vec<Jwk>, Error> {
        let keys = published(self.latchkey.db().read().await?.conn()).await?;
        keys.iter().map(Published::jwk).collect()
    }
}
