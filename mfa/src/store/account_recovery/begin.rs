//! Asking for a recovery, and beginning it with the link of the mail.

use super::{notice, obstacle, row, row::Row};
use crate::{
    AccountRecovery, Assessment, Caller, Error, Level, LinkPurpose, MailRequest, NextStep, OwnAccount, RecoveryObstacle, Session,
    account::row as accounts,
    audit::{Entry, Event},
    mail_link,
    mail_request::{self, NewRequest},
    run_to_completion::run_to_completion,
    session_facts,
    token::Token,
};

impl Assessment {
    /// Whether the user of the session may ask for a recovery: the password was proved, and no method. Such a session has a challenge to pass, or is full
    /// without one, where the policy asks for methods before sensitive actions only.
    #[must_use]
    pub fn may_ask_for_recovery(&self, session: &Session) -> bool {
        match session.level {
            Level::Half => matches!(self.next_step(), NextStep::Challenge { .. }),
            Level::Full => session.proved_at.is_none() && !self.facts.enrolled.is_empty(),
        }
    }
}

impl OwnAccount<'_> {
    /// Requests a mail to the account's address, with the link that [begins](Self::begin_recovery) a recovery; or, if one is ready, with a new link that
    /// [completes](Self::continue_recovery) it in place of the one that was sent. Returns the purpose of the link.
    ///
    /// # Errors
    ///
    /// [`Error::NotPossibleNow`] unless the session has proved the password and nothing else, and has a challenge to pass or none that the policy asks
    /// for; and if a [`RecoveryObstacle`](crate::RecoveryObstacle) is in the way.
    pub async fn request_recovery(self, caller: &Caller, session: &Session, language: &str) -> Result<LinkPurpose, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        accounts::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let assessment = session_facts::assess(tx.conn(), self.latchkey, session).await?;
        if !assessment.may_ask_for_recovery(session) {
            return Err(Error::NotPossibleNow);
        }
        let purpose = match obstacle::of_account(tx.conn(), self.latchkey, &session.account_id, &assessment.policy).await? {
            None => LinkPurpose::StartRecovery,
            Some(RecoveryObstacle::UnderWay(AccountRecovery { is_ready: true, .. })) => LinkPurpose::FinishRecovery,
            Some(_) => return Err(Error::NotPossibleNow),
        };
        if purpose == LinkPurpose::FinishRecovery {
            notice::tell_ready_again(&mut tx, self.latchkey, &session.account_id).await?;
            tx.commit().await?;
            self.latchkey.wake_sender();
            return Ok(purpose);
        }
        let account = accounts::by_id(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let mail = MailRequest { email: &account.email, language, return_to: None };
        let request = NewRequest { purpose, account: Some(&account.id), mail };
        mail_request::insert(tx.conn(), self.latchkey, caller, request).await?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(purpose)
    }

    /// Begins a recovery with the link that was sent to the account's address, and the password. The link is used up only if the password is right.
    /// The waiting time is that of the policy now; all addresses of the account are told.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`] if the link is not valid any more; [`Error::CurrentPasswordWrong`]; [`Error::PasswordRateLimited`]; [`Error::Busy`];
    /// [`Error::NotPossibleNow`] if a [`RecoveryObstacle`](crate::RecoveryObstacle) is in the way.
    pub async fn begin_recovery(self, caller: &Caller, token: &str, password: &str) -> Result<(), Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let link = mail_link::find(self.latchkey.db().read().await?.conn(), &token, self.latchkey.now()).await?;
        let link = link.filter(|link| link.purpose() == Some(LinkPurpose::StartRecovery)).ok_or(Error::LinkOver)?;
        let account = link.account_id.ok_or(Error::LinkOver)?;
        let (latchkey, caller, password) = (self.latchkey.clone(), caller.clone(), zeroize::Zeroizing::new(password.to_owned()));
        run_to_completion(async move {
            let account = latchkey.account().check_password_of(&caller, &account, &password).await?;
            latchkey.account().begin_checked(&caller, &token, &account).await
        })
        .await
    }

    async fn begin_checked(self, caller: &Caller, token: &Token, account: &accounts::Account) -> Result<(), Error> {
        let latchkey = self.latchkey;
        let mut tx = self.lock_checked(account).await?;
        // Of two forms with the same link, one gets the row.
        let link = mail_link::take(tx.conn(), token, LinkPurpose::StartRecovery, latchkey.now()).await?.ok_or(Error::LinkOver)?;
        let mailbox = accounts::mailbox(tx.conn(), &account.id).await?;
        if mailbox.address.as_ref() != Some(&link.address) {
            return Err(Error::LinkOver);
        }
        let policy = latchkey.policy_on(tx.conn()).await?;
        if obstacle::of_account(tx.conn(), latchkey, &account.id, &policy).await?.is_some() {
            return Err(Error::NotPossibleNow);
        }
        mail_link::delete_for(tx.conn(), &account.id, LinkPurpose::StartRecovery).await?;
        let row = Row::begin(latchkey, caller, &account.id, &policy)?;
        row::insert(tx.conn(), &row).await?;
        notice::tell_day(&mut tx, latchkey, &row, &mailbox).await?;
        let hours = policy.recovery_hours.to_string();
        let entry = Entry::new(&account.id, caller, Event::AccountRecoveryStarted).detail(&hours);
        entry.record(tx.conn(), latchkey.env()).await?;
        tx.commit().await?;
        latchkey.wake_sender();
        Ok(())
    }
}
