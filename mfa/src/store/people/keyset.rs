//! A page of the list of people, and the position at which it begins.

/// Lines on a page.
const PAGE: usize = 50;
/// Lines to read for a page: one more, which shows that there is a further page.
pub(super) const LIMIT: i64 = 51;

/// An account in the list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct PersonLine {
    /// The account's id.
    pub id: String,
    /// The address, or the name that an application gave its user.
    pub name: String,
    /// Whether the account may open the dashboard.
    pub administrator: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970, if the account is disabled.
    pub disabled_at: Option<i64>,
    /// Number of verified authenticator apps.
    pub devices: i64,
    /// Number of passkeys.
    pub passkeys: i64,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// In the order of their names; names that begin with the search text come first.
    pub lines: Vec<PersonLine>,
    /// Whether there is a page before this one.
    pub earlier: bool,
    /// Whether there is a page after this one.
    pub later: bool,
}

/// The position at which a page begins: the line after (or before) this key and id.
pub(super) struct Keyset {
    pub(super) key: Vec<u8>,
    pub(super) id: String,
    pub(super) backwards: bool,
}

impl Keyset {
    /// Makes the page of lines that were read from this position in its direction, up to [`LIMIT`].
    pub(super) fn page(&self, mut lines: Vec<PersonLine>) -> People {
        let more = lines.len() > PAGE;
        lines.truncate(PAGE);
        if self.backwards {
            lines.reverse();
        }
        let (earlier, later) = if self.backwards { (more, true) } else { (!self.id.is_empty(), more) };
        People { lines, earlier, later }
    }
}
