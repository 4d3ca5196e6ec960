//! Verifying the code typed into the field for a recovery code, at sign-in or for step-up.
//!
//! Users type the code that they have into the field that they see, so a code of an authenticator app is accepted here, too.

use crate::{Caller, Error, Opened, RecoveryCodes, Session, recovery_code, totp};

impl RecoveryCodes<'_> {
    /// Verifies a recovery code and uses it up. A half session becomes full; a full one is stepped up. Both get a new token. A code of an app is
    /// accepted as well, as by [`Totp::verify`](crate::Totp::verify).
    ///
    /// # Errors
    ///
    /// [`Error::MfaRecoveryCodeMalformed`]; [`Error::MfaInvalidRecoveryCode`] for a code that is wrong or used; the guess limits, which are
    /// shared with the other codes; [`Error::NotPossibleNow`] if the account has no method; [`Error::Busy`].
    pub async fn verify(self, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        match (recovery_code::parse(typed), totp::parse(typed)) {
            (Err(_), Ok(code)) => self.latchkey.totp().prove_totp(caller, session, &code, None).await.map_err(|error| match error {
                // Without an app that the policy accepts, six digits are a malformed recovery code.
                Error::NotPossibleNow | Error::MethodDisabled => Error::MfaRecoveryCodeMalformed,
                error => error,
            }),
            (code, _) => self.prove_recovery_code(caller, session, &code?).await,
        }
    }
}
