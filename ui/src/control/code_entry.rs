//! The input of a six-digit code.

use crate::{
    browser,
    form_error::{FormError, described_by, invalid},
};
use leptos::{html, prelude::*, web_sys::HtmlInputElement};

/// The field of a six-digit code, which submits its form after the sixth digit.
///
/// It is one input, so that pasting, autofill from the phone and screen readers work; the stylesheet draws it as six cells. Its label refers to
/// `code`, which is its id and its name in the form.
#[component]
pub fn CodeEntry(
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// Whether there is a hint below the field.
    hint: bool,
    /// Whether the field is focused at once.
    focus: bool,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    // The next input replaces the refused code.
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
            aria-invalid=invalid(form_error)
            aria-describedby=described_by("code", form_error, hint)
        />
    }
}

/// Submits the form of `input` if it has six digits.
pub(super) fn send_if_complete(input: &HtmlInputElement) {
    const DIGITS: usize = 6;
    let typed = input.value();
    // Apps show "123 456", and people paste it with the space.
    let code: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
        if code != typed {
            input.set_value(&code);
        }
        browser::submit(input);
    }
}
