//! Who wants to hear of what is owed, and of what completes.

use super::{
    super::{MfaEvent, state::state},
    guide, sync,
};
use leptos::prelude::*;
use mfa::view::Requirement;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use web_sys::{CustomEvent, CustomEventInit};

/// What is owed, and since which sign-in.
type Debt = Option<(Option<String>, Requirement)>;

struct Handler {
    id: u32,
    call: Box<dyn Fn(Requirement)>,
    seen: RefCell<Debt>,
}

struct Listener {
    id: u32,
    call: Box<dyn Fn(MfaEvent)>,
}

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
    static HANDLERS: RefCell<Vec<Rc<Handler>>> = const { RefCell::new(Vec::new()) };
    static LISTENERS: RefCell<Vec<Rc<Listener>>> = const { RefCell::new(Vec::new()) };
    /// What the built-in screens have opened for.
    static SEEN: RefCell<Debt> = const { RefCell::new(None) };
    static SETTLING: Cell<bool> = const { Cell::new(false) };
}

fn next_id() -> u32 {
    NEXT_ID.replace(NEXT_ID.get().wrapping_add(1))
}

/// Calls `call` for what comes to be owed, for as long as the component lives.
pub(in super::super) fn install(call: impl Fn(Requirement) + 'static) {
    let id = next_id();
    HANDLERS.with_borrow_mut(|handlers| handlers.push(Rc::new(Handler { id, call: Box::new(call), seen: RefCell::default() })));
    on_cleanup(move || HANDLERS.with_borrow_mut(|handlers| handlers.retain(|handler| handler.id != id)));
    settle_soon();
}

/// Calls `call` for what completes, for as long as the component lives.
pub(in super::super) fn listen(call: impl Fn(MfaEvent) + 'static) {
    let id = next_id();
    LISTENERS.with_borrow_mut(|listeners| listeners.push(Rc::new(Listener { id, call: Box::new(call) })));
    on_cleanup(move || LISTENERS.with_borrow_mut(|listeners| listeners.retain(|listener| listener.id != id)));
}

/// Tells everybody who listens, on `window` too.
pub(super) fn emit(event: &MfaEvent) {
    for listener in LISTENERS.with_borrow(Vec::clone) {
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
        // Refused only while the same event is being dispatched.
        let _ = window().dispatch_event(&event);
    }
}

/// Calls whoever hasn't been called for what is owed now; once, after everything that is under way has come to rest.
pub(super) fn settle_soon() {
    if !SETTLING.replace(true) {
        sync::soon(|| {
            SETTLING.set(false);
            settle();
        });
    }
}

fn settle() {
    let Some(status) = state().status.get_untracked() else { return };
    let debt = status.requirement().map(|owed| (status.sign_in, owed));
    let handlers = HANDLERS.with_borrow(Vec::clone);
    for handler in &handlers {
        // Replaced before the call: whatever the handler does, it isn't called for the same thing again.
        let news = handler.seen.replace(debt.clone()) != debt;
        if let Some((_, owed)) = debt.as_ref().filter(|_| news) {
            (handler.call)(*owed);
        }
    }
    let news = SEEN.replace(debt.clone()) != debt;
    if news && debt.is_some() && handlers.is_empty() {
        guide::begin_unasked();
    }
}
