//! Everything that can be done about methods and backup codes, without the built-in screens.

use super::{
    state::state,
    token::{self, Authenticated, TokenRequest},
};
use leptos::prelude::*;
use mfa::{
    Error, NextStep,
    view::{Device, Requirement, TotpEnrollment},
};
use ui::function::{device, recovery, totp};

/// What [`use_mfa`] gives. Every function asks the server, and tells all other hooks, in other tabs too, when something has changed.
///
/// Beside the errors that each names, every function can fail with [`Error::NotSignedIn`], [`Error::Transport`] (the server couldn't be
/// reached, or its answer got lost: what was asked for may have been done) and [`Error::Unavailable`]; and what changes factors
/// with [`Error::StepUpRequired`], unless a method was proved within the last minutes.
#[derive(Clone, Copy)]
pub struct Mfa {
    /// Whether there are backup codes that the user hasn't yet said to have saved.
    pub is_pending_recovery_codes_acknowledgement: Signal<bool>,
}

/// A code, and what it is from.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AuthenticateDevice {
    /// Six digits.
    pub code: String,
    /// The device; without it, the one that is being enrolled, or else whichever fits.
    pub device_id: Option<String>,
    /// The action that is confirmed by it, if a token is wanted.
    pub create_mfa_token: Option<TokenRequest>,
}

/// Without the code.
impl std::fmt::Debug for AuthenticateDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthenticateDevice").field("device_id", &self.device_id).finish_non_exhaustive()
    }
}

/// A backup code.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AuthenticateRecoveryCode {
    /// As it was typed.
    pub code: String,
    /// The action that is confirmed by it, if a token is wanted.
    pub create_mfa_token: Option<TokenRequest>,
}

/// Without the code.
impl std::fmt::Debug for AuthenticateRecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthenticateRecoveryCode").finish_non_exhaustive()
    }
}

impl Mfa {
    /// Begins to enroll an authenticator app, or resumes what this session has begun. The device counts once its first code was given to
    /// [`authenticate_device`](Self::authenticate_device).
    ///
    /// # Errors
    ///
    /// [`Error::TotpDeviceAlreadyRegistered`], [`Error::MethodDisabled`], [`Error::NotPossibleNow`]; see [`Mfa`].
    pub async fn add_device(&self) -> Result<TotpEnrollment, Error> {
        let begun = totp::begin(None).await?;
        super::changed().await;
        Ok(begun)
    }

    /// Begins to enroll an authenticator app that takes the place of another one as soon as its first code is verified.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], [`Error::MethodDisabled`]; see [`Mfa`].
    pub async fn replace_device(&self, id: &str) -> Result<TotpEnrollment, Error> {
        let begun = totp::begin(Some(id.to_owned())).await?;
        super::changed().await;
        Ok(begun)
    }

    /// Verifies a code: the first one of a device that is being enrolled, or one of an enrolled device. Answers what comes next, and the token
    /// for the action that `create_mfa_token` names.
    ///
    /// # Errors
    ///
    /// [`Error::MfaCodeMalformed`]; [`Error::MfaInvalidCode`]; at enrollment [`Error::MfaClockDrift`], [`Error::MfaEnrollmentOver`] and
    /// [`Error::EnrollmentNotBegun`]; else [`Error::MfaRateLimited`], [`Error::MfaChallengeOver`], [`Error::MfaLocked`] and
    /// [`Error::NotPossibleNow`]; for an action [`Error::RequiresAdditionalAuth`] and [`Error::ConfirmationOver`]; see [`Mfa`].
    pub async fn authenticate_device(&self, asked: AuthenticateDevice) -> Result<Authenticated, Error> {
        let AuthenticateDevice { code, device_id, create_mfa_token } = asked;
        let confirmation = begun(create_mfa_token).await?;
        let step = self.verify(code, device_id, confirmation.clone()).await?;
        token::issued(step, confirmation).await
    }

    async fn verify(&self, code: String, device_id: Option<String>, confirmation: Option<String>) -> Result<NextStep, Error> {
        let status = state().status.get_untracked();
        let pending = match status.map(|status| status.step) {
            Some(NextStep::SetUpTotp { device }) => Some(device),
            _ => None,
        };
        let step = match device_id {
            None if pending.is_some() => totp::confirm(code, confirmation).await,
            Some(id) if pending.as_ref() == Some(&id) => totp::confirm(code, confirmation).await,
            // In a full session, the id of a device that isn't a verified one is that of the one being enrolled.
            Some(id) => match totp::verify(code.clone(), Some(id), confirmation.clone()).await {
                Err(error) if error.0 == Error::NotPossibleNow => totp::confirm(code, confirmation).await,
                verified => verified,
            },
            None => totp::verify(code, None, confirmation).await,
        };
        super::proved(step.map_err(Error::from)).await
    }

