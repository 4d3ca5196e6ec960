//! The statements that find people, written out for each filter and direction so that each has a fitting index.

use super::PeopleFilter;

/// The statements for one filter in one direction.
pub(super) struct Statements {
    /// The accounts whose key is within a range.
    pub(super) beginning: &'static str,
    /// The account a number of places further on.
    pub(super) further: &'static str,
    /// The accounts before a given one whose key contains a text and is outside a range, found by a scan of the keys.
    pub(super) walk: ByDatabase,
    /// The number of matching accounts, up to a limit, found with the index.
    pub(super) count: ByDatabase,
    /// A page of matching accounts, found with the index and then sorted.
    pub(super) few: ByDatabase,
}

/// A statement that differs between the two databases.
pub(super) struct ByDatabase {
    pub(super) sqlite: &'static str,
    pub(super) postgres: &'static str,
}

/// A page of the accounts that `$page` finds.
macro_rules! lines {
    ($page:expr, $order:literal) => {
        concat!(
            "WITH page AS MATERIALIZED (",
            $page,
            " ORDER BY search_key ",
            $order,
            ", id ",
            $order,
            " LIMIT $5)
             SELECT account.search_key, account.id, COALESCE(label, email) AS name, administrator, created_at, disabled_at,
                    (SELECT COUNT(*) FROM totp_device WHERE account_id = account.id AND state = 'verified') AS devices,
                    (SELECT COUNT(*) FROM passkey WHERE account_id = account.id) AS passkeys
             FROM page JOIN account ON account.id = page.id ORDER BY page.search_key ",
            $order,
            ", page.id ",
            $order
        )
    };
}

/// The accounts that the index finds by `$part` and that contain all of the text.
macro_rules! indexed {
    ($who:literal, sqlite, $from:literal, $to:literal, $text:literal, $part:literal) => {
        concat!(
            "SELECT account.search_key, account.id FROM account_search JOIN account_search_row ON number = account_search.rowid
             JOIN account ON account.id = account_id
             WHERE account_search MATCH ",
            $part,
            " AND instr(account_search_row.search, ",
            $text,
            ") > 0
             AND NOT (search_key >= ",
            $from,
            " AND search_key < ",
            $to,
            ") AND ",
            $who
        )
    };
    ($who:literal, postgres, $from:literal, $to:literal, $text:literal, $part:literal) => {
        concat!(
            "SELECT search_key, id FROM account
             WHERE latchkey_trigrams(search) @> latchkey_trigrams(",
            $part,
            ") AND strpos(search, ",
            $text,
            ") > 0
             AND NOT (search_key >= ",
            $from,
            " AND search_key < ",
            $to,
            ") AND ",
            $who
        )
    };
}

macro_rules! statements {
    ($who:literal, $after:literal, $before:literal, $order:literal) => {
        Statements {
            beginning: lines!(
                concat!("SELECT search_key, id FROM account WHERE ", $who, " AND (search_key, id) ", $after, " ($1, $2)
                         AND search_key >= $3 AND search_key < $4"),
                $order
            ),
            further: concat!(
                "SELECT search_key, id FROM account WHERE ", $who, " AND (search_key, id) ", $after, " ($1, $2)
                 ORDER BY search_key ", $order, ", id ", $order, " LIMIT 1 OFFSET $3"
            ),
            walk: ByDatabase {
                sqlite: statements!(walk $who, $after, $before, $order, "instr(search_key, $6) > 0"),
                postgres: statements!(walk $who, $after, $before, $order, "position($6 IN search_key) > 0"),
            },
            count: ByDatabase {
                sqlite: concat!("SELECT COUNT(*) FROM (", indexed!($who, sqlite, "$1", "$2", "$4", "$5"), " LIMIT $3)"),
                postgres: concat!("SELECT COUNT(*) FROM (", indexed!($who, postgres, "$1", "$2", "$4", "$5"), " LIMIT $3) AS found"),
            },
            few: ByDatabase {
                sqlite: statements!(few indexed!($who, sqlite, "$3", "$4", "$6", "$7"), $after, $order),
                postgres: statements!(few indexed!($who, postgres, "$3", "$4", "$6", "$7"), $after, $order),
            },
        }
    };
    (walk $who:literal, $after:literal, $before:literal, $order:literal, $contains:literal) => {
        lines!(
            concat!("SELECT search_key, id FROM account WHERE ", $who, " AND (search_key, id) ", $after, " ($1, $2)
                     AND (search_key, id) ", $before, " ($7, $8) AND NOT (search_key >= $3 AND search_key < $4) AND ", $contains),
            $order
        )
    };
    // Materialized, so that all are found before any is sorted: otherwise the database would scan the rows in order.
    (few $indexed:expr, $after:literal, $order:literal) => {
        lines!(
            concat!("WITH found AS MATERIALIZED (", $indexed, ") SELECT search_key, id FROM found WHERE (search_key, id) ", $after, " ($1, $2)"),
            $order
        )
    };
}

macro_rules! directions {
    ($who:literal) => {
        (statements!($who, ">", "<", "ASC"), statements!($who, "<", ">", "DESC"))
    };
}

impl PeopleFilter {
    /// The statements in one direction. Each condition repeats that of an index word for word, or the index wouldn't be used.
    pub(super) fn statements(self, backwards: bool) -> Statements {
        let (forwards, back) = match self {
            Self::Everybody => directions!("TRUE"),
            Self::Administrators => directions!("administrator"),
            Self::Disabled => directions!("disabled_at IS NOT NULL"),
            Self::Unenrolled => directions!("factors < 1 AND disabled_at IS NULL"),
            Self::FewCodes => directions!("factors >= 8 AND disabled_at IS NULL"),
            Self::NoCodes => directions!("factors > 0 AND factors < 4 AND disabled_at IS NULL"),
        };
        if backwards { back } else { forwards }
    }
}

/// The accounts with the same factors, in one direction.
pub(super) fn in_group(backwards: bool, passwordless: bool) -> &'static str {
    let (forwards, back) = match passwordless {
        false => {
            directions!("factors = $6 AND administrator = $7 AND (password_hash <> '' OR subject IS NOT NULL) AND disabled_at IS NULL")
        }
        true => directions!("factors = $6 AND administrator = $7 AND password_hash = '' AND subject IS NULL AND disabled_at IS NULL"),
    };
    if backwards { back.beginning } else { forwards.beginning }
}
