//! Finds out where the visitor stands: at the beginning, after every change, and when another tab has changed something.

use super::{super::state::state, guide, handlers};
use crate::function::flow;
use gloo::events::EventListener;
use leptos::{prelude::*, task::spawn_local};
use mfa::{Error, view::Status};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};
use web_sys::{BroadcastChannel, js_sys::Reflect};

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
    /// The number of the last request: an answer that was overtaken is dropped.
    static ASKED: Cell<u32> = const { Cell::new(0) };
    static TABS: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Listens to what changes elsewhere, and looks once. What the page was served with is known already.
pub(crate) fn start() {
    if STARTED.replace(true) {
        return;
    }
    if let Ok(tabs) = BroadcastChannel::new("latchkey") {
        EventListener::new(&tabs, "message", |_| look()).forget();
        TABS.set(Some(tabs));
    }
    EventListener::new(&document(), "visibilitychange", |_| {
        if !document().hidden() {
            look();
        }
    })
    .forget();
    // A page that the browser has kept knows nothing of what happened since.
    EventListener::new(&window(), "pageshow", |event| {
        if Reflect::get(event, &"persisted".into()).is_ok_and(|kept| kept.is_truthy()) {
            look();
        }
    })
    .forget();
    if state().status.with_untracked(Option::is_some) {
        handlers::settle_soon();
    } else {
        look();
    }
}

fn look() {
    spawn_local(async {
        let _ = refresh().await;
    });
}

/// Reads the status. What fails is kept for whoever asks, and the status stays what it was.
pub(crate) async fn refresh() -> Result<Status, Error> {
    let number = ASKED.get().wrapping_add(1);
    ASKED.set(number);
    let answer = flow::status().await.map_err(Error::from);
    if number == ASKED.get() {
        match &answer {
            Ok(status) => apply(status),
            Err(error) => state().failure.set(Some(error.clone())),
        }
    }
    answer
}

fn apply(status: &Status) {
    let state = state();
    if state.failure.with_untracked(Option::is_some) {
        state.failure.set(None);
    }
    let before = state.status.get_untracked();
    if before.as_ref() != Some(status) {
        state.status.set(Some(status.clone()));
        if let Some(before) = before {
            guide::follow(&before, status);
        }
    }
    handlers::settle_soon();
}

/// Reads what has changed, and has the other tabs do so.
pub(crate) async fn changed() {
    let _ = refresh().await;
    tell_tabs();
}

/// Has the other tabs read what has changed.
pub(super) fn tell_tabs() {
    TABS.with_borrow(|tabs| {
        if let Some(tabs) = tabs {
            // A channel that is closed has nobody to tell.
            let _ = tabs.post_message(&"changed".into());
        }
    });
}

/// In the next macrotask, when every island of the page has come alive.
pub(super) fn soon(run: impl FnOnce() + 'static) {
    crate::browser::after(Duration::ZERO, run);
}
