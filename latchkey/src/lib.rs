#![doc = include_str!("../README.md")]

pub use app::{
    hook,
    modal::{MfaProvider, MfaStylesheets},
};
pub use mfa::{Error, Level, Method, NextStep, view};

#[cfg(feature = "islands")]
pub use app::island::MfaProviderIsland;

#[cfg(feature = "ssr")]
pub use mfa::{Latchkey, LatchkeyBuilder, OpenError, Visitor, VisitorAddress, VisitorNotice};
#[cfg(feature = "ssr")]
pub use server::{
    client_address::Network,
    clock,
    embed::{self, Action, Embedded, OnNotice, Proved, RequireMfa, SignIn, Unavailable},
    listen::listen,
    log,
    maintenance::{Maintenance, spawn_maintenance},
};
#[cfg(feature = "ssr")]
pub use ui::{destination::same_site_path, provide_request, request::RequestContext};

/// The names that most files of an application use, for a single `use latchkey::prelude::*`.
pub mod prelude {
    pub use crate::hook::*;
    pub use crate::{Error, MfaProvider, MfaStylesheets, NextStep, view::Requirement};

    #[cfg(feature = "islands")]
    pub use crate::MfaProviderIsland;

    #[cfg(feature = "ssr")]
    pub use crate::{Embedded, Latchkey, RequestContext, SignIn, Unavailable, Visitor, provide_request};
}
