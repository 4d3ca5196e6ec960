//! A button of a dialog that is part of no form.

use leptos::{ev::MouseEvent, prelude::*};
use ui::erased_view::{ErasedView, erase};

/// What a press does: boxed like that of the screens' buttons (`handler::instead`), so that the browser's part is compiled once.
pub(super) type Press = Box<dyn FnMut(MouseEvent)>;

/// The button that leads on.
pub(super) fn primary(text: String, press: Press) -> ErasedView {
    block("button button-primary button-block", text, press)
}

/// A button that stands back behind another one.
pub(super) fn quiet(text: String, press: Press) -> ErasedView {
    block("button button-quiet button-block", text, press)
}

fn block(class: &'static str, text: String, press: Press) -> ErasedView {
    erase(view! {
        <button type="button" class=class on:click=press>
            {text}
        </button>
    })
}
