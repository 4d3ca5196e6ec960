//! Notices to the owner of an account about actions of administrators.

use super::AdminAction;
use crate::{
    Error, OwnAccount, Session, Timestamp,
    env::Env,
    session,
    storage::{Conn, all, execute},
};

/// The subject of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActOnAccount {
    /// An action of an administrator on the dashboard, or of the operator at the command line.
    ByAdministrator(AdminAction),
    /// A change of the email address, by the operator alone.
    ChangeEmail,
}

impl ActOnAccount {
    const CHANGE_EMAIL: &str = "change_email";

    fn as_str(self) -> &'static str {
        match self {
            Self::ByAdministrator(act) => act.as_str(),
            Self::ChangeEmail => Self::CHANGE_EMAIL,
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        match name {
            Self::CHANGE_EMAIL => Some(Self::ChangeEmail),
            name => AdminAction::from_name(name).map(Self::ByAdministrator),
        }
    }
}

impl From<AdminAction> for ActOnAccount {
    fn from(act: AdminAction) -> Self {
        Self::ByAdministrator(act)
    }
}

/// A notice about an action on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountNotice {
    /// The action.
    pub act: ActOnAccount,
    /// The reason, in the administrator's words.
    pub reason: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Stores a notice for the account's owner.
pub(crate) async fn leave(conn: Conn<'_>, env: &Env, account: &str, act: impl Into<ActOnAccount>, reason: &str) -> Result<(), Error> {
    execute!(
        conn,
        "INSERT INTO account_notice (id, account_id, act, reason, at) VALUES ($1, $2, $3, $4, $5)",
        env.id()?,
        account,
        act.into().as_str(),
        reason,
        env.now().0
    )?;
    Ok(())
}

async fn unseen(conn: Conn<'_>, account: &str) -> Result<Vec<AccountNotice>, Error> {
    let rows = all!(
        (String, String, i64),
        conn,
        "SELECT act, reason, at FROM account_notice WHERE account_id = $1 AND seen_at IS NULL ORDER BY at, id",
        account
    )?;
    let notice = |(act, reason, at): (String, String, i64)| Some(AccountNotice { act: ActOnAccount::from_name(&act)?, reason, at });
    Ok(rows.into_iter().filter_map(notice).collect())
}

impl OwnAccount<'_> {
    /// The notices of the session's account that its owner hasn't dismissed, oldest first. For half and full sessions.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn notices(self, session: &Session) -> Result<Vec<AccountNotice>, Error> {
        unseen(self.latchkey.db().read().await?.conn(), &session.account_id).await
    }

    /// Dismisses the notices up to `until`. Later ones are still shown.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn dismiss_notices(self, session: &Session, until: Timestamp) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        execute!(
            tx.conn(),
            "UPDATE account_notice SET seen_at = $3 WHERE account_id = $1 AND at <= $2 AND seen_at IS NULL",
            &session.account_id,
            until.0,
            self.latchkey.now().0
        )?;
        tx.commit().await?;
        Ok(())
    }
}
