//! The second factors of every account, in one number beside the account. Counting a million accounts, or listing those without a factor, then needs
//! no other table.

use crate::{
    Error, Method,
    storage::{Conn, all, execute, optional},
};

const APP: i64 = 1;
const PASSKEY: i64 = 2;
const CODES: i64 = 4;
const FEW_CODES: i64 = 8;

/// The number in the column `account.factors`. The migration that adds the column defines it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, sqlx_macros::Type)]
#[sqlx(transparent)]
pub(crate) struct Factors(i64);

impl Factors {
    /// Whether the account has a method.
    pub(crate) fn is_enrolled(self) -> bool {
        self.has(APP | PASSKEY)
    }

    pub(crate) fn app(self) -> bool {
        self.has(APP)
    }

    pub(crate) fn passkey(self) -> bool {
        self.has(PASSKEY)
    }

    /// Whether it has any unused recovery codes.
    pub(crate) fn codes(self) -> bool {
        self.has(CODES)
    }

    /// Whether it has one to three unused recovery codes.
    pub(crate) fn few_codes(self) -> bool {
        self.has(FEW_CODES)
    }

    /// The methods in order of preference.
    pub(crate) fn methods(self) -> Vec<Method> {
        [(self.app(), Method::Totp), (self.passkey(), Method::Passkey)]
            .into_iter()
            .filter_map(|(has, method)| has.then_some(method))
            .collect()
    }

    fn has(self, any: i64) -> bool {
        self.0 & any != 0
    }

    /// The factors of an account with these methods and this number of unused recovery codes.
    pub(crate) fn of(app: bool, passkey: bool, codes_left: u32) -> Self {
        let methods = if app { APP } else { 0 } | if passkey { PASSKEY } else { 0 };
        let codes = match codes_left {
            0 => 0,
            1..=3 => CODES | FEW_CODES,
            _ => CODES,
        };
        Self(if methods == 0 { 0 } else { methods | codes })
    }
}

/// The factors of one account. Empty for an account that doesn't exist.
pub(crate) async fn of_account(conn: Conn<'_>, account: &str) -> Result<Factors, Error> {
    Ok(optional!((Factors,), conn, "SELECT factors FROM account WHERE id = $1", account)?.map(|(factors,)| factors).unwrap_or_default())
}

/// The number of accounts with each combination of factors, without the disabled accounts.
pub(crate) async fn count_accounts(conn: Conn<'_>) -> Result<Vec<(Factors, i64)>, Error> {
    Ok(all!((Factors, i64), conn, "SELECT factors, COUNT(*) FROM account WHERE disabled_at IS NULL GROUP BY factors")?)
}

/// Notes the present factors of an account, in the transaction that changed them and that has locked the account (`account::row::lock`, or another
/// update of its row): of two simultaneous changes, the second one sees the result of the first.
pub(crate) async fn note(conn: Conn<'_>, account: &str) -> Result<(), Error> {
    execute!(
        conn,
        "UPDATE account SET factors = (SELECT factors FROM held_factors WHERE held_factors.id = account.id) WHERE id = $1",
        account
    )?;
    Ok(())
}
