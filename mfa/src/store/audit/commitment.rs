//! Commitments: they stand for the personal values of a line in its hash, so that the values can be erased and the hash stays.
//!
//! ```text
//!  value               SHA-256 of "latchkey audit value 1" ‖ the column's name ‖ salt, 16 bytes ‖ the value
//!                      name and value as in `line.rs`, where NULL and an empty text differ
//!
//!  version 2, written  salt             no commitments   address, agent, detail
//!  version 2, erased   no salt          96 bytes         '', '', ''
//!  version 3, written  salt             no commitments   address, agent, detail
//!  version 3, erased   no salt          64 bytes         '', '', detail
//!  version 1, erased   no salt          the line's hash  '', '', '' or the detail; and a record in `audit_erased`
//! ```
//!
//! A line has one random salt, since its values are always erased together; the column's name makes equal values of two columns differ. With 128
//! bits of salt, nobody finds an erased value by trying all addresses. The salt is given when the line is sealed, not when it is written: a server
//! of an earlier version that seals the line leaves version 1, and its hash fits. The commitments are computed from salt and values as long as
//! those are there, and stored when they go: a value that was changed before is still found out afterwards.

use super::{
    Event,
    encoding::{COMMITTED, DETAIL_APART, Hash, PLAIN, text},
    line::Line,
};
use crate::{Error, env::Env};
use sha2::{Digest, Sha256};
use std::str::FromStr;

const VALUE: &[u8] = b"latchkey audit value 1";

type Salt = [u8; 16];

/// The commitment to a value of this column.
fn commitment(column: &str, salt: &Salt, value: Option<&String>) -> Hash {
    let mut bytes = VALUE.to_vec();
    text(&mut bytes, Some(&column.to_owned()));
    bytes.extend(salt);
    text(&mut bytes, value);
    Sha256::digest(bytes).into()
}

impl Line {
    /// The commitments, from the values or as they were stored when these were erased. `None` if the columns contradict each other.
    pub(super) fn known_commitments(&self) -> Option<Vec<u8>> {
        match (&self.salt, &self.commitments) {
            (Some(salt), None) => self.compute(salt.as_slice().try_into().ok()?),
            (None, Some(stored)) => (self.is_blank() && Some(stored.len()) == self.commitments_size()).then(|| stored.clone()),
            _ => None,
        }
    }

    fn compute(&self, salt: &Salt) -> Option<Vec<u8>> {
        let of_client = [commitment("address", salt, Some(&self.address)), commitment("agent", salt, Some(&self.agent))].concat();
        match self.version {
            COMMITTED => Some([of_client.as_slice(), &commitment("detail", salt, self.detail.as_ref())].concat()),
            DETAIL_APART => Some(of_client),
            _ => None,
        }
    }

    /// In bytes.
    fn commitments_size(&self) -> Option<usize> {
        match self.version {
            COMMITTED => Some(size_of::<[Hash; 3]>()),
            DETAIL_APART => Some(size_of::<[Hash; 2]>()),
            _ => None,
        }
    }

    /// Whether the values are as erasing leaves them.
    fn is_blank(&self) -> bool {
        let detail_is_blank = self.version == DETAIL_APART || self.detail.as_deref() == Some("");
        self.address.is_empty() && self.agent.is_empty() && detail_is_blank
    }

    /// Whether the values were erased.
    pub(super) fn is_erased(&self) -> bool {
        self.commitments.is_some()
    }

    /// Whether people or clients have chosen the detail. That of an unknown event may be.
    fn has_personal_detail(&self) -> bool {
        self.detail.is_some() && Event::from_str(&self.event).map_or(true, Event::has_personal_detail)
    }

    /// Gives a line that is about to be sealed its version and its salt, unless its values are erased already.
    pub(super) fn commit(&mut self, env: &Env) -> Result<(), Error> {
        if self.is_erased() {
            return Ok(());
        }
        self.version = if self.has_personal_detail() { COMMITTED } else { DETAIL_APART };
        self.salt = Some(env.random::<{ size_of::<Salt>() }>()?.to_vec());
        Ok(())
    }

    /// The line without its personal values.
    ///
    /// A sealed line of version 1 keeps its hash instead of commitments. A line that contradicts itself was changed by other means: it loses its
    /// values as well, and its hash doesn't fit the list afterwards either.
    pub(super) fn erased(mut self, is_sealed: bool, env: &Env) -> Result<Self, Error> {
        if self.commitments.is_none() {
            if self.version == PLAIN && is_sealed {
                self.commitments = Some(self.hash().to_vec());
            } else {
                if self.known_commitments().is_none() {
                    self.commit(env)?;
                }
                self.commitments = self.known_commitments();
            }
        }
        let is_detail_personal = match self.version {
            COMMITTED => true,
            DETAIL_APART => false,
            _ => self.has_personal_detail(),
        };
        if is_detail_personal {
            self.detail = Some(String::new());
        }
        (self.address, self.agent, self.salt) = (String::new(), String::new(), None);
        Ok(self)
    }
}
