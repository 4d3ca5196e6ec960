//! What is told to whom an administrator has done something.

use super::AdminAction;
use crate::{
    Error, OwnAccount, Session, Timestamp,
    env::Env,
    storage::{Conn, all, execute},
};

/// What its owner is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActOnAccount {
    /// What administrators do on the dashboard, and the operator at the command line.
    ByAdministrator(AdminAction),
    /// Another email address: by the operator alone.
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

/// Something that was done to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountNotice {
    /// What.
    pub act: ActOnAccount,
    /// Why, in the administrator's words.
    pub reason: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Has the owner told what was done.
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
    /// What was done to the account of this session, half or full, and its owner hasn't taken note of; oldest first.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn notices(self, session: &Session) -> Result<Vec<AccountNotice>, Error> {
        unseen(self.latchkey.db().read().await?.conn(), &session.account_id).await
    }

    /// The owner has taken note of what was done until `until`: what came after that is still to be told.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn dismiss_notices(self, session: &Session, until: Timestamp) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
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
