//! All operations on methods and backup codes, without the built-in screens.

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

/// The result of [`use_mfa`]. Every function calls the server, and notifies all other hooks of changes, in other tabs too.
///
/// Besides its own errors, every function can fail with [`Error::NotSignedIn`], [`Error::Transport`] (the server couldn't be reached, or its response
/// was lost: the operation may have been carried out) and [`Error::Unavailable`]. Functions that change factors can also fail with
/// [`Error::StepUpRequired`], unless a method was proved within the last minutes.
#[derive(Clone, Copy)]
pub struct Mfa {
    /// Whether there are backup codes that the user hasn't acknowledged as saved.
    pub is_pending_recovery_codes_acknowledgement: Signal<bool>,
}

/// A code, and the device that shows it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AuthenticateDevice {
    /// Six digits.
    pub code: String,
    /// The device. `None` for the one that is being enrolled, unless the code confirms an action and the account has a method already; otherwise for
    /// any of the account's devices. Name the device to prove one while the enrollment of another is under way.
    pub device_id: Option<String>,
    /// The action that the code confirms, if a token is requested.
    pub create_mfa_token: Option<TokenRequest>,
}

/// The code isn't printed.
impl std::fmt::Debug for AuthenticateDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthenticateDevice").field("device_id", &self.device_id).finish_non_exhaustive()
    }
}

/// A backup code.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AuthenticateRecoveryCode {
    /// The code as typed.
    pub code: String,
    /// The action that the code confirms, if a token is requested.
    pub create_mfa_token: Option<TokenRequest>,
}

/// The code isn't printed.
impl std::fmt::Debug for AuthenticateRecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthenticateRecoveryCode").finish_non_exhaustive()
    }
}

/// The device whose enrollment was begun on this page.
fn enrolling() -> Option<String> {
    state().enrolling.lock().ok()?.clone()
}

fn note_enrolling(device: Option<String>) {
    if let Ok(mut enrolling) = state().enrolling.lock() {
        *enrolling = device;
    }
}

impl Mfa {
    /// Begins the enrollment of an authenticator app, or resumes the one that this session has begun. The device is enrolled once its first code was
    /// passed to [`authenticate_device`](Self::authenticate_device).
    ///
    /// # Errors
    ///
    /// [`Error::TotpDeviceAlreadyRegistered`], [`Error::MethodDisabled`], [`Error::NotPossibleNow`]; see [`Mfa`].
    pub async fn add_device(&self) -> Result<TotpEnrollment, Error> {
        self.begin(None).await
    }

    /// Begins the enrollment of an authenticator app that replaces another one as soon as its first code is verified.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], [`Error::MethodDisabled`]; see [`Mfa`].
    pub async fn replace_device(&self, id: &str) -> Result<TotpEnrollment, Error> {
        self.begin(Some(id.to_owned())).await
    }

    async fn begin(&self, replaces: Option<String>) -> Result<TotpEnrollment, Error> {
        let begun = totp::begin(replaces).await?;
        note_enrolling(Some(begun.id.clone()));
        super::changed().await;
        Ok(begun)
    }

    /// Verifies a code: the first one of a device that is being enrolled, or one of an enrolled device. Returns the next step, and the token for the
    /// action in `create_mfa_token`.
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
        let has_method = status.as_ref().is_some_and(|status| !status.enrolled.is_empty());
        let pending = match status.map(|status| status.step) {
            Some(NextStep::SetUpTotp { device }) => Some(device),
            _ => None,
        };
        let begun = enrolling();
        let mut is_first = match &device_id {
            Some(_) => device_id == pending || device_id == begun,
            // An enrollment can't confirm an action of an account that has a method.
            None => pending.is_some() || begun.is_some() && !(has_method && confirmation.is_some()),
        };
        // The refusal after which the code is tried as one of the other kind: the enrollment was given up or has ended, or another page has begun the
        // enrollment of this device.
        let mut unless = match is_first {
            true => pending.is_none().then_some(Error::EnrollmentNotBegun),
            false => device_id.is_some().then_some(Error::NotPossibleNow),
        };
        loop {
            let step = match is_first {
                true => totp::confirm(code.clone(), confirmation.clone()).await,
                false => totp::verify(code.clone(), device_id.clone(), confirmation.clone()).await,
            };
            match step.map_err(Error::from) {
                Err(error) if unless.take() == Some(error.clone()) => is_first = !is_first,
                step => {
                    if is_first && step.is_ok() {
                        note_enrolling(None);
                    }
                    return super::proved(step).await;
                }
            }
        }
    }

    /// Uses up a backup code instead of a method. Returns the next step, and the token for the action in `create_mfa_token`.
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

    /// Renames a device.
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
    /// [`Error::LastMethod`] for the only one of an account that must have one, [`Error::LastAdministrator`] if no administrator could sign in any
    /// more, [`Error::NotFound`], [`Error::RequiresAdditionalAuth`]; see [`Mfa`].
    pub async fn delete_user_device(&self, id: &str) -> Result<(), Error> {
        device::remove(id.to_owned()).await?;
        super::changed().await;
        Ok(())
    }

    /// The backup codes: those that wait to be acknowledged, or with `generate_new` a new set. The old set works until the new one is acknowledged.
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

    /// Acknowledges that the user has saved the codes that [`get_recovery_codes`](Self::get_recovery_codes) returned last.
    ///
    /// # Errors
    ///
    /// [`Error::RecoveryCodesAcknowledged`] if they were acknowledged before, [`Error::RecoveryCodesReplaced`] if others were created meanwhile, in
    /// another tab or on another machine, [`Error::NoRecoveryCodes`], [`Error::RequiresAdditionalAuth`], [`Error::Busy`]; see [`Mfa`].
    pub async fn complete_acknowledgement(&self) -> Result<(), Error> {
        #[cfg(feature = "hydrate")]
        let shown = super::flow::shown_codes();
        // On the server, both calls are made within one request, so there is no page to remember the codes.
        #[cfg(not(feature = "hydrate"))]
        let shown = None;
        recovery::acknowledge(shown).await?;
        super::changed().await;
        Ok(())
    }
}

/// Stores which set of codes the page received.
fn shown(codes: Vec<String>) -> Vec<String> {
    #[cfg(feature = "hydrate")]
    super::flow::set_shown_codes(codes.first().cloned());
    codes
}

/// Begins the confirmation of an action and returns its id. `None` if there is no action or it requires no proof.
async fn begun(asked: Option<TokenRequest>) -> Result<Option<String>, Error> {
    match asked {
        Some(asked) => Ok(asked.begin().await?.map(|confirmation| confirmation.id)),
        None => Ok(None),
    }
}

/// Returns all operations on methods and backup codes, for applications with screens of their own.
///
/// # On the server
///
/// The functions work within the request, and the signal has the value of the request's context.
///
/// # Example
///
/// ```
/// # mod latchkey { pub use {app::hook, mfa::{Error, view}}; }
/// use latchkey::hook::{AuthenticateDevice, use_mfa};
/// use latchkey::Error;
///
/// /// Proves a code. Returns a message for the user if that fails.
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
