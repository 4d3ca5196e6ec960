//! Recovery codes: "backup codes" on screen.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::{NextStep, view::RecoveryStatus};

/// The codes that wait to be acknowledged, for the session that earned them.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `RecoveryCodesAcknowledged`, `NoRecoveryCodes`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "recovery/codes", protocol = JsonPost)]
pub async fn codes() -> Result<Vec<String>, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.recovery_codes().codes(cx.signed_in()?).await?)
}

/// Makes a new set. The old one works until the new one is acknowledged.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `StepUpRequired`, `NotPossibleNow`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "recovery/new", protocol = JsonPost)]
pub async fn generate() -> Result<Vec<String>, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.recovery_codes().new_codes(&cx.caller, cx.signed_in()?).await?)
}

/// Acknowledges the codes as saved; from then on, only their hashes remain. `shown` is one of the displayed codes or its first group, which identifies
/// the set: another one may have been created meanwhile. Without it, the pending set is acknowledged.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `RecoveryCodesAcknowledged`, `RecoveryCodesReplaced`, `NoRecoveryCodes`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "recovery/acknowledge", protocol = JsonPost)]
pub async fn acknowledge(shown: Option<String>) -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    cx.latchkey.recovery_codes().acknowledge(&cx.caller, cx.signed_in()?, shown.as_deref()).await?;
    Ok(())
}

/// Spends a code in place of a method: at sign-in, where the session becomes full, or as a step-up. `confirmation` is the id
/// from `action/begin`, if the proof confirms an action. A code of an authenticator app is accepted as well.
///
/// # Errors
///
/// `NotSignedIn`, `MfaRecoveryCodeMalformed`, `MfaInvalidRecoveryCode`, `MfaInvalidCode`, `MfaRateLimited`, `MfaChallengeOver`, `MfaLocked`, `NotPossibleNow`,
/// `Busy`, `ConfirmationOver`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "recovery/verify", protocol = JsonPost)]
pub async fn verify(code: String, confirmation: Option<String>) -> Result<NextStep, ApiError> {
    use crate::request::RequestContext;
    let mut cx = RequestContext::current()?;
    let session = cx.any_session()?.proving(mfa::Purpose::confirming(confirmation));
    let opened = cx.latchkey.recovery_codes().verify(&cx.caller, &session, &code).await?;
    Ok(cx.enter(opened).await?)
}

/// How many codes are left, and whether a set waits to be acknowledged.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "recovery/status", protocol = JsonPost)]
pub async fn status() -> Result<RecoveryStatus, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.recovery_codes().status(cx.signed_in()?).await?)
}
