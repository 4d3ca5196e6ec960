//! Verifying a code that was typed at sign-in or for step-up.
//!
//! People type what they have into the field that they see. So each of the two fields takes a code of an app and a recovery code.

use crate::{Caller, Error, Opened, Recovery, Session, Totp, recovery, totp};

impl Totp<'_> {
    /// Verifies a code of a verified device. A half session becomes full; a full one is stepped up. Both get a new token. A recovery code counts as one,
    /// as by [`Recovery::verify`], unless a device is named.
    ///
    /// # Errors
    ///
    /// [`Error::MfaCodeMalformed`]; [`Error::MfaInvalidCode`] for a code that is wrong, used, or of another time; the guess limits;
    /// [`Error::NotPossibleNow`] if the account has no verified device; [`Error::MethodDisabled`] where the policy accepts none.
    pub async fn verify(self, caller: &Caller, session: &Session, typed: &str, device: Option<&str>) -> Result<Opened, Error> {
        match (totp::parse(typed), recovery::parse(typed)) {
            (Err(_), Ok(code)) if device.is_none() => self.latchkey.recovery().prove_recovery_code(caller, session, &code).await,
            (code, _) => self.prove_totp(caller, session, &code?, device).await,
        }
    }
}

impl Recovery<'_> {
    /// Verifies a recovery code and uses it up. A half session becomes full; a full one is stepped up. Both get a new token. A code of an app counts
    /// as one, as by [`Totp::verify`].
    ///
    /// # Errors
    ///
    /// [`Error::MfaRecoveryCodeMalformed`]; [`Error::MfaInvalidRecoveryCode`] for a code that is wrong or used; the guess limits, which are
    /// shared with the other codes; [`Error::NotPossibleNow`] if the account has no method; [`Error::Busy`].
    pub async fn verify(self, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        match (recovery::parse(typed), totp::parse(typed)) {
            (Err(_), Ok(code)) => self.latchkey.totp().prove_totp(caller, session, &code, None).await.map_err(|error| match error {
                // Without an app, six digits are no code at all.
                Error::NotPossibleNow | Error::MethodDisabled => Error::MfaRecoveryCodeMalformed,
                error => error,
            }),
            (code, _) => self.prove_recovery_code(caller, session, &code?).await,
        }
    }
}
