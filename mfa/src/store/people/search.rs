//! Finding people by a part of what they are called.
//!
//! ```text
//!  those whose name begins with it, in order ──► full? done
//!  the others: the next STRETCH accounts, one after the other ──► full? done: many have it
//!              how many has the index? ── more than FEW ──► the next LONG_STRETCH accounts ──► full? done
//!              all that the index has, put into order
//! ```
//!
//! An index of parts of texts can't tell whose name comes first, and putting many into order takes long; looking at one after the other takes long
//! where few have it. A text with fewer than [`FEWEST`] characters is looked for at the beginning alone.

use super::{
    list::{Keyset, LIMIT, PersonLine},
    statement::Statements,
};
use crate::{
    Error,
    search_key::{fold, range},
    storage::{Conn, all, one, optional, phrase},
};

/// Characters that the index can look for.
const FEWEST: usize = 3;
/// Octets of the longest text that is looked for: far more than any account has.
const LONGEST: usize = 4096;
/// Accounts that are looked at before the index is asked.
const STRETCH: i64 = 2000;
/// Accounts that the index may have for them to be put into order at once.
const FEW: i64 = 5000;
/// Accounts that are looked at before more than that are put into order. Where so many have it, the page is nearly always full long before.
const LONG_STRETCH: i64 = 100_000;

/// Where it goes on, in which direction, and how many are wanted.
struct Place<'a> {
    key: &'a [u8],
    id: &'a str,
    backwards: bool,
    limit: i64,
}

/// A text that is looked for.
pub(super) struct Search {
    text: String,
    /// The keys that begin with it.
    from: Vec<u8>,
    to: Vec<u8>,
}

impl Search {
    pub(super) fn new(typed: &str) -> Self {
        let text = fold(typed.trim());
        let (from, to) = range(&text);
        Self { text, from, to }
    }

    /// Before the first of those who are found.
    pub(super) fn start(&self) -> Keyset {
        Keyset { key: self.from.clone(), id: String::new(), backwards: false }
    }

    /// Whether it is looked for in the middle as well. No text of an account has a control character.
    fn is_of_parts(&self) -> bool {
        self.text.chars().count() >= FEWEST && self.text.len() <= LONGEST && !self.text.contains(char::is_control)
    }

    /// What the index is asked for: of an address the part that few share with others, which it finds soonest.
    fn part(&self) -> &str {
        match self.text.split_once('@') {
            Some((local, _)) if local.chars().count() >= FEWEST => local,
            _ => &self.text,
        }
    }

    fn begins(&self, key: &[u8]) -> bool {
        key >= self.from.as_slice() && key < self.to.as_slice()
    }

    /// Those who come after the keyset, in its direction: as many as fill a page, and one.
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

    /// Those whose keys begin with it.
    async fn beginning(&self, conn: Conn<'_>, statements: &Statements, key: &[u8], id: &str, limit: i64) -> Result<Vec<PersonLine>, Error> {
        Ok(all!(PersonLine, conn, statements.beginning, key, id, &self.from, &self.to, limit)?)
    }

    /// Those who have it elsewhere.
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

    /// Looks at so many accounts one after the other. `None` if the page isn't full then and there are more accounts.
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

    /// How many the index has, one more than few at most.
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

/// How many more there is room for.
fn room(lines: &[PersonLine], limit: i64) -> i64 {
    limit.saturating_sub(i64::try_from(lines.len()).unwrap_or(limit))
}
