//! What an application's own pages drive Latchkey with.
//!
//! | hook | gives |
//! | --- | --- |
//! | [`use_auth`] | who is signed in, and signing out |
//! | [`use_mfa`] | everything that can be done about methods and backup codes |
//! | [`use_sync_mfa_flow`] | a handler for whenever the session comes to owe something |
//! | [`use_prompt_mfa_auth`] | a future that resolves when the user has proved a method |
//! | [`use_get_user_mfa_methods`] | what the user is enrolled in |
//! | [`use_register_passkey`], [`use_authenticate_passkey_mfa`], [`use_sign_in_with_passkey`] | a passkey made, proved, signed in with |
//! | [`use_get_passkeys`], [`use_delete_passkey`] | the passkeys there are |
//! | [`use_get_mfa_token`], [`use_is_mfa_required_for_action`] | an action of the application confirmed, and whether it has to be |
//! | [`use_mfa_modals`] | the built-in screens, opened and closed |
//! | [`use_mfa_events`] | what completed, and what didn't |
//!
//! All components of a page share one state, whichever island they live in, and all tabs of a browser tell one another what has
//! changed. On the server hooks give what the request's context knows, and their setters do nothing. Nothing is swallowed: every
//! failure that a hook can meet is a variant of the error it returns.

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

/// Has the page find out where the visitor stands, and listen to other tabs: at the first hook.
fn start() {
    #[cfg(feature = "hydrate")]
    flow::start();
}

/// Something was changed: has this page and the other tabs find out what.
async fn changed() {
    #[cfg(feature = "hydrate")]
    flow::changed().await;
}

/// A proof was attempted: tells everybody how it went.
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
