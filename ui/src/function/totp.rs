//! Authenticator apps: enrolled, and proved.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::{NextStep, view::TotpEnrollment};

/// Begins an enrollment, or goes on with the one that this session has begun.
///
/// `replaces` is the id of the device that the new one takes over from; the old one works until the new one's first code is verified.
///
/// # Errors
///
/// `NotSignedIn`, `TotpDeviceAlreadyRegistered`, `StepUpRequired`, `MethodDisabled`, `NotFound`, `NotPossibleNow`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "totp/begin", protocol = JsonPost)]
pub async fn begin(replaces: Option<String>) -> Result<TotpEnrollment, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.totp().begin(cx.any_session()?, replaces.as_deref(), &cx.catalog.text("totp-default-name")).await?)
}

/// Verifies the first code of the device that this session is enrolling. The session becomes full. `confirmation` is the id
/// from `action/begin`, if the proof confirms an action.
///
/// # Errors
///
/// `NotSignedIn`, `EnrollmentNotBegun`, `MfaCodeMalformed`, `MfaInvalidCode`, `MfaClockDrift`, `MfaEnrollmentOver`, `ConfirmationOver`,
/// `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "totp/confirm", protocol = JsonPost)]
pub async fn confirm(code: String, confirmation: Option<String>) -> Result<NextStep, ApiError> {
    use crate::request::RequestContext;
    let mut cx = RequestContext::current()?;
    let session = cx.any_session()?.proving(mfa::Purpose::confirming(confirmation));
    let opened = cx.latchkey.totp().confirm(&cx.caller, &session, &code).await?;
    Ok(cx.enter(opened).await?)
}

/// Proves an enrolled device: at sign-in, where the session becomes full, or as a step-up.
///
/// `device` restricts the check to one device; without it, all are tried. `confirmation` is the id from `action/begin`, if the proof confirms an action.
/// A backup code is accepted as well, unless a device is named.
///
/// # Errors
///
/// `NotSignedIn`, `MfaCodeMalformed`, `MfaInvalidCode`, `MfaInvalidRecoveryCode`, `MfaRateLimited`, `MfaChallengeOver`, `MfaLocked`,
/// `NotPossibleNow`, `MethodDisabled`, `Busy`, `ConfirmationOver`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "totp/verify", protocol = JsonPost)]
pub async fn verify(code: String, device: Option<String>, confirmation: Option<String>) -> Result<NextStep, ApiError> {
    use crate::request::RequestContext;
    let mut cx = RequestContext::current()?;
    let session = cx.any_session()?.proving(mfa::Purpose::confirming(confirmation));
    let opened = cx.latchkey.totp().verify(&cx.caller, &session, &code, device.as_deref()).await?;
    Ok(cx.enter(opened).await?)
}

/// Gives up the enrollment that this session has begun; without one there is nothing to give up, which is no error.
///
/// # Errors
///
/// `NotSignedIn`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "totp/cancel", protocol = JsonPost)]
pub async fn cancel() -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.totp().cancel(cx.any_session()?).await?)
}
