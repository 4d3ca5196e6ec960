//! Which screen belongs to what.

use super::super::Modal;
use mfa::{Method, NextStep, view::Status};

/// The screen of a step. `None` if there is nothing to show.
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

/// The screen on which a method is proved.
pub(crate) fn proof_of(method: Method) -> Modal {
    match method {
        Method::Totp => Modal::OtpVerification,
        Method::Passkey => Modal::VerifyPasskey,
    }
}

/// Whether something is proved on the screen.
pub(super) fn proves(screen: Modal) -> bool {
    matches!(screen, Modal::OtpVerification | Modal::VerifyPasskey | Modal::EnterBackupCodes)
}

/// The screen in the place of the one on which `method` is proved. A user who has only another method proves that one; a backup code stands in for a
/// method that the policy doesn't accept any more. Returns `None` if `method` itself can be proved, or if there is nothing to prove.
pub(crate) fn instead_of(method: Method, status: &Status) -> Option<Modal> {
    let first = status.enrolled.first()?;
    if status.offered.contains(first) {
        (!status.enrolled.contains(&method)).then(|| proof_of(*first))
    } else {
        Some(Modal::EnterBackupCodes)
    }
}
