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
    Ok(cx.latchkey.recovery().codes(cx.signed_in()?).await?)
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
    Ok(cx.latchkey.recovery().new_codes(&cx.caller, cx.signed_in()?).await?)
}

/// Takes note that the codes were saved. From then on only their hashes remain. `shown` is one of them, or its first group: by it the set is told
/// from another one that was made meanwhile, in another tab or on another machine. Left out, it is the set that waits.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `RecoveryCodesAcknowledged`, `RecoveryCodesReplaced`, `NoRecoveryCodes`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "recovery/acknowledge", protocol = JsonPost)]
pub async fn acknowledge(shown: Option<String>) -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    cx.latchkey.recovery().acknowledge(&cx.caller, cx.signed_in()?, shown.as_deref()).await?;
    Ok(())
}

/// Spends a code in place of a method: at sign-in, where the session becomes full, or as a step-up. `confirmation` is the id of what the proof is
/// given for, if that is something of its own. A code of an authenticator app is taken as one.
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
    let opened = cx.latchkey.recovery().verify(&cx.caller, &session, &code).await?;
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
    Ok(cx.latchkey.recovery().status(cx.signed_in()?).await?)
}
