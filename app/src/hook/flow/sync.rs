//! Reads the visitor's status: at first, after every change, and when another tab has changed something.

use super::{
    super::{guide::Event, state::state},
    handlers, send,
};
use gloo::events::EventListener;
use leptos::{prelude::*, task::spawn_local};
use mfa::{Error, view::Status};
use std::cell::{Cell, OnceCell};
use ui::function::flow;
use web_sys::{BroadcastChannel, js_sys::Reflect};

struct Reader {
    /// The channel to the other tabs, if the browser has one. Empty until the first hook of the page.
    tabs: OnceCell<Option<BroadcastChannel>>,
    /// The number of the last request: responses to earlier ones are dropped.
    asked: Cell<u32>,
}

impl Reader {
    /// Opens the channel and listens to it. Returns false if it is open already.
    fn open(&self) -> bool {
        if self.tabs.get().is_some() {
            return false;
        }
        let tabs = BroadcastChannel::new("latchkey").ok();
        if let Some(tabs) = &tabs {
            EventListener::new(tabs, "message", |_| look()).forget();
        }
        self.tabs.set(tabs).is_ok()
    }
}

thread_local! {
    static READER: Reader = const { Reader { tabs: OnceCell::new(), asked: Cell::new(0) } };
}

/// Listens for changes elsewhere, and reads the status once. If the page was served with a status, that one is used.
pub(crate) fn start() {
    if !READER.with(Reader::open) {
        return;
    }
    EventListener::new(&document(), "visibilitychange", |_| {
        if !document().hidden() {
            look();
        }
    })
    .forget();
    // A page from the browser's cache has missed all changes since it was left.
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

/// Reads the status. An error is stored in the state of the page, and the status remains unchanged.
pub(crate) async fn refresh() -> Result<Status, Error> {
    let number = READER.with(|reader| {
        reader.asked.set(reader.asked.get().wrapping_add(1));
        reader.asked.get()
    });
    let answer = flow::status().await.map_err(Error::from);
    if READER.with(|reader| reader.asked.get() == number) {
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
            send(Event::StatusChanged { before: &before, now: status });
        }
    }
    handlers::settle_soon();
}

/// Reads the changed status, and has the other tabs do the same.
pub(crate) async fn changed() {
    let _ = refresh().await;
    tell_tabs();
}

/// Has the other tabs read the changed status.
pub(super) fn tell_tabs() {
    READER.with(|reader| {
        if let Some(Some(tabs)) = reader.tabs.get() {
            // This fails only if the channel is closed.
            let _ = tabs.post_message(&"changed".into());
        }
    });
}
