//! Everybody, a page at a time. A page begins where the one before ended, so that the last one is as quick as the first.

use super::{search::Search, statement};
use crate::{
    Admin, Error, Session,
    factors::Factors,
    search_key::range,
    storage::{Conn, all, optional},
};

/// People on a page.
const PAGE: usize = 50;
/// As many, and one.
pub(super) const LIMIT: i64 = 51;

/// Who is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleFilter {
    /// Everybody.
    #[default]
    Everybody,
    /// Who may open the dashboard.
    Administrators,
    /// Whose account is disabled.
    Disabled,
    /// Who has no method. Nobody whose account is disabled.
    Unenrolled,
    /// Who has a method, and one to three recovery codes. Nobody whose account is disabled.
    FewCodes,
    /// Who has a method, and no recovery code. Nobody whose account is disabled.
    NoCodes,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageCursor<'a> {
    /// The first one.
    #[default]
    First,
    /// The one after this account.
    After(&'a str),
    /// The one before this account.
    Before(&'a str),
}

/// What is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct PeopleQuery<'a> {
    /// What they are called, or their address, has this in it, whatever the case and the accents. Those who begin with it come first; one or two
    /// characters are looked for at the beginning only.
    pub search: &'a str,
    /// Who is shown.
    pub filter: PeopleFilter,
    /// Which page.
    pub cursor: PageCursor<'a>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PersonLine {
    /// The account.
    pub id: String,
    /// The address, or the name that an application gave its user.
    pub name: String,
    /// May open the dashboard.
    pub administrator: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970, if the account is disabled.
    pub disabled_at: Option<i64>,
    /// Verified authenticator apps.
    pub devices: i64,
    /// Passkeys.
    pub passkeys: i64,
}

/// A page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// In the order of what they are called, those first who begin with what is looked for.
    pub lines: Vec<PersonLine>,
    /// Whether there is a page before.
    pub earlier: bool,
    /// Whether there is a page after.
    pub later: bool,
}

/// Where a page begins.
pub(super) struct Keyset {
    pub(super) key: Vec<u8>,
    pub(super) id: String,
    pub(super) backwards: bool,
}

impl Keyset {
    /// The page of those who come after it, in this direction; one more than there is room for shows that there are more.
    fn page(&self, mut lines: Vec<PersonLine>) -> People {
        let more = lines.len() > PAGE;
        lines.truncate(PAGE);
        if self.backwards {
            lines.reverse();
        }
        let (earlier, later) = if self.backwards { (more, true) } else { (!self.id.is_empty(), more) };
        People { lines, earlier, later }
    }
}

/// The first page begins at `start`: an index that is read from the keyset on is not read from the first of all, then.
async fn keyset(conn: Conn<'_>, cursor: PageCursor<'_>, start: Keyset) -> Result<Keyset, Error> {
    let (id, backwards) = match cursor {
        PageCursor::First => return Ok(start),
        PageCursor::After(id) => (id, false),
        PageCursor::Before(id) => (id, true),
    };
    let found = optional!((Vec<u8>,), conn, "SELECT search_key FROM account WHERE id = $1 AND search_key IS NOT NULL", id)?;
    // Whoever is gone meanwhile marks nothing.
    Ok(found.map_or(start, |(key,)| Keyset { key, id: id.to_owned(), backwards }))
}

#[derive(sqlx::FromRow)]
struct Keyed {
    search_key: Vec<u8>,
    #[sqlx(flatten)]
    line: PersonLine,
}

/// A page of all who are in one of these groups and aren't disabled: of each group as many as the page has room for, and of these the first.
pub(crate) async fn in_groups(mut conn: Conn<'_>, groups: &[(Factors, bool)], cursor: PageCursor<'_>) -> Result<People, Error> {
    let (from, to) = range("");
    let keyset = keyset(conn.reborrow(), cursor, Search::new("").start()).await?;
    let statement = statement::in_group(keyset.backwards);
    let mut found = vec![];
    for (factors, administrator) in groups {
        let conn = conn.reborrow();
        found.extend(all!(Keyed, conn, statement, &keyset.key, &keyset.id, &from, &to, LIMIT, factors, administrator)?);
    }
    found.sort_by(|one, other| (&one.search_key, &one.line.id).cmp(&(&other.search_key, &other.line.id)));
    if keyset.backwards {
        found.reverse();
    }
    Ok(keyset.page(found.into_iter().map(|Keyed { line, .. }| line).collect()))
}

impl Admin<'_> {
    /// A page of people.
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
