//! The input of a six-digit code.

use super::browser;
use crate::component::described_by;
use leptos::{html, prelude::*};

const DIGITS: usize = 6;

/// The field of a six-digit code, which sends its form by itself when the sixth digit is there.
///
/// It is one input, so that pasting, filling in from the phone and screen readers work; the stylesheet draws it as six cells. Its label belongs to
/// `code`, its id and its name in the form.
#[component]
pub fn CodeEntry(
    /// Whether what was sent was refused.
    refused: Signal<bool>,
    /// Whether there is a hint.
    hint: bool,
    /// Whether the cursor is to be in it at once.
    focus: bool,
    /// Whether its form leads to another page: it can be sent once then.
    sends_page: bool,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let send_if_complete = move || {
        let Some(input) = input.get_untracked() else { return };
        let typed = input.value();
        // Apps show "123 456", and so it is pasted.
        let code: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
        if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
            if code != typed {
                input.set_value(&code);
            }
            browser::submit(&input);
        }
    };
    Effect::new(move || {
        if let Some(input) = input.get() {
            if sends_page {
                browser::send_once(&input);
                // Typed before the scripts had loaded.
                if browser::is_fresh() {
                    send_if_complete();
                }
            } else if refused.get() {
                browser::select(&input);
            }
        }
    });
    view! {
        <input
            node_ref=input
            on:input=move |_| send_if_complete()
            id="code"
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            pattern="[0-9]{0,6}"
            spellcheck="false"
            aria-required="true"
            autofocus=focus
            aria-invalid=move || refused.get().then_some("true")
            aria-describedby=move || described_by("code", refused.get(), hint)
        />
    }
}
