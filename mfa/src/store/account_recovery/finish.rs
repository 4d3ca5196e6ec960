//! The end of the waiting time: a session that may enroll a method and nothing else.

use super::{obstacle, row};
use crate::{
    Caller, Error, Level, Opened, OwnAccount,
    account::row::Account,
    audit::{Entry, Event},
    funnel,
    run_to_completion::run_to_completion,
    session::Opening,
    session_facts,
    storage::execute,
    token::Token,
};

impl OwnAccount<'_> {
    /// Opens a half session with the link of the mail that the recovery is ready, and the password. It may enroll a method, and nothing else; verifying
    /// it completes the recovery. Until then, the old methods work, and the link stays valid.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] if the recovery isn't ready any more; [`Error::CurrentPasswordWrong`]; [`Error::PasswordRateLimited`]; [`Error::Busy`];
    /// [`Error::NotPossibleNow`] if the policy offers no method, or the account can't be recovered any more.
    pub async fn continue_recovery(self, caller: &Caller, token: &str, password: &str) -> Result<Opened, Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let found = row::by_finish_link(self.latchkey.db().read().await?.conn(), &token, self.latchkey.now()).await?;
        let (_, account) = found.ok_or(Error::LinkOver)?;
        let (latchkey, caller, password) = (self.latchkey.clone(), caller.clone(), zeroize::Zeroizing::new(password.to_owned()));
        run_to_completion(async move {
            let account = latchkey.account().check_password_of(&caller, &account, &password).await?;
            latchkey.account().continue_checked(&caller, &token, &account).await
        })
        .await
    }

    async fn continue_checked(self, caller: &Caller, token: &Token, account: &Account) -> Result<Opened, Error> {
        let latchkey = self.latchkey;
        let mut tx = self.lock_checked(account).await?;
        // Under the lock: it may have been stopped meanwhile.
        let (id, _) = row::by_finish_link(tx.conn(), token, latchkey.now()).await?.ok_or(Error::LinkOver)?;
        let policy = latchkey.policy_on(tx.conn()).await?;
        if !obstacle::can_continue(account, &policy, latchkey) {
            return Err(Error::NotPossibleNow);
        }
        Entry::new(&account.id, caller, Event::SignIn).method("account_recovery").record(tx.conn(), latchkey.env()).await?;
        let opening = Opening { administrator: false, ..Opening::new(account, Level::Half) };
        let opened = latchkey.open_session(&mut tx, caller, opening).await?;
        execute!(tx.conn(), "UPDATE session SET recovery_id = $2 WHERE id = $1", &opened.session.id, &id)?;
        let next = session_facts::assess(tx.conn(), latchkey, &opened.session).await?.next_step();
        funnel::reached(&mut tx, &opened.session, latchkey.now(), next.name()).await?;
        tx.commit().await?;
        Ok(opened.before(next))
    }
}
