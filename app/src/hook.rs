//! The hooks with which an application's own pages use Latchkey.
//!
//! | hook | purpose |
//! | --- | --- |
//! | [`use_auth`] | the signed-in user, and sign-out |
//! | [`use_mfa`] | all operations on methods and backup codes |
//! | [`use_sync_mfa_flow`] | a handler that is called when the session gets a new requirement |
//! | [`use_prompt_mfa_auth`] | a future that resolves when the user has proved a method |
//! | [`use_get_user_mfa_methods`] | the user's enrolled methods |
//! | [`use_register_passkey`], [`use_authenticate_passkey_mfa`], [`use_sign_in_with_passkey`] | registering, proving and signing in with a passkey |
//! | [`use_get_passkeys`], [`use_delete_passkey`] | the user's passkeys |
//! | [`use_get_mfa_token`], [`use_is_mfa_required_for_action`] | the confirmation of an application's action, and whether it is required |
//! | [`use_mfa_modals`] | opening and closing the built-in screens |
//! | [`use_mfa_events`] | events for completed and failed proofs |
//!
//! All components of a page share one state, whichever island they belong to, and all tabs of a browser notify one another of changes. On the server,
//! hooks return values from the request's context, and their setters do nothing. No failure is hidden: each one is a variant of the error that the
//! hook returns.

mod auth;
mod authenticate_passkey_mfa;
#[cfg(any(feature = "hydrate", test))]
mod debt;
mod delete_passkey;
#[cfg(feature = "hydrate")]
pub(crate) mod flow;
mod get_mfa_token;
mod get_passkeys;
mod get_user_mfa_methods;
#[cfg(any(feature = "hydrate", test))]
pub(crate) mod guide;
mod is_mfa_required_for_action;
mod mfa;
mod mfa_events;
mod mfa_modals;
mod passkey;
mod prompt_mfa_auth;
mod register_passkey;
mod sign_in_with_passkey;
pub(crate) mod state;
mod sync_mfa_flow;
mod token;

pub use self::{
    auth::{Auth, use_auth},
    authenticate_passkey_mfa::{AuthenticatePasskeyMfa, use_authenticate_passkey_mfa},
    delete_passkey::{DeletePasskey, use_delete_passkey},
    get_mfa_token::{GetMfaToken, use_get_mfa_token},
    get_passkeys::{GetPasskeys, use_get_passkeys},
    get_user_mfa_methods::{GetUserMfaMethods, use_get_user_mfa_methods},
    is_mfa_required_for_action::{IsMfaRequiredForAction, use_is_mfa_required_for_action},
    mfa::{AuthenticateDevice, AuthenticateRecoveryCode, Mfa, use_mfa},
    mfa_events::{MfaEvent, use_mfa_events},
    mfa_modals::{MfaModals, Modal, use_mfa_modals},
    prompt_mfa_auth::{PromptError, PromptMfaAuth, use_prompt_mfa_auth},
    register_passkey::{RegisterPasskey, use_register_passkey},
    sign_in_with_passkey::{SignInWithPasskey, use_sign_in_with_passkey},
    sync_mfa_flow::use_sync_mfa_flow,
    token::{Authenticated, TokenRequest},
};

use ::mfa::{Error, NextStep};
pub use ui::passkey::{PasskeyError, Refusal};

/// Starts reading the visitor's status and listening to other tabs, at the first use of a hook.
fn start() {
    #[cfg(feature = "hydrate")]
    flow::start();
}

/// Has this page and the other tabs read the status again after a change.
async fn changed() {
    #[cfg(feature = "hydrate")]
    flow::changed().await;
}

/// Reports the result of a proof to the dialog and the listeners.
async fn proved(outcome: Result<NextStep, Error>) -> Result<NextStep, Error> {
    #[cfg(feature = "hydrate")]
    flow::proved(&outcome, false).await;
    outcome
}

/// A passkey was registered or proved.
async fn passkey_proved() -> Result<NextStep, Error> {
    #[cfg(feature = "hydrate")]
    return flow::passkey_proved(false).await;
    #[cfg(not(feature = "hydrate"))]
    Err(Error::Unavailable)
}

#[cfg_attr(not(feature = "hydrate"), expect(unused_variables, reason = "nothing opens there"))]
fn set_show(modal: Modal, show: bool) {
    #[cfg(feature = "hydrate")]
    flow::send(if show { guide::Event::Open(modal) } else { guide::Event::Close(modal) });
}
