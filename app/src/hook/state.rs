//! The state that all hooks of a page share.
//!
//! Islands have no common ancestor that could own it, so in the browser it is a thread-local, in signals without an owner. On the server, each
//! request has its own, filled from the request's context.

use super::Modal;
use leptos::prelude::*;
use mfa::{Error, view::Status};
use std::sync::{Arc, Mutex};
#[cfg(feature = "hydrate")]
use ui::strings::StringKey;

/// The visitor's status, and the open screen. Cheap to clone; clones share the signals.
#[derive(Clone)]
pub(crate) struct State {
    /// `None` until it is known.
    pub(crate) status: ArcRwSignal<Option<Status>>,
    /// The error of the last attempt to read it.
    pub(crate) failure: ArcRwSignal<Option<Error>>,
    /// The device whose enrollment a hook has begun on this page, until its first code is verified.
    pub(crate) enrolling: Arc<Mutex<Option<String>>>,
    /// The open screen.
    pub(crate) open: ArcRwSignal<Option<Modal>>,
    /// The announcement of a success, shown for a moment.
    #[cfg(feature = "hydrate")]
    pub(crate) said: ArcRwSignal<Option<StringKey>>,
}

impl State {
    fn new(status: ArcRwSignal<Option<Status>>) -> Self {
        Self {
            status,
            failure: ArcRwSignal::new(None),
            enrolling: Arc::default(),
            open: ArcRwSignal::new(None),
            #[cfg(feature = "hydrate")]
            said: ArcRwSignal::new(None),
        }
    }
}

#[cfg(feature = "hydrate")]
thread_local! {
    static STATE: &'static State = Box::leak(Box::new(State::new(ui::served::status())));
}

/// The state of the page.
#[cfg(feature = "hydrate")]
pub(crate) fn state() -> &'static State {
    STATE.with(|state| *state)
}

/// The state of the request.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn state() -> State {
    State::new(ArcRwSignal::new(known()))
}

#[cfg(feature = "ssr")]
fn known() -> Option<Status> {
    ui::request::RequestContext::current().ok()?.status
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
fn known() -> Option<Status> {
    None
}
