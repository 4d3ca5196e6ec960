//! Proving an authenticator app, at sign-in and for step-up.

use super::{
    code,
    device::{self, Device},
};
use crate::{
    Caller, Error, Level, Method, Opened, Session, Totp,
    audit::{Entry, Event},
    browser, guess, recovery,
    run_to_completion::run_to_completion,
};

impl Totp<'_> {
    /// Verifies a code of a verified device. A half session becomes full; a full one is stepped up. Both get a new token. With
    /// `device`, only that device counts; without it, a recovery code is accepted as well, as by [`Recovery::verify`](crate::Recovery::verify).
    ///
    /// # Errors
    ///
    /// [`Error::MfaCodeMalformed`]; [`Error::MfaInvalidCode`] for a code that is wrong, used, or from another time; the guess limits;
    /// [`Error::NotPossibleNow`] if the account has no verified device; [`Error::MethodDisabled`] if the policy accepts none.
    pub async fn verify(self, caller: &Caller, session: &Session, typed: &str, device: Option<&str>) -> Result<Opened, Error> {
        // Users type the code that they have into the field that they see, so a recovery code is accepted here, too.
        match (code::parse(typed), recovery::parse(typed)) {
            (Err(_), Ok(code)) if device.is_none() => self.latchkey.recovery().prove_recovery_code(caller, session, &code).await,
            (code, _) => self.prove_totp(caller, session, &code?, device).await,
        }
    }

    /// Verifies a code, in the form that [`super::parse`] returns, of a verified device.
    ///
    /// Each time step is accepted once per device, and never an earlier one after a later one (RFC 6238 §5.2).
    pub(crate) async fn prove_totp(self, caller: &Caller, session: &Session, code: &str, device: Option<&str>) -> Result<Opened, Error> {
        let mut read = self.latchkey.db().read().await?;
        let mut devices = device::verified(read.conn(), &session.account_id).await?;
        let accepted = self.latchkey.policy_on(read.conn()).await?.accepts(Method::Totp);
        drop(read);
        devices.retain(|candidate| device.is_none_or(|id| candidate.id == id));
        if devices.is_empty() {
            return Err(Error::NotPossibleNow);
        }
        if !accepted {
            return Err(Error::MethodDisabled);
        }
        let (latchkey, caller, session, code) = (self.latchkey.clone(), caller.clone(), session.clone(), code.to_owned());
        run_to_completion(async move { latchkey.totp().guess_totp(&caller, &session, &code, &devices).await }).await
    }

    /// Takes a guess, and checks the code.
    async fn guess_totp(self, caller: &Caller, session: &Session, code: &str, devices: &[Device]) -> Result<Opened, Error> {
        let now = self.latchkey.now();
        let reserved = guess::reserve(self.latchkey.db(), session, now).await?;
        let mut replayed = false;
        for device in devices {
            let generator = code::generator(&device.open(self.latchkey.vault())?, &self.latchkey.settings().issuer, &session.email)?;
            let Some(step) = code::matching_step(&generator, code, now) else { continue };
            let mut tx = self.latchkey.db().begin().await?;
            // Locks the account's row first, like every transaction: two that lock in different orders would deadlock.
            guess::clear(tx.conn(), &session.account_id).await?;
            if !device::use_step(tx.conn(), &device.id, step, now).await? {
                replayed = true;
                continue;
            }
            let opened = self.latchkey.raise(&mut tx, caller, session, Method::Totp.as_str()).await?;
            let event = if session.level == Level::Half { Event::SignInComplete } else { Event::StepUp };
            Entry::new(&session.account_id, caller, event)
                .method("totp")
                .detail(&device.name)
                .record(tx.conn(), self.latchkey.env())
                .await?;
            recovery::ensure(&mut tx, self.latchkey, caller, &opened.session).await?;
            let opened = browser::trust(&mut tx, self.latchkey, caller, session, opened, Method::Totp).await?;
            let next = self.latchkey.note_progress(&mut tx, &opened.session, "challenge").await?;
            tx.commit().await?;
            return Ok(opened.before(next));
        }
        let event = if replayed { Event::CodeReplayed } else { Event::CodeRefused };
        self.latchkey.report_guess(Entry::new(&session.account_id, caller, event).method("totp"), &reserved).await?;
        Err(Error::MfaInvalidCode)
    }
}
