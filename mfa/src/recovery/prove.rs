//! A recovery code in the place of a method: at sign-in, and for step-up.

use super::{code, set};
use crate::{
    Caller, Error, Latchkey, Level, Opened, Session,
    audit::{Entry, Event},
    guess,
    password::{SecretOwner, Slot},
    standing,
    to_the_end::to_the_end,
    totp,
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// What the session notes as its proof.
pub(crate) const METHOD: &str = "recovery_code";

impl Latchkey {
    /// Verifies a recovery code and uses it up. A half session becomes full; a full one is stepped up. Both get a new token. A code of an app counts
    /// as one, as by [`Latchkey::verify_totp`].
    ///
    /// # Errors
    ///
    /// [`Error::MfaRecoveryCodeMalformed`]; [`Error::MfaInvalidRecoveryCode`] for a code that is wrong or used; the guess limits, which are
    /// shared with the other codes; [`Error::NotPossibleNow`] if the account has no method; [`Error::Busy`].
    pub async fn verify_recovery_code(&self, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        let typed = match code::parse(typed) {
            // People type what they have into the field that they see.
            Err(_) if totp::is_code(typed) => {
                return Box::pin(self.verify_totp(caller, session, typed, None)).await.map_err(|error| match error {
                    // Without an app, six digits are no code at all.
                    Error::NotPossibleNow | Error::MethodDisabled => Error::MfaRecoveryCodeMalformed,
                    error => error,
                });
            }
            typed => typed?,
        };
        if standing::load(self.db.read().await?.conn(), self, session).await?.enrolled.is_empty() {
            return Err(Error::NotPossibleNow);
        }
        // A turn first: who is told that the server is busy hasn't guessed yet.
        let owner = SecretOwner::Account(session.account_id.clone());
        let slot = self.hasher.claim(caller.network(), owner).await?.slot().await?;
        let (latchkey, caller, session) = (self.clone(), caller.clone(), session.clone());
        to_the_end(async move { latchkey.guess_recovery_code(slot, &caller, &session, &typed).await }).await
    }

    /// Takes a guess, and looks at it.
    async fn guess_recovery_code(&self, slot: Slot, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        let (selector, secret) = code::selector(typed).zip(code::secret_part(typed)).ok_or(Error::MfaRecoveryCodeMalformed)?;
        let lockout = guess::reserve(&self.db, session, self.now()).await?;

        let candidate = set::candidate(self.db.read().await?.conn(), &session.account_id, &selector).await?;
        let hash = candidate.as_ref().and_then(|candidate| candidate.code_hash.clone());
        let (_slot, fits_hash) = slot.verify(self.world.costs().recovery_code, secret, hash).await?;
        if let Some(candidate) = candidate {
            let fits = fits_hash || candidate.open(&self.vault)?.is_some_and(|codes| any_equals(&codes, typed));
            if fits && let Some(opened) = self.accept_recovery_code(caller, session, &candidate.set_id, &selector).await? {
                return Ok(opened);
            }
        }
        let entry = Entry::new(&session.account_id, caller, Event::RecoveryCodeRefused).method(METHOD);
        self.report_guess(entry, lockout).await?;
        Err(Error::MfaInvalidRecoveryCode)
    }

    /// Nothing if another request used the code first.
    async fn accept_recovery_code(&self, caller: &Caller, session: &Session, set: &str, selector: &str) -> Result<Option<Opened>, Error> {
        let mut tx = self.db.begin().await?;
        guess::clear(tx.conn(), &session.account_id).await?;
        if !set::use_code(tx.conn(), &session.account_id, set, selector, self.now()).await? {
            return Ok(None);
        }
        let opened = self.raise(&mut tx, session, METHOD).await?;
        let used = Entry::new(&session.account_id, caller, Event::RecoveryCodeUsed).method(METHOD);
        used.record(tx.conn(), &self.world).await?;
        let event = if session.level == Level::Half { Event::SignInComplete } else { Event::StepUp };
        Entry::new(&session.account_id, caller, event).method(METHOD).record(tx.conn(), &self.world).await?;
        let policy = self.policy_on(tx.conn()).await?;
        self.note_progress(&mut tx, &policy, &opened.session, "challenge").await?;
        tx.commit().await?;
        Ok(Some(opened))
    }
}

/// Looks at all of them, whichever fits.
fn any_equals(codes: &[Zeroizing<String>], typed: &str) -> bool {
    let equals = |code: &Zeroizing<String>| Zeroizing::new(code.replace('-', "")).as_bytes().ct_eq(typed.as_bytes());
    codes.iter().map(equals).fold(subtle::Choice::from(0), |any, one| any | one).into()
}
