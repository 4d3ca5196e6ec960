//! Buttons of a dialog that don't belong to a form.

use leptos::{ev::MouseEvent, prelude::*};
use ui::erased_view::{Erase, ErasedView};

/// The handler of a press, boxed like those of the screens' buttons (`handler::instead`), so that the browser's code is compiled once.
pub(super) type Press = Box<dyn FnMut(MouseEvent)>;

/// The main button.
pub(super) fn primary(text: String, press: Press) -> ErasedView {
    block("button button-primary button-block", text, press)
}

/// A secondary button.
pub(super) fn quiet(text: String, press: Press) -> ErasedView {
    block("button button-quiet button-block", text, press)
}

fn block(class: &'static str, text: String, press: Press) -> ErasedView {
    view! {
        <button type="button" class=class on:click=press>
            {text}
        </button>
    }
    .erase()
}
