//! The screens of steps and methods.

use super::super::Modal;
use mfa::{Method, NextStep, view::Status};

/// The screen of a step. `None` if it has none.
pub(super) fn screen_of(step: &NextStep) -> Option<Modal> {
    match step {
        NextStep::ChooseMethod { .. } => Some(Modal::ChooseType),
        NextStep::SetUpPasskey => Some(Modal::RegisterPasskey),
        NextStep::SetUpTotp { .. } => Some(Modal::QrCode),
        NextStep::Challenge { preferred, .. } => Some(proof_of(*preferred)),
        NextStep::AcknowledgeRecoveryCodes => Some(Modal::ViewBackupCodes),
        NextStep::SignIn | NextStep::Done => None,
    }
}

/// The screen that proves a method.
pub(crate) fn proof_of(method: Method) -> Modal {
    match method {
        Method::Totp => Modal::OtpVerification,
        Method::Passkey => Modal::VerifyPasskey,
    }
}

/// Whether the screen proves a method.
pub(super) fn proves(screen: Modal) -> bool {
    matches!(screen, Modal::OtpVerification | Modal::VerifyPasskey | Modal::EnterBackupCodes)
}

/// The screen to show instead of the one that proves `method`. If the user only has another method, that one is proved; if the policy no longer
/// accepts the user's methods, a backup code. Returns `None` if `method` itself can be proved, or if the user has nothing to prove.
pub(crate) fn instead_of(method: Method, status: &Status) -> Option<Modal> {
    let first = status.enrolled.first()?;
    if status.offered.contains(first) {
        (!status.enrolled.contains(&method)).then(|| proof_of(*first))
    } else {
        Some(Modal::EnterBackupCodes)
    }
}
