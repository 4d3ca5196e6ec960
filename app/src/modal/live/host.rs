//! The `<dialog>` element: opened, filled, emptied and closed according to the state of the page.

use super::{dialog::Dialog, focus::focus_soon, leave::leave, manage, new_codes};
use crate::hook::{flow, guide::Errand, state::state};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::{mount::mount_to, prelude::*};
use std::{any::Any, rc::Rc};
use ui::{served, strings::Strings};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, KeyboardEvent};

/// Activates the dialog of the page and the live region for announcements.
pub(crate) fn activate() {
    let find = |id| document().get_element_by_id(id);
    let (Some(dialog), Some(place), Some(strings)) = (find("mfa-dialog"), find("mfa-said"), served::read::<Strings>("data-strings")) else {
        return;
    };
    flow::set_dialog(run);
    flow::start();
    open_and_close(dialog.unchecked_into(), strings.clone());
    Effect::new(move || place.set_text_content(state().said.get().map(|word| strings.text(word)).as_deref()));
}

/// Runs an errand after its proof. Errands that show a screen were carried out already.
fn run(errand: Errand) {
    match errand {
        Errand::Show(_) => {}
        Errand::NewCodes => new_codes::after_proof(),
        Errand::Remove(method, id) => manage::remove_proved(method, id),
    }
}

fn open_and_close(dialog: HtmlDialogElement, strings: Strings) {
    let leaving = RwSignal::new(false);
    listen(&dialog, leaving);
    let mut content: Option<Box<dyn Any>> = None;
    // The mounted screen must outlive the run of the effect that mounts it.
    let owner = Owner::new();
    Effect::new(move || {
        let is_open = state().open.with(Option::is_some);
        if is_open && content.is_none() {
            let strings = strings.clone();
            leaving.set(false);
            let place = dialog.clone().unchecked_into();
            content = Some(Box::new(owner.with(|| mount_to(place, move || view! { <Dialog strings leaving /> }))));
            // This fails only if the element is no longer part of the page, or is open already.
            let _ = dialog.show_modal();
            focus_soon();
        } else if !is_open && content.is_some() {
            // The browser returns the focus to where it was.
            dialog.close();
            drop(content.take());
        }
    });
}

/// The page decides whether the dialog closes, not the browser: closing may lose data.
fn listen(element: &HtmlDialogElement, leaving: RwSignal<bool>) {
    let ask = Rc::new(move |event: &Event| {
        event.prevent_default();
        leave(leaving);
    });
    let preventing = EventListenerOptions::enable_prevent_default;
    let on_escape = Rc::clone(&ask);
    EventListener::new_with_options(element, "keydown", preventing(), move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            on_escape(event);
        }
    })
    .forget();
    // The back gesture of a phone.
    EventListener::new_with_options(element, "cancel", preventing(), move |event| ask(event)).forget();
    // A browser may close it regardless.
    EventListener::new(element, "close", |_| {
        if state().open.with_untracked(Option::is_some) {
            flow::give_up();
        }
    })
    .forget();
}
