//! What is alive on `/playground`: every hook with its calls as buttons, its state and what the last call came to.
//!
//! Each panel is an island of its own, as the parts of an application would be. They share nothing but the hooks and the [log](EventLog).

pub mod action;
pub mod auth;
mod bench;
pub mod events;
pub mod log;
pub mod methods;
pub mod mfa;
pub mod modals;
pub mod passkeys;
pub mod prompt;
pub mod sync;

pub use self::{
    action::{RequiredPanel, SettingsPanel, TransferPanel},
    auth::AuthPanel,
    events::EventsPanel,
    log::EventLog,
    methods::MethodsPanel,
    mfa::MfaPanel,
    modals::ModalsPanel,
    passkeys::{AuthenticatePasskeyPanel, DeletePasskeyPanel, GetPasskeysPanel, RegisterPasskeyPanel, SignInWithPasskeyPanel},
    prompt::PromptPanel,
    sync::SyncPanel,
};
