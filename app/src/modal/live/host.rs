//! The `<dialog>` itself: opened, filled, emptied and closed as the state of the page says.

use super::{dialog::Dialog, manage};
use crate::hook::{flow, guide::Errand, state::state};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::{mount::mount_to, prelude::*};
use std::{any::Any, rc::Rc, time::Duration};
use ui::served;
use ui::{browser, strings::Strings};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlElement, KeyboardEvent};

/// Brings the dialog of the page to life, and the place where it is said that something is done.
pub(crate) fn activate() {
    let find = |id| document().get_element_by_id(id);
    let (Some(dialog), Some(place), Some(strings)) = (find("mfa-dialog"), find("mfa-said"), served::read::<Strings>("data-kit")) else {
        return;
    };
    flow::set_dialog(run);
    flow::start();
    open_and_close(dialog.unchecked_into(), strings.clone());
    Effect::new(move || place.set_text_content(state().said.get().map(|word| strings.text(word)).as_deref()));
}

/// Goes on with what waited for a proof. The screens that did are shown already.
fn run(errand: Errand) {
    match errand {
        Errand::Show(_) => {}
        Errand::NewCodes => manage::new_codes(),
        Errand::Remove(method, id) => manage::remove_proved(method, id),
    }
}

fn open_and_close(dialog: HtmlDialogElement, strings: Strings) {
    let leaving = RwSignal::new(false);
    listen(&dialog, leaving);
    let mut content: Option<Box<dyn Any>> = None;
    // What is mounted must outlive the run of the effect that mounts it.
    let owner = Owner::new();
    Effect::new(move || {
        let is_open = state().open.with(Option::is_some);
        if is_open && content.is_none() {
            let strings = strings.clone();
            leaving.set(false);
            let place = dialog.clone().unchecked_into();
            content = Some(Box::new(owner.with(|| mount_to(place, move || view! { <Dialog strings leaving /> }))));
            // Refused only for an element that is out of the page, or open already.
            let _ = dialog.show_modal();
            focus_soon();
        } else if !is_open && content.is_some() {
            // The browser gives the focus back to where it was.
            dialog.close();
            drop(content.take());
        }
    });
}

/// Closing is the page's decision, not the browser's: something may be lost by it.
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
    // A browser may insist.
    EventListener::new(element, "close", |_| {
        if state().open.with_untracked(Option::is_some) {
            flow::give_up();
        }
    })
    .forget();
}

/// Closes the dialog, or asks first if something would be lost.
pub(super) fn leave(leaving: RwSignal<bool>) {
    let state = state();
    let unsaved = state.open.get_untracked() == Some(crate::hook::Modal::ViewBackupCodes)
        && state.status.with_untracked(|status| {
            status.as_ref().is_some_and(|status| status.requirement() == Some(mfa::view::Requirement::Acknowledgement))
        });
    if unsaved && !leaving.get_untracked() {
        leaving.set(true);
        focus_soon();
    } else if unsaved {
        leaving.set(false);
        focus_soon();
    } else {
        flow::give_up();
    }
}

/// Puts the focus where the open screen begins: into its field, or on its title.
pub(super) fn focus_soon() {
    browser::after(Duration::ZERO, || focus_first(&[":not([hidden]) > * [autofocus]", "#mfa-dialog-title"]));
}

/// Puts the focus into the field whose content was refused.
pub(super) fn focus_refused_soon() {
    browser::after(Duration::ZERO, || focus_first(&["[aria-invalid]"]));
}

/// Puts the focus on what the first selector finds that finds something in the dialog.
fn focus_first(selectors: &[&str]) {
    let Some(dialog) = document().get_element_by_id("mfa-dialog") else { return };
    let find = |selector: &&str| dialog.query_selector(selector).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = selectors.iter().find_map(find) {
        // Refused only by an element that is no longer part of the page.
        let _ = found.focus();
    }
}
