//! The field of a six-digit code.

use super::field::{FieldError, described_by};
use crate::{island::CodeInput, words::Words};
use leptos::prelude::*;

/// The field of a six-digit code, with its label and what was wrong with the last one.
#[component]
pub fn CodeField(
    /// The language.
    words: Words,
    /// A sentence below it.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What was wrong.
    error: Option<String>,
    /// Whether the page opens with the cursor in it. A page that opens with something to read doesn't.
    focus: bool,
) -> impl IntoView {
    let described_by = described_by("code", error.is_some(), hint.is_some());
    let invalid = error.is_some();
    view! {
        <div class="field code-field">
            <label for="code">{words.text("verify-code")}</label>
            <div class="code-cells">
                <CodeInput described_by invalid focus=focus || invalid />
            </div>
            <FieldError id="code" text=error />
            {hint.map(|hint| view! { <p class="hint" id="code-hint">{hint}</p> })}
        </div>
    }
}
