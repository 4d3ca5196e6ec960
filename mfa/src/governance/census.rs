//! Who has what: all accounts, counted by what matters for a policy, in one reading.

use crate::{
    Error, Method, Policy,
    storage::{Conn, all},
};

/// Accounts that are alike in everything that a policy looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Group {
    totp: bool,
    passkey: bool,
    /// Unused recovery codes that count.
    codes: bool,
    administrator: bool,
    pub(super) accounts: i64,
}

/// What a policy means for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Signs in with the password (or by the application) alone.
    Free,
    /// Enrolls a method first.
    Enrolls,
    /// Proves a method at every sign-in.
    Proves,
    /// Has only methods that are switched off, and gets on with a recovery code.
    NeedsCode,
    /// Has only methods that are switched off, and nothing else.
    LockedOut,
}

impl Group {
    pub(super) fn fate(&self, policy: &Policy) -> Fate {
        let has = [(self.totp, Method::Totp), (self.passkey, Method::Passkey)];
        let accepted = has.iter().any(|(has, method)| *has && policy.accepts(*method));
        match (accepted, self.totp || self.passkey) {
            (true, _) if policy.session_based => Fate::Proves,
            (true, _) => Fate::Free,
            // The password lets them in, and nothing asks for more until they want to change something.
            (false, true) if !policy.session_based && !policy.demands_enrollment() => Fate::Free,
            (false, true) if self.codes => Fate::NeedsCode,
            (false, true) => Fate::LockedOut,
            (false, false) if policy.demands_enrollment() => Fate::Enrolls,
            (false, false) => Fate::Free,
        }
    }

    /// Whether it is an administrator who can still change the policy, which takes a proof of whatever they have.
    pub(super) fn governs(&self, policy: &Policy) -> bool {
        let has = [(self.totp, Method::Totp), (self.passkey, Method::Passkey)];
        let can_prove = self.codes || has.iter().any(|(has, method)| *has && policy.accepts(*method));
        self.administrator && (can_prove || !(self.totp || self.passkey))
    }
}

/// Everybody who isn't disabled.
pub(super) async fn take(conn: Conn<'_>) -> Result<Vec<Group>, Error> {
    Ok(all!(
        Group,
        conn,
        "SELECT totp, passkey, codes, administrator, COUNT(*) AS accounts FROM enrollment GROUP BY totp, passkey, codes, administrator"
    )?)
}

/// What the first of a group are called.
pub(super) async fn names(conn: Conn<'_>, group: &Group, limit: i64) -> Result<Vec<String>, Error> {
    let rows = all!(
        (String,),
        conn,
        "SELECT name FROM enrollment WHERE totp = $1 AND passkey = $2 AND codes = $3 AND administrator = $4 ORDER BY name LIMIT $5",
        group.totp,
        group.passkey,
        group.codes,
        group.administrator,
        limit
    )?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}
