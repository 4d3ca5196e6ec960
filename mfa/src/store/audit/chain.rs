//! How lines become batches, and batches a chain: the hashed bytes.
//!
//! ```text
//!  line    SHA-256 of "latchkey audit line 1" and the columns up to `actor_id` in the order of [`Line`]; of a line that counts repetitions,
//!          of "latchkey audit line 2" and all columns, each as
//!          00                                  NULL
//!          01 ‖ length, 8 bytes ‖ UTF-8        a text
//!          02 ‖ 8 bytes                        a number
//!  list    of each line, in the order of the ids: its id in 16 bytes ‖ its hash
//!  batch   SHA-256 of "latchkey audit batch 1" ‖ number, sealed_at, how many lines: 8 bytes each ‖ SHA-256 of the list
//!          ‖ the hash of the batch before, of batch 1 all zeros
//!  head    NUMBER:HASH of the newest batch, in hexadecimal
//! ```
//!
//! Numbers are signed and big-endian. Lengths come first, so that no two lines have the same encoding.

use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

const LINE: &[u8] = b"latchkey audit line 1";
/// The prefix of a line that counts repetitions.
const REPEATED: &[u8] = b"latchkey audit line 2";
const BATCH: &[u8] = b"latchkey audit batch 1";

pub(super) type Hash = [u8; 32];
/// An id in the encoding of the list.
pub(super) type Name = [u8; 16];

/// The size of a list's entry in bytes.
pub(super) const ENTRY: usize = size_of::<Name>() + size_of::<Hash>();

/// The columns of `audit_event` that are hashed: all but the batch, which says nothing about the event.
macro_rules! columns {
    () => {
        "id, at, account_id, actor, event, method, result, address, agent, detail, actor_id, times, last_at"
    };
}
pub(super) use columns;

/// A line as stored in the table.
#[derive(sqlx::FromRow)]
pub(super) struct Line {
    pub(super) id: String,
    at: i64,
    account_id: Option<String>,
    actor: String,
    event: String,
    method: Option<String>,
    result: String,
    address: String,
    agent: String,
    detail: Option<String>,
    actor_id: Option<String>,
    times: i64,
    last_at: Option<i64>,
}

impl Line {
    pub(super) fn hash(&self) -> Hash {
        let Self { id, at, account_id, actor, event, method, result, address, agent, detail, actor_id, times, last_at } = self;
        let once = (*times, *last_at) == (1, None);
        let mut bytes = if once { LINE } else { REPEATED }.to_vec();
        text(&mut bytes, Some(id));
        number(&mut bytes, Some(*at));
        text(&mut bytes, account_id.as_ref());
        text(&mut bytes, Some(actor));
        text(&mut bytes, Some(event));
        text(&mut bytes, method.as_ref());
        text(&mut bytes, Some(result));
        text(&mut bytes, Some(address));
        text(&mut bytes, Some(agent));
        text(&mut bytes, detail.as_ref());
        text(&mut bytes, actor_id.as_ref());
        if !once {
            number(&mut bytes, Some(*times));
            number(&mut bytes, *last_at);
        }
        Sha256::digest(bytes).into()
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

fn text(bytes: &mut Vec<u8>, value: Option<&String>) {
    let Some(value) = value else { return bytes.push(0) };
    bytes.push(1);
    bytes.extend(u64::try_from(value.len()).unwrap_or(u64::MAX).to_be_bytes());
    bytes.extend(value.as_bytes());
}

fn number(bytes: &mut Vec<u8>, value: Option<i64>) {
    let Some(value) = value else { return bytes.push(0) };
    bytes.push(2);
    bytes.extend(value.to_be_bytes());
}

/// The list of these lines.
pub(super) fn list(lines: &[Line]) -> Vec<u8> {
    let mut entries: Vec<_> = lines.iter().map(|line| (line.name(), line.hash())).collect();
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
#[derive(sqlx::FromRow)]
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
        }
    }

    /// Computed independently of this code, from the description above: a sealed batch must remain checkable for ever.
    #[test]
    fn the_encoding_stays_what_it_is() {
        assert_eq!(hex::encode(line().hash()), "c206d62d6a8fc18b0f3dc4800d73aafe1ecaa3ef8186a3bf98989a6b7f8c7a9f");
        let list = list(&[line()]);
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
