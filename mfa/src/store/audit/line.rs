//! A line as it is stored, and the bytes that are hashed of it.
//!
//! ```text
//!  version 1      SHA-256 of "latchkey audit line 1" and the columns up to `actor_id` in the order of [`Line`]; of a line that counts
//!                 repetitions, of "latchkey audit line 2" and all of them
//!  version 2, 3   SHA-256 of "latchkey audit line 3" and the columns from `id` to `last_at`; `address` and `agent` by their commitments,
//!                 and with version 2 `detail` by its own
//!  any other      SHA-256 of "latchkey audit line 0" and all columns from `id` to `commitments`
//!
//!  each column as 00                                  NULL
//!                 01 ‖ length, 8 bytes ‖ UTF-8        a text
//!                 02 ‖ 8 bytes                        a number
//!                 03 ‖ 32 bytes                       a commitment
//!                 04 ‖ length, 8 bytes ‖ bytes        bytes
//! ```
//!
//! Numbers are signed and big-endian. Lengths come first, so that no two lines have the same encoding.

use super::encoding::{COMMITTED, DETAIL_APART, Hash, PLAIN, blob, number, text};
use sha2::{Digest, Sha256};

const ONCE: &[u8] = b"latchkey audit line 1";
/// The prefix of a line that counts repetitions.
const REPEATED: &[u8] = b"latchkey audit line 2";
const WITH_COMMITMENTS: &[u8] = b"latchkey audit line 3";
const AS_IT_STANDS: &[u8] = b"latchkey audit line 0";

/// An id in the encoding of the list.
pub(super) type Name = [u8; 16];

/// The columns of `audit_event` that are hashed: all but the batch, which says nothing about the event.
macro_rules! columns {
    () => {
        "id, at, account_id, actor, event, method, result, address, agent, detail, actor_id, times, last_at, version, salt, commitments"
    };
}
pub(super) use columns;

/// A line as stored in the table.
#[derive(Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub(super) struct Line {
    pub(super) id: String,
    pub(super) at: i64,
    pub(super) account_id: Option<String>,
    pub(super) actor: String,
    pub(super) event: String,
    pub(super) method: Option<String>,
    pub(super) result: String,
    pub(super) address: String,
    pub(super) agent: String,
    pub(super) detail: Option<String>,
    pub(super) actor_id: Option<String>,
    pub(super) times: i64,
    pub(super) last_at: Option<i64>,
    pub(super) version: i64,
    pub(super) salt: Option<Vec<u8>>,
    pub(super) commitments: Option<Vec<u8>>,
}

impl Line {
    /// The hash of the list. It stays the same when the values of version 2 or 3 are erased.
    pub(super) fn hash(&self) -> Hash {
        match self.version {
            PLAIN if self.salt.is_none() && self.commitments.is_none() => self.of_values(),
            COMMITTED | DETAIL_APART => self.of_commitments().unwrap_or_else(|| self.as_it_stands()),
            _ => self.as_it_stands(),
        }
    }

    fn of_values(&self) -> Hash {
        let once = (self.times, self.last_at) == (1, None);
        let mut bytes = self.begin(if once { ONCE } else { REPEATED });
        text(&mut bytes, Some(&self.address));
        text(&mut bytes, Some(&self.agent));
        text(&mut bytes, self.detail.as_ref());
        text(&mut bytes, self.actor_id.as_ref());
        if !once {
            self.count(&mut bytes);
        }
        Sha256::digest(bytes).into()
    }

    fn of_commitments(&self) -> Option<Hash> {
        let known = self.known_commitments()?;
        let mut bytes = self.begin(WITH_COMMITMENTS);
        for commitment in known.chunks_exact(size_of::<Hash>()) {
            bytes.push(3);
            bytes.extend(commitment);
        }
        if self.version == DETAIL_APART {
            text(&mut bytes, self.detail.as_ref());
        }
        text(&mut bytes, self.actor_id.as_ref());
        self.count(&mut bytes);
        Some(Sha256::digest(bytes).into())
    }

    /// The hash of every column, whatever it stands for: of what is left of a line of version 1, and of lines that Latchkey doesn't write.
    pub(super) fn as_it_stands(&self) -> Hash {
        let mut bytes = self.begin(AS_IT_STANDS);
        text(&mut bytes, Some(&self.address));
        text(&mut bytes, Some(&self.agent));
        text(&mut bytes, self.detail.as_ref());
        text(&mut bytes, self.actor_id.as_ref());
        self.count(&mut bytes);
        number(&mut bytes, Some(self.version));
        blob(&mut bytes, self.salt.as_ref());
        blob(&mut bytes, self.commitments.as_ref());
        Sha256::digest(bytes).into()
    }

    /// A prefix and the columns before `address`, which all encodings begin with.
    fn begin(&self, prefix: &[u8]) -> Vec<u8> {
        let mut bytes = prefix.to_vec();
        text(&mut bytes, Some(&self.id));
        number(&mut bytes, Some(self.at));
        text(&mut bytes, self.account_id.as_ref());
        text(&mut bytes, Some(&self.actor));
        text(&mut bytes, Some(&self.event));
        text(&mut bytes, self.method.as_ref());
        text(&mut bytes, Some(&self.result));
        bytes
    }

    fn count(&self, bytes: &mut Vec<u8>) {
        number(bytes, Some(self.times));
        number(bytes, self.last_at);
    }

    /// Ids are 32 hexadecimal digits. Any other id wasn't made by Latchkey, and gets a name all the same.
    pub(super) fn name(&self) -> Name {
        let mut name = Name::default();
        if hex::decode_to_slice(&self.id, &mut name).is_err() || hex::encode(name) != self.id {
            let [head @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = Hash::from(Sha256::digest(&self.id));
            name = head;
        }
        name
    }
}
