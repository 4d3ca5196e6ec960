//! Finds out where the visitor stands: at the beginning, after every change, and when another tab has changed something.

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
    /// The number of the last request: an answer that was overtaken is dropped.
    asked: Cell<u32>,
}

impl Reader {
    /// Opens the channel and listens to it. Returns false if that was done before.
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

/// Listens to what changes elsewhere, and looks once. What the page was served with is known already.
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

/// Reads the status. A failure is kept in the state of the page, and the status stays what it was.
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

/// Reads what has changed, and has the other tabs do so.
pub(crate) async fn changed() {
    let _ = refresh().await;
    tell_tabs();
}

/// Has the other tabs read what has changed.
pub(super) fn tell_tabs() {
    READER.with(|reader| {
        if let Some(Some(tabs)) = reader.tabs.get() {
            // A channel that is closed has nobody to tell.
            let _ = tabs.post_message(&"changed".into());
        }
    });
}
