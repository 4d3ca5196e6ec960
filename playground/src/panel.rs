//! The interactive parts of `/playground`: a panel for every hook, with its calls as buttons, its state and the result of the last call.
//!
//! Each panel is an island of its own, like the parts of an application. They only share the hooks and the [log](EventLog).

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
