//! A recovery code instead of a method: at sign-in, and for step-up.

use super::{code, set};
use crate::{
    Caller, Error, Latchkey, Opened, RecoveryCodes, Session, Timestamp,
    audit::{Entry, Event},
    guess,
    notice_mail::Notice,
    password::{SecretOwner, Slot},
    proof::RECOVERY_CODE,
    run_to_completion::run_to_completion,
    session_facts,
    storage::Conn,
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

impl RecoveryCodes<'_> {
    /// Verifies a recovery code in the form that [`super::parse`] returns, and uses it up.
    pub(crate) async fn prove_recovery_code(self, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        if session_facts::load(self.latchkey.db().read().await?.conn(), self.latchkey, session).await?.enrolled.is_empty() {
            return Err(Error::NotPossibleNow);
        }
        // The slot first: a request that is refused because the server is busy hasn't used up a guess.
        let owner = SecretOwner::Account(session.account_id.clone());
        let slot = self.latchkey.hasher().claim(caller.network(), owner).await?.slot().await?;
        let (latchkey, caller, session, typed) = (self.latchkey.clone(), caller.clone(), session.clone(), Zeroizing::new(typed.to_owned()));
        run_to_completion(async move { latchkey.recovery_codes().guess_recovery_code(slot, &caller, &session, &typed).await }).await
    }

    /// Takes a guess and checks it.
    async fn guess_recovery_code(self, slot: Slot, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        let counted = guess::reserve(self.latchkey.db(), session, self.latchkey.now()).await?;
        let entry = Entry::new(&session.account_id, caller, Event::RecoveryCodeRefused).method(RECOVERY_CODE);
        let outcome = self.try_recovery_code(slot, caller, session, typed).await;
        self.latchkey.conclude(outcome, entry, &counted).await
    }

    /// Checks a code and accepts it. `None` if it is wrong.
    async fn try_recovery_code(self, slot: Slot, caller: &Caller, session: &Session, typed: &str) -> Result<Option<Opened>, Error> {
        match check(self.latchkey, slot, &session.account_id, typed).await? {
            Some(set) => self.accept_recovery_code(caller, session, (&set, typed)).await,
            None => Ok(None),
        }
    }

    /// Returns `None` if another request used the code first.
    async fn accept_recovery_code(self, caller: &Caller, session: &Session, code: (&str, &str)) -> Result<Option<Opened>, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        let mailbox = guess::clear(tx.conn(), &session.account_id).await?;
        if !use_up(tx.conn(), &session.account_id, code, self.latchkey.now()).await? {
            return Ok(None);
        }
        let opened = self.latchkey.raise(&mut tx, caller, session, RECOVERY_CODE).await?;
        let used = Entry::new(&session.account_id, caller, Event::RecoveryCodeUsed).method(RECOVERY_CODE);
        used.record(tx.conn(), self.latchkey.env()).await?;
        if mailbox.is_told() {
            let (remaining, _) = set::count(tx.conn(), &session.account_id).await?;
            Notice::of(&used).remaining(remaining).send(tx.conn(), self.latchkey, &mailbox).await?;
        }
        let next = self.latchkey.note_progress(&mut tx, &opened.session, "challenge").await?;
        // The session has left the sign-in, even if it still has to enroll a method.
        if session.is_signing_in() || next.scope().is_none() {
            let event = if session.is_signing_in() { Event::SignInComplete } else { Event::StepUp };
            Entry::new(&session.account_id, caller, event).method(RECOVERY_CODE).record(tx.conn(), self.latchkey.env()).await?;
        }
        tx.commit().await?;
        Ok(Some(opened.before(next)))
    }
}

/// Checks a code in the form that [`super::parse`] returns. Returns the id of its set, or `None` if the account has no such unused code. A guess must have
/// been reserved.
pub(super) async fn check(latchkey: &Latchkey, slot: Slot, account: &str, typed: &str) -> Result<Option<String>, Error> {
    let (selector, secret) = code::selector(typed).zip(code::secret_part(typed)).ok_or(Error::MfaRecoveryCodeMalformed)?;
    let candidate = set::candidate(latchkey.db().read().await?.conn(), account, &selector).await?;
    let hash = candidate.as_ref().and_then(|candidate| candidate.code_hash.clone());
    let (_slot, fits_hash) = slot.verify(latchkey.env().costs().recovery_code, secret, hash).await?;
    let Some(candidate) = candidate else { return Ok(None) };
    let fits = fits_hash || candidate.open(latchkey.vault())?.is_some_and(|codes| any_equals(&codes, typed));
    Ok(fits.then_some(candidate.set_id))
}

/// Uses up a code that [`check`] found in a set. Returns false if another request used it first.
pub(super) async fn use_up(conn: Conn<'_>, account: &str, (set, typed): (&str, &str), now: Timestamp) -> Result<bool, Error> {
    let selector = code::selector(typed).ok_or(Error::MfaRecoveryCodeMalformed)?;
    set::use_code(conn, account, set, &selector, now).await
}

/// Compares with all codes, so that the time taken doesn't depend on the one that fits.
fn any_equals(codes: &[Zeroizing<String>], typed: &str) -> bool {
    let equals = |code: &Zeroizing<String>| Zeroizing::new(code.replace('-', "")).as_bytes().ct_eq(typed.as_bytes());
    codes.iter().map(equals).fold(subtle::Choice::from(0), |any, one| any | one).into()
}
