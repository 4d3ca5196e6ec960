//! Searches people by a part of their names.
//!
//! ```text
//!  names that begin with the text, in order ──► page full? done
//!  other names: scan the next STRETCH accounts in order ──► page full? done: the text is frequent
//!               count the matches in the index ── more than FEW ──► scan the next LONG_STRETCH accounts ──► page full? done
//!               read all matches from the index, and sort them
//! ```
//!
//! The index of text parts isn't in the order of names, so a frequent text would have many matches to sort; a scan in order is slow for a rare one.
//! A text with fewer than [`FEWEST`] characters is searched for at the beginning of names only.

use super::{
    keyset::{Keyset, LIMIT, PersonLine},
    statement::Statements,
};
use crate::{
    Error,
    search_key::{fold, range},
    storage::{Conn, all, one, optional, phrase},
};

/// The shortest text that the index can search for, in characters.
const FEWEST: usize = 3;
/// The longest text that is searched for, in bytes: far longer than any name.
const LONGEST: usize = 4096;
/// Accounts scanned before the index is used.
const STRETCH: i64 = 2000;
/// Matches in the index that are sorted without a longer scan.
const FEW: i64 = 5000;
/// Accounts scanned before more than [`FEW`] matches are sorted. With so many matches, the page is nearly always full long before.
const LONG_STRETCH: i64 = 100_000;

/// The position at which the search continues, its direction, and the number of lines wanted.
struct Place<'a> {
    key: &'a [u8],
    id: &'a str,
    backwards: bool,
    limit: i64,
}

/// A search text.
pub(super) struct Search {
    text: String,
    /// The range of the keys that begin with it.
    from: Vec<u8>,
    to: Vec<u8>,
}

impl Search {
    pub(super) fn new(typed: &str) -> Self {
        let text = fold(typed.trim());
        let (from, to) = range(&text);
        Self { text, from, to }
    }

    /// The position before the first match.
    pub(super) fn start(&self) -> Keyset {
        Keyset { key: self.from.clone(), id: String::new(), backwards: false }
    }

    /// Whether the text is searched for within names, too. No name contains a control character.
    fn is_of_parts(&self) -> bool {
        self.text.chars().count() >= FEWEST && self.text.len() <= LONGEST && !self.text.contains(char::is_control)
    }

    /// The text to search the index for: of an address the local part, which fewer accounts share.
    fn part(&self) -> &str {
        match self.text.split_once('@') {
            Some((local, _)) if local.chars().count() >= FEWEST => local,
            _ => &self.text,
        }
    }

    fn begins(&self, key: &[u8]) -> bool {
        key >= self.from.as_slice() && key < self.to.as_slice()
    }

    /// The matches after the keyset, in its direction: a page and one more.
    pub(super) async fn lines(&self, mut conn: Conn<'_>, statements: &Statements, keyset: &Keyset) -> Result<Vec<PersonLine>, Error> {
        let Keyset { key, id, backwards } = keyset;
        if !self.is_of_parts() {
            return self.beginning(conn, statements, key, id, LIMIT).await;
        }
        match (backwards, self.begins(key)) {
            (false, true) => {
                let mut lines = self.beginning(conn.reborrow(), statements, key, id, LIMIT).await?;
                let room = room(&lines, LIMIT);
                if room > 0 {
                    lines.extend(self.others(conn, statements, &[], "", false, room).await?);
                }
                Ok(lines)
            }
            (false, false) => self.others(conn, statements, key, id, false, LIMIT).await,
            (true, true) => self.beginning(conn, statements, key, id, LIMIT).await,
            (true, false) => {
                let mut lines = self.others(conn.reborrow(), statements, key, id, true, LIMIT).await?;
                let room = room(&lines, LIMIT);
                if room > 0 {
                    lines.extend(self.beginning(conn, statements, &self.to, "", room).await?);
                }
                Ok(lines)
            }
        }
    }

    /// The matches whose keys begin with the text.
    async fn beginning(&self, conn: Conn<'_>, statements: &Statements, key: &[u8], id: &str, limit: i64) -> Result<Vec<PersonLine>, Error> {
        Ok(all!(PersonLine, conn, statements.beginning, key, id, &self.from, &self.to, limit)?)
    }

    /// The matches that contain the text elsewhere.
    async fn others(
        &self,
        mut conn: Conn<'_>,
        statements: &Statements,
        key: &[u8],
        id: &str,
        backwards: bool,
        limit: i64,
    ) -> Result<Vec<PersonLine>, Error> {
        let place = Place { key, id, backwards, limit };
        if let Some(lines) = self.walk(conn.reborrow(), statements, &place, STRETCH).await? {
            return Ok(lines);
        }
        if self.count(conn.reborrow(), statements).await? > FEW
            && let Some(lines) = self.walk(conn.reborrow(), statements, &place, LONG_STRETCH).await?
        {
            return Ok(lines);
        }
        let (few, part) = (&statements.few, self.part());
        Ok(match conn {
            Conn::Sqlite(_) => all!(PersonLine, conn, few.sqlite, key, id, &self.from, &self.to, limit, &self.text, phrase(part))?,
            Conn::Postgres(_) => all!(PersonLine, conn, few.postgres, key, id, &self.from, &self.to, limit, &self.text, part)?,
        })
    }

    /// Scans this many accounts in order. `None` if the page isn't full then and there are more accounts.
    async fn walk(
        &self,
        mut conn: Conn<'_>,
        statements: &Statements,
        &Place { key, id, backwards, limit }: &Place<'_>,
        stretch: i64,
    ) -> Result<Option<Vec<PersonLine>>, Error> {
        let end = optional!((Vec<u8>, String), conn.reborrow(), statements.further, key, id, stretch)?;
        let is_all = end.is_none();
        let (end_key, end_id) = end.unwrap_or_else(|| (if backwards { vec![] } else { vec![u8::MAX] }, String::new()));
        let statement = match conn {
            Conn::Sqlite(_) => statements.walk.sqlite,
            Conn::Postgres(_) => statements.walk.postgres,
        };
        let lines = all!(PersonLine, conn, statement, key, id, &self.from, &self.to, limit, self.text.as_bytes(), end_key, end_id)?;
        Ok((is_all || room(&lines, limit) == 0).then_some(lines))
    }

    /// The number of matches in the index, at most [`FEW`] + 1.
    async fn count(&self, conn: Conn<'_>, statements: &Statements) -> Result<i64, Error> {
        let most = FEW.saturating_add(1);
        let (count, part) = (&statements.count, self.part());
        let (found,) = match conn {
            Conn::Sqlite(_) => one!((i64,), conn, count.sqlite, &self.from, &self.to, most, &self.text, phrase(part))?,
            Conn::Postgres(_) => one!((i64,), conn, count.postgres, &self.from, &self.to, most, &self.text, part)?,
        };
        Ok(found)
    }
}

/// The number of lines that are missing to the limit.
fn room(lines: &[PersonLine], limit: i64) -> i64 {
    limit.saturating_sub(i64::try_from(lines.len()).unwrap_or(limit))
}
