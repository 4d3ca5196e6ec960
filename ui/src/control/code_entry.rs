//! The input of a six-digit code.

use crate::{
    browser,
    form_error::{FormError, described_by, invalid},
};
use leptos::{html, prelude::*, web_sys::HtmlInputElement};

/// The field of a six-digit code, which sends its form by itself when the sixth digit is there.
///
/// It is one input, so that pasting, filling in from the phone and screen readers work; the stylesheet draws it as six cells. Its label belongs to
/// `code`, its id and its name in the form.
#[component]
pub fn CodeEntry(
    /// What went wrong.
    form_error: RwSignal<Option<FormError>>,
    /// Whether there is a hint.
    hint: bool,
    /// Whether the cursor is to be in it at once.
    focus: bool,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    // What is typed next takes the place of what was refused.
    Effect::new(move || {
        if let Some(input) = input.get().filter(|_| form_error.with(FormError::is_about_field)) {
            browser::select(&input);
        }
    });
    view! {
        <input
            node_ref=input
            on:input=move |_| {
                if let Some(input) = input.get_untracked() {
                    send_if_complete(&input);
                }
            }
            id="code"
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            pattern="[0-9]{0,6}"
            spellcheck="false"
            aria-required="true"
            autofocus=focus || form_error.with_untracked(FormError::is_about_field)
            aria-invalid=move || invalid(form_error)
            aria-describedby=move || described_by("code", form_error, hint)
        />
    }
}

/// Sends the form of `input` if six digits are in it.
pub(super) fn send_if_complete(input: &HtmlInputElement) {
    const DIGITS: usize = 6;
    let typed = input.value();
    // Apps show "123 456", and so it is pasted.
    let code: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
        if code != typed {
            input.set_value(&code);
        }
        browser::submit(input);
    }
}
