//! The handlers for requirements, and the listeners for events.

use super::{
    super::{MfaEvent, debt::Told, guide::Event, state::state},
    has_dialog, send,
};
use leptos::prelude::*;
use mfa::view::Requirement;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
use ui::browser;
use web_sys::{CustomEvent, CustomEventInit};

struct Handler {
    id: u32,
    call: Box<dyn Fn(Requirement)>,
    told: RefCell<Told>,
}

struct Listener {
    id: u32,
    call: Box<dyn Fn(MfaEvent)>,
}

struct Registry {
    next_id: Cell<u32>,
    handlers: RefCell<Vec<Rc<Handler>>>,
    listeners: RefCell<Vec<Rc<Listener>>>,
    /// The requirement for which the built-in screens have opened.
    told: RefCell<Told>,
    /// Whether calls of the handlers are scheduled.
    settling: Cell<bool>,
}

thread_local! {
    static REGISTRY: Registry = const {
        Registry {
            next_id: Cell::new(0),
            handlers: RefCell::new(Vec::new()),
            listeners: RefCell::new(Vec::new()),
            told: RefCell::new(Told::nothing()),
            settling: Cell::new(false),
        }
    };
}

impl Registry {
    fn next_id(&self) -> u32 {
        self.next_id.replace(self.next_id.get().wrapping_add(1))
    }
}

/// Calls `call` for new requirements, for as long as the component lives.
pub(in super::super) fn install(call: impl Fn(Requirement) + 'static) {
    let id = REGISTRY.with(|registry| {
        let id = registry.next_id();
        registry.handlers.borrow_mut().push(Rc::new(Handler { id, call: Box::new(call), told: RefCell::new(Told::nothing()) }));
        id
    });
    on_cleanup(move || REGISTRY.with(|registry| registry.handlers.borrow_mut().retain(|handler| handler.id != id)));
    settle_soon();
}

/// Calls `call` for events, for as long as the component lives.
pub(in super::super) fn listen(call: impl Fn(MfaEvent) + 'static) {
    let id = REGISTRY.with(|registry| {
        let id = registry.next_id();
        registry.listeners.borrow_mut().push(Rc::new(Listener { id, call: Box::new(call) }));
        id
    });
    on_cleanup(move || REGISTRY.with(|registry| registry.listeners.borrow_mut().retain(|listener| listener.id != id)));
}

/// Notifies all listeners, on `window` too.
pub(super) fn emit(event: &MfaEvent) {
    for listener in REGISTRY.with(|registry| registry.listeners.borrow().clone()) {
        (listener.call)(event.clone());
    }
    let init = CustomEventInit::new();
    let name = match event {
        MfaEvent::CompletionSuccess => "mfa_completion_success",
        MfaEvent::CompletionFailure(error) => {
            init.set_detail(&error.code().into());
            "mfa_completion_failure"
        }
    };
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // This fails only while the same event is being dispatched.
        let _ = window().dispatch_event(&event);
    }
}

/// Calls each handler that wasn't called for the current requirement, once all pending work is finished.
pub(super) fn settle_soon() {
    if !REGISTRY.with(|registry| registry.settling.replace(true)) {
        // In the next macrotask, when every island of the page is active.
        browser::after(Duration::ZERO, || {
            REGISTRY.with(|registry| registry.settling.set(false));
            settle();
        });
    }
}

fn settle() {
    let Some(status) = state().status.get_untracked() else { return };
    let handlers = REGISTRY.with(|registry| registry.handlers.borrow().clone());
    for handler in &handlers {
        // Recorded before the call, so that the handler isn't called for the same requirement again, whatever it does.
        let news = handler.told.borrow_mut().news(&status);
        if let Some(owed) = news {
            (handler.call)(owed);
        }
    }
    let news = REGISTRY.with(|registry| registry.told.borrow_mut().news(&status));
    if news.is_some() && handlers.is_empty() && has_dialog() {
        send(Event::Owed(&status.step));
    }
}