    /// Spends a backup code in the place of a method. Answers what comes next, and the token for the action that `create_mfa_token` names.
    ///
    /// # Errors
    ///
    /// [`Error::MfaRecoveryCodeMalformed`], [`Error::MfaInvalidRecoveryCode`], [`Error::MfaRateLimited`], [`Error::MfaChallengeOver`],
    /// [`Error::MfaLocked`], [`Error::NotPossibleNow`], [`Error::Busy`]; for an action as above; see [`Mfa`].
    pub async fn authenticate_recovery_code(&self, asked: AuthenticateRecoveryCode) -> Result<Authenticated, Error> {
        let AuthenticateRecoveryCode { code, create_mfa_token } = asked;
        let confirmation = begun(create_mfa_token).await?;
        let step = super::proved(recovery::verify(code, confirmation.clone()).await.map_err(Error::from)).await?;
        token::issued(step, confirmation).await
    }

    /// The verified devices, oldest first.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`]; see [`Mfa`].
    pub async fn get_user_devices(&self) -> Result<Vec<Device>, Error> {
        Ok(device::list().await?)
    }

    /// Gives a device another name.
    ///
    /// # Errors
    ///
    /// [`Error::NameInvalid`], [`Error::NotFound`], [`Error::RequiresAdditionalAuth`]; see [`Mfa`].
    pub async fn update_user_device(&self, id: &str, name: &str) -> Result<(), Error> {
        device::rename(id.to_owned(), name.to_owned()).await?;
        super::changed().await;
        Ok(())
    }

    /// Removes a device.
    ///
    /// # Errors
    ///
    /// [`Error::LastMethod`] for the only one of an account that must have one, [`Error::LastAdministrator`] if no administrator could get in
    /// any more, [`Error::NotFound`], [`Error::RequiresAdditionalAuth`]; see [`Mfa`].
    pub async fn delete_user_device(&self, id: &str) -> Result<(), Error> {
        device::remove(id.to_owned()).await?;
        super::changed().await;
        Ok(())
    }

    /// The backup codes: those that wait to be acknowledged, or with `generate_new` a new set, until whose acknowledgement the old one works.
    ///
    /// # Errors
    ///
    /// Without `generate_new` [`Error::RecoveryCodesAcknowledged`] once only their hashes remain, and [`Error::NoRecoveryCodes`]; with it
    /// [`Error::MethodDisabled`] and [`Error::NotPossibleNow`]; [`Error::RequiresAdditionalAuth`]; see [`Mfa`].
    pub async fn get_recovery_codes(&self, generate_new: bool) -> Result<Vec<String>, Error> {
        if !generate_new {
            return Ok(shown(recovery::codes().await?));
        }
        let codes = shown(recovery::generate().await?);
        super::changed().await;
        Ok(codes)
    }

    /// Says that the user has saved the codes that [`get_recovery_codes`](Self::get_recovery_codes) gave last.
    ///
    /// # Errors
    ///
    /// [`Error::RecoveryCodesAcknowledged`] if that was said before, [`Error::RecoveryCodesReplaced`] if others were made meanwhile, in another tab
    /// or on another machine, [`Error::NoRecoveryCodes`], [`Error::RequiresAdditionalAuth`], [`Error::Busy`]; see [`Mfa`].
    pub async fn complete_acknowledgement(&self) -> Result<(), Error> {
        #[cfg(feature = "hydrate")]
        let shown = super::flow::shown_codes();
        // On the server no page lies between the codes and this.
        #[cfg(not(feature = "hydrate"))]
        let shown = None;
        recovery::acknowledge(shown).await?;
        super::changed().await;
        Ok(())
    }
}

/// Remembers which codes the page was given.
fn shown(codes: Vec<String>) -> Vec<String> {
    #[cfg(feature = "hydrate")]
    super::flow::set_shown_codes(codes.first().cloned());
    codes
}

/// The id of what is begun, if anything is.
async fn begun(asked: Option<TokenRequest>) -> Result<Option<String>, Error> {
    match asked {
        Some(asked) => Ok(asked.begin().await?.map(|confirmation| confirmation.id)),
        None => Ok(None),
    }
}

/// Everything that can be done about methods and backup codes, for applications that draw screens of their own.
///
/// # On the server
///
/// The functions work within the request; the signal says what the request's context knows.
///
/// # Example
///
/// ```
/// use app::hook::{AuthenticateDevice, use_mfa};
/// use mfa::Error;
///
/// /// Proves a code; says what to tell the user otherwise.
/// async fn check(code: String) -> Result<(), String> {
///     let mfa = use_mfa();
///     match mfa.authenticate_device(AuthenticateDevice { code, ..Default::default() }).await {
///         Ok(_) => Ok(()),
///         Err(Error::MfaRateLimited { retry_after_seconds }) => Err(format!("Wait {retry_after_seconds} seconds")),
///         Err(error) => Err(error.code().to_owned()),
///     }
/// }
/// ```
#[must_use]
pub fn use_mfa() -> Mfa {
    super::start();
    let status = state().status.clone();
    Mfa {
        is_pending_recovery_codes_acknowledgement: Signal::derive(move || {
            status.with(|status| status.as_ref().is_some_and(|status| status.requirement() == Some(Requirement::Acknowledgement)))
        }),
    }
}
