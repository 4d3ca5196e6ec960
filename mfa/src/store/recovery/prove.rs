//! A recovery code instead of a method: at sign-in, and for step-up.

use super::{code, set};
use crate::{
    Caller, Error, Level, Opened, Recovery, Session,
    audit::{Entry, Event},
    guess,
    notice_mail::Notice,
    password::{SecretOwner, Slot},
    proof::RECOVERY_CODE,
    run_to_completion::run_to_completion,
    session_facts,
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

impl Recovery<'_> {
    /// Verifies a recovery code in the form that [`super::parse`] returns, and uses it up.
    pub(crate) async fn prove_recovery_code(self, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        if session_facts::load(self.latchkey.db().read().await?.conn(), self.latchkey, session).await?.enrolled.is_empty() {
            return Err(Error::NotPossibleNow);
        }
        // The slot first: a request that is refused because the server is busy hasn't used up a guess.
        let owner = SecretOwner::Account(session.account_id.clone());
        let slot = self.latchkey.hasher().claim(caller.network(), owner).await?.slot().await?;
        let (latchkey, caller, session, typed) = (self.latchkey.clone(), caller.clone(), session.clone(), Zeroizing::new(typed.to_owned()));
        run_to_completion(async move { latchkey.recovery().guess_recovery_code(slot, &caller, &session, &typed).await }).await
    }

    /// Takes a guess and checks it.
    async fn guess_recovery_code(self, slot: Slot, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        let (selector, secret) = code::selector(typed).zip(code::secret_part(typed)).ok_or(Error::MfaRecoveryCodeMalformed)?;
        let reserved = guess::reserve(self.latchkey.db(), session, self.latchkey.now()).await?;

        let candidate = set::candidate(self.latchkey.db().read().await?.conn(), &session.account_id, &selector).await?;
        let hash = candidate.as_ref().and_then(|candidate| candidate.code_hash.clone());
        let (_slot, fits_hash) = slot.verify(self.latchkey.env().costs().recovery_code, secret, hash).await?;
        if let Some(candidate) = candidate {
            let fits = fits_hash || candidate.open(self.latchkey.vault())?.is_some_and(|codes| any_equals(&codes, typed));
            if fits && let Some(opened) = self.accept_recovery_code(caller, session, &candidate.set_id, &selector).await? {
                return Ok(opened);
            }
        }
        let entry = Entry::new(&session.account_id, caller, Event::RecoveryCodeRefused).method(RECOVERY_CODE);
        self.latchkey.report_guess(entry, &reserved).await?;
        Err(Error::MfaInvalidRecoveryCode)
    }

    /// Returns `None` if another request used the code first.
    async fn accept_recovery_code(self, caller: &Caller, session: &Session, set: &str, selector: &str) -> Result<Option<Opened>, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        let mailbox = guess::clear(tx.conn(), &session.account_id).await?;
        if !set::use_code(tx.conn(), &session.account_id, set, selector, self.latchkey.now()).await? {
            return Ok(None);
        }
        let opened = self.latchkey.raise(&mut tx, caller, session, RECOVERY_CODE).await?;
        let used = Entry::new(&session.account_id, caller, Event::RecoveryCodeUsed).method(RECOVERY_CODE);
        used.record(tx.conn(), self.latchkey.env()).await?;
        if mailbox.address.is_some() {
            let (remaining, _) = set::count(tx.conn(), &session.account_id).await?;
            Notice::of(&used).remaining(remaining).send(tx.conn(), self.latchkey, &mailbox).await?;
        }
        let event = if session.level == Level::Half { Event::SignInComplete } else { Event::StepUp };
        Entry::new(&session.account_id, caller, event).method(RECOVERY_CODE).record(tx.conn(), self.latchkey.env()).await?;
        let next = self.latchkey.note_progress(&mut tx, &opened.session, "challenge").await?;
        tx.commit().await?;
        Ok(Some(opened.before(next)))
    }
}

/// Compares with all codes, so that the time taken doesn't depend on the one that fits.
fn any_equals(codes: &[Zeroizing<String>], typed: &str) -> bool {
    let equals = |code: &Zeroizing<String>| Zeroizing::new(code.replace('-', "")).as_bytes().ct_eq(typed.as_bytes());
    codes.iter().map(equals).fold(subtle::Choice::from(0), |any, one| any | one).into()
}
