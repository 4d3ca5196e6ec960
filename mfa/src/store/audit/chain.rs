//! How lines become batches, and batches a chain: the hashed bytes. `line.rs` has those of a line.
//!
//! ```text
//!  list    of each line, in the order of the ids: its id in 16 bytes ‖ its hash
//!  batch   SHA-256 of "latchkey audit batch 1" ‖ number, sealed_at, how many lines: 8 bytes each ‖ SHA-256 of the list
//!          ‖ the hash of the batch before, of batch 1 all zeros
//!  head    NUMBER:HASH of the newest batch, in hexadecimal
//! ```
//!
//! Numbers are signed and big-endian.

use super::{
    encoding::Hash,
    line::{Line, Name},
};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

const BATCH: &[u8] = b"latchkey audit batch 1";

/// The size of a list's entry in bytes.
pub(super) const ENTRY: usize = size_of::<Name>() + size_of::<Hash>();

/// The list of these lines.
pub(super) fn list(lines: &[Line]) -> Vec<u8> {
    list_of(lines.iter().map(|line| (line.name(), line.hash())).collect())
}

/// The list with these entries.
pub(super) fn list_of(mut entries: Vec<(Name, Hash)>) -> Vec<u8> {
    entries.sort_unstable();
    entries.into_iter().flat_map(|(name, hash)| name.into_iter().chain(hash)).collect()
}

/// The entries of a list.
pub(super) fn entries(list: &[u8]) -> impl Iterator<Item = (Name, Hash)> {
    list.chunks_exact(ENTRY).filter_map(|entry| {
        let (name, hash) = entry.split_first_chunk()?;
        Some((*name, *hash.first_chunk()?))
    })
}

/// A batch as stored in the table.
#[derive(sqlx_macros::FromRow)]
pub(super) struct Batch {
    pub(super) number: i64,
    pub(super) sealed_at: i64,
    pub(super) lines: i64,
    pub(super) list: Vec<u8>,
    pub(super) previous: Vec<u8>,
    pub(super) hash: Vec<u8>,
}

impl Batch {
    /// The hash that it must have.
    pub(super) fn computed(&self) -> Hash {
        let mut hash = Sha256::new();
        hash.update(BATCH);
        hash.update(self.number.to_be_bytes());
        hash.update(self.sealed_at.to_be_bytes());
        hash.update(self.lines.to_be_bytes());
        hash.update(Sha256::digest(&self.list));
        hash.update(&self.previous);
        hash.finalize().into()
    }

    /// Whether the stored hash is the computed one.
    pub(super) fn is_whole(&self) -> bool {
        let listed = self.list.len().checked_div(ENTRY).and_then(|lines| i64::try_from(lines).ok());
        listed == Some(self.lines)
            && self.list.len().is_multiple_of(ENTRY)
            && self.previous.len() == size_of::<Hash>()
            && self.hash == self.computed()
    }
}

/// A batch by its number and hash, and with it every line up to there. Operators note it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditHead {
    pub(super) number: i64,
    pub(super) hash: Hash,
}

impl AuditHead {
    /// The head before the first batch.
    pub(super) const NONE: Self = Self { number: 0, hash: [0; 32] };

    pub(super) fn of(number: i64, hash: &[u8]) -> Option<Self> {
        Some(Self { number, hash: hash.try_into().ok()? })
    }
}

impl fmt::Display for AuditHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, hex::encode(self.hash))
    }
}

/// The text isn't a head.
#[derive(Debug, thiserror::Error)]
#[error("it has to be NUMBER:HASH, as `latchkey audit verify` prints it")]
pub struct NotAHead;

impl FromStr for AuditHead {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (number, hash) = text.split_once(':').ok_or(NotAHead)?;
        let mut head = Self { number: number.parse().map_err(|_| NotAHead)?, ..Self::NONE };
        hex::decode_to_slice(hash, &mut head.hash).map_err(|_| NotAHead)?;
        Ok(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Line {
        Line {
            id: "0123456789abcdef0123456789abcdef".to_owned(),
            at: 1_800_000_000_000,
            account_id: None,
            actor: "user".to_owned(),
            event: "sign_in".to_owned(),
            method: Some("totp".to_owned()),
            result: "ok".to_owned(),
            address: "192.0.2.1".to_owned(),
            agent: String::new(),
            detail: Some(String::new()),
            actor_id: None,
            times: 1,
            last_at: None,
            version: 1,
            salt: None,
            commitments: None,
        }
    }

    /// Computed independently of this code, from the description above: a sealed batch must remain checkable for ever.
    #[test]
    fn the_encoding_stays_what_it_is() {
        assert_eq!(hex::encode(line().hash()), "c206d62d6a8fc18b0f3dc4800d73aafe1ecaa3ef8186a3bf98989a6b7f8c7a9f");
        let list = list(&[line()]);
        let committed = Line { version: 2, salt: Some((0..16).collect()), ..line() };
        assert_eq!(hex::encode(committed.hash()), "1a270e98c3fb6db14253792fc58f0c55995a243af3d4bbdcbe08c1778120d80e");
        let detail_apart = Line { version: 3, ..committed };
        assert_eq!(hex::encode(detail_apart.hash()), "095ce7febfe3e6784e4ad8e0224c33377431c124dbe16a9f1fa0a71106b0d605");
        let erased = Line { address: String::new(), commitments: Some(line().hash().to_vec()), ..line() };
        assert_eq!(hex::encode(erased.as_it_stands()), "c48664a2452da006dd7baafdbb30dc276f5eabc385e6c6092dc255fb3710c3f3");
        assert!(list.starts_with(&hex::decode("0123456789abcdef0123456789abcdef").unwrap()));
        let batch = Batch { number: 1, sealed_at: 1_800_000_000_001, lines: 1, list, previous: vec![0; 32], hash: vec![] };
        assert_eq!(hex::encode(batch.computed()), "b8132983a0e87ae4bddbef27a53c21fdb95378fbbab030faac0fa4a6c5442f8d");
    }

    #[test]
    fn nothing_and_empty_differ_and_text_moves_to_no_other_column() {
        let different = [
            line(),
            Line { detail: None, ..line() },
            Line { detail: None, actor_id: Some(String::new()), ..line() },
            Line { times: 2, ..line() },
            Line { times: 2, last_at: Some(0), ..line() },
            Line { last_at: Some(0), ..line() },
            Line { actor: "users".to_owned(), event: "ign_in".to_owned(), ..line() },
            Line { actor: "use".to_owned(), event: "rsign_in".to_owned(), ..line() },
            Line { id: line().id.to_uppercase(), ..line() },
        ];
        let hashes: std::collections::HashSet<_> = different.iter().map(Line::hash).collect();
        assert_eq!(hashes.len(), different.len());
        assert_ne!(different[0].name(), different[8].name(), "two ids have two names");
    }

    #[test]
    fn heads_are_read_as_they_are_written() {
        let head = AuditHead { number: 12, hash: [0xab; 32] };
        assert_eq!(head.to_string().parse::<AuditHead>().unwrap(), head);
        for nonsense in ["", "12", "12:", "12:ab", ":", "x:y", &format!("{head}0"), &format!("1.5:{}", "0".repeat(64))] {
            assert!(nonsense.parse::<AuditHead>().is_err(), "{nonsense}");
        }
    }
}
