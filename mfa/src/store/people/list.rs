//! The list of people, a page at a time. A page begins after the last line of the one before, so the last page is as quick as the first.

use super::{
    keyset::{Keyset, LIMIT, People, PersonLine},
    search::Search,
    statement,
};
use crate::{
    Admin, Error, Session,
    factors::Factors,
    search_key::range,
    storage::{Conn, all, optional},
};

/// The accounts that the list contains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleFilter {
    /// All accounts.
    #[default]
    Everybody,
    /// Accounts that may open the dashboard.
    Administrators,
    /// Disabled accounts.
    Disabled,
    /// Accounts without a method that aren't disabled.
    Unenrolled,
    /// Accounts with a method and one to three recovery codes that aren't disabled.
    FewCodes,
    /// Accounts with a method and no recovery code that aren't disabled.
    NoCodes,
}

/// The position of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageCursor<'a> {
    /// The first page.
    #[default]
    First,
    /// The page that begins after this account.
    After(&'a str),
    /// The page that ends before this account.
    Before(&'a str),
}

/// A query of the list.
#[derive(Clone, Copy, Debug, Default)]
pub struct PeopleQuery<'a> {
    /// A part of the name or of the address; case and accents don't count. Names that begin with it come first. One or two characters are searched
    /// for at the beginning of names only.
    pub search: &'a str,
    /// The accounts that the list contains.
    pub filter: PeopleFilter,
    /// The position of the page.
    pub cursor: PageCursor<'a>,
}

/// The keyset of the page at `cursor`. The first page begins at `start`, so that the index is read from there and not from its first entry.
async fn keyset(conn: Conn<'_>, cursor: PageCursor<'_>, start: Keyset) -> Result<Keyset, Error> {
    let (id, backwards) = match cursor {
        PageCursor::First => return Ok(start),
        PageCursor::After(id) => (id, false),
        PageCursor::Before(id) => (id, true),
    };
    let found = optional!((Vec<u8>,), conn, "SELECT search_key FROM account WHERE id = $1 AND search_key IS NOT NULL", id)?;
    // An account that was deleted since has no position.
    Ok(found.map_or(start, |(key,)| Keyset { key, id: id.to_owned(), backwards }))
}

#[derive(sqlx_macros::FromRow)]
struct Keyed {
    search_key: Vec<u8>,
    #[sqlx(flatten)]
    line: PersonLine,
}

/// A page of the enabled accounts in these groups, merged by sort key. A group is given by its factors, whether its accounts are administrators, and
/// whether they have no password. At most one page is read from each.
pub(crate) async fn in_groups(mut conn: Conn<'_>, groups: &[(Factors, bool, bool)], cursor: PageCursor<'_>) -> Result<People, Error> {
    let (from, to) = range("");
    let keyset = keyset(conn.reborrow(), cursor, Search::new("").start()).await?;
    let mut found = vec![];
    for (factors, administrator, passwordless) in groups {
        let conn = conn.reborrow();
        let statement = statement::in_group(keyset.backwards, *passwordless);
        found.extend(all!(Keyed, conn, statement, &keyset.key, &keyset.id, &from, &to, LIMIT, factors, administrator)?);
    }
    found.sort_by(|one, other| (&one.search_key, &one.line.id).cmp(&(&other.search_key, &other.line.id)));
    if keyset.backwards {
        found.reverse();
    }
    Ok(keyset.page(found.into_iter().map(|Keyed { line, .. }| line).collect()))
}

impl Admin<'_> {
    /// A page of the list.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn people(self, session: &Session, query: PeopleQuery<'_>) -> Result<People, Error> {
        session.require_administrator()?;
        let mut read = self.latchkey.db().read().await?;
        let search = Search::new(query.search);
        let keyset = keyset(read.conn(), query.cursor, search.start()).await?;
        let lines = search.lines(read.conn(), &query.filter.statements(keyset.backwards), &keyset).await?;
        Ok(keyset.page(lines))
    }
}
