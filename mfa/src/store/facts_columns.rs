//! The columns that the facts of a session are made of, for the statements that read them.

use crate::{Level, Method, Timestamp, flow::SessionFacts};

/// Wrong first codes after which a pending device has to be started again.
pub(crate) const PENDING_DEVICE_GUESSES: i64 = 10;

/// The values that [`facts_columns!`] selects.
#[derive(sqlx_macros::FromRow)]
pub(crate) struct FactsColumns {
    devices: i64,
    /// The last time that a device was enrolled or used.
    device_used_at: Option<i64>,
    passkeys: i64,
    passkey_used_at: Option<i64>,
    pending_device: Option<String>,
    pending_passkeys: i64,
    pending_sets: i64,
    postponed: bool,
    recovering: bool,
}

/// The columns of [`FactsColumns`] but for `postponed` and `recovering`, for the ids of an account and a session, the time, and the number of guesses at
/// a pending device: columns of the statement, or its parameters.
macro_rules! facts_columns {
    ($account:literal, $session:literal, $now:literal, $guesses:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM totp_device WHERE account_id = ",
            $account,
            " AND state = 'verified') AS devices,
            (SELECT MAX(COALESCE(last_used_at, created_at)) FROM totp_device WHERE account_id = ",
            $account,
            " AND state = 'verified') AS device_used_at,
            (SELECT COUNT(*) FROM passkey WHERE account_id = ",
            $account,
            ") AS passkeys,
            (SELECT MAX(COALESCE(last_used_at, created_at)) FROM passkey WHERE account_id = ",
            $account,
            ") AS passkey_used_at,
            (SELECT MAX(id) FROM totp_device WHERE session_id = ",
            $session,
            " AND state = 'pending' AND expires_at > ",
            $now,
            " AND guesses < ",
            $guesses,
            ") AS pending_device,
            (SELECT COUNT(*) FROM passkey_ceremony WHERE beginner = ",
            $session,
            " AND purpose = 'register' AND expires_at > ",
            $now,
            ") AS pending_passkeys,
            (SELECT COUNT(*) FROM recovery_set WHERE session_id = ",
            $session,
            " AND state = 'pending') AS pending_sets"
        )
    };
}

pub(crate) use facts_columns;

impl FactsColumns {
    /// Whether the account has any method.
    pub(crate) fn has_method(&self) -> bool {
        self.devices > 0 || self.passkeys > 0
    }

    /// The methods that the account is enrolled in, the last used one in front. None count in a session that replaces them all.
    pub(crate) fn enrolled(&self) -> Vec<Method> {
        if self.recovering {
            return vec![];
        }
        let mut used = [(self.device_used_at, Method::Totp), (self.passkey_used_at, Method::Passkey)];
        used.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        used.into_iter().filter_map(|(at, method)| at.map(|_| method)).collect()
    }

    /// The facts of a session of this level, with this last proof.
    pub(crate) fn facts(self, level: Level, proved_at: Option<Timestamp>, at: Timestamp) -> SessionFacts {
        let counted = |number: i64| if self.recovering { 0 } else { usize::try_from(number).unwrap_or(usize::MAX) };
        SessionFacts {
            level,
            enrolled: self.enrolled(),
            devices: counted(self.devices),
            passkeys: counted(self.passkeys),
            pending_passkey: self.pending_passkeys > 0,
            pending_device: self.pending_device,
            codes_unacknowledged: self.pending_sets > 0,
            postponed: self.postponed,
            recovering: self.recovering,
            proof_age: proved_at.filter(|proved_at| *proved_at <= at.latest_noted()).map(|proved_at| proved_at.until(at)),
            at,
        }
    }
}
