//! Everybody, a page at a time. A page begins where the one before ended, so that the last one is as quick as the first.

use super::search_key::range;
use crate::{
    Error, Latchkey, Session,
    factors::Factors,
    storage::{Conn, all, optional},
};

/// People on a page.
const PAGE: usize = 50;
/// As many, and one.
const LIMIT: i64 = 51;

/// Who is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
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
pub enum Turn<'a> {
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
    /// What they are called begins with this, in whatever case.
    pub search: &'a str,
    /// Who is shown.
    pub show: Show,
    /// Which page.
    pub turn: Turn<'a>,
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
    /// In the order of what they are called.
    pub lines: Vec<PersonLine>,
    /// Whether there is a page before.
    pub earlier: bool,
    /// Whether there is a page after.
    pub later: bool,
}

/// The statement for one direction and one kind of people: written out, so that each has an index that fits.
macro_rules! statement {
    ($who:literal, $compare:literal, $order:literal) => {
        concat!(
            "SELECT search_key, id, COALESCE(label, email) AS name, administrator, created_at, disabled_at,
                    (SELECT COUNT(*) FROM totp_device WHERE account_id = account.id AND state = 'verified') AS devices,
                    (SELECT COUNT(*) FROM passkey WHERE account_id = account.id) AS passkeys
             FROM account WHERE ",
            $who,
            " AND (search_key, id) ",
            $compare,
            " ($1, $2) AND search_key >= $3 AND search_key < $4 ORDER BY search_key ",
            $order,
            ", id ",
            $order,
            " LIMIT $5"
        )
    };
}

macro_rules! directions {
    ($who:literal) => {
        (statement!($who, ">", "ASC"), statement!($who, "<", "DESC"))
    };
}

impl Show {
    /// Forwards and backwards. Each condition is that of an index, to the letter.
    fn statements(self) -> (&'static str, &'static str) {
        match self {
            Self::Everybody => directions!("TRUE"),
            Self::Administrators => directions!("administrator"),
            Self::Disabled => directions!("disabled_at IS NOT NULL"),
            Self::Unenrolled => directions!("factors < 1 AND disabled_at IS NULL"),
            Self::FewCodes => directions!("factors >= 8 AND disabled_at IS NULL"),
            Self::NoCodes => directions!("factors > 0 AND factors < 4 AND disabled_at IS NULL"),
        }
    }
}

/// Where a page begins.
struct Mark {
    key: Vec<u8>,
    id: String,
    backwards: bool,
}

impl Mark {
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

/// The first page begins with the key `from`: an index that is read from the mark on is not read from the first of all, then.
async fn mark(conn: Conn<'_>, turn: Turn<'_>, from: &[u8]) -> Result<Mark, Error> {
    let first = Mark { key: from.to_owned(), id: String::new(), backwards: false };
    let (id, backwards) = match turn {
        Turn::First => return Ok(first),
        Turn::After(id) => (id, false),
        Turn::Before(id) => (id, true),
    };
    let found = optional!((Vec<u8>,), conn, "SELECT search_key FROM account WHERE id = $1 AND search_key IS NOT NULL", id)?;
    // Whoever is gone meanwhile marks nothing.
    Ok(found.map_or(first, |(key,)| Mark { key, id: id.to_owned(), backwards }))
}

#[derive(sqlx::FromRow)]
struct Keyed {
    search_key: Vec<u8>,
    #[sqlx(flatten)]
    line: PersonLine,
}

/// A page of all who are in one of these groups and aren't disabled: of each group as many as the page has room for, and of these the first.
pub(crate) async fn in_groups(mut conn: Conn<'_>, groups: &[(Factors, bool)], turn: Turn<'_>) -> Result<People, Error> {
    let (from, to) = range("");
    let mark = mark(conn.reborrow(), turn, &from).await?;
    let (forward, backward) = directions!("factors = $6 AND administrator = $7 AND disabled_at IS NULL");
    let statement = if mark.backwards { backward } else { forward };
    let mut found = vec![];
    for (factors, administrator) in groups {
        let conn = conn.reborrow();
        found.extend(all!(Keyed, conn, statement, &mark.key, &mark.id, &from, &to, LIMIT, factors, administrator)?);
    }
    found.sort_by(|one, other| (&one.search_key, &one.line.id).cmp(&(&other.search_key, &other.line.id)));
    if mark.backwards {
        found.reverse();
    }
    Ok(mark.page(found.into_iter().map(|Keyed { line, .. }| line).collect()))
}

impl Latchkey {
    /// A page of people.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for whoever isn't an administrator.
    pub async fn people(&self, session: &Session, query: PeopleQuery<'_>) -> Result<People, Error> {
        session.require_administrator()?;
        let mut read = self.db.read().await?;
        let (from, to) = range(query.search.trim());
        let mark = mark(read.conn(), query.turn, &from).await?;
        let (forward, backward) = query.show.statements();
        let statement = if mark.backwards { backward } else { forward };
        Ok(mark.page(all!(PersonLine, read.conn(), statement, &mark.key, &mark.id, from, to, LIMIT)?))
    }
}
