//! The field of a six-digit code.

use super::field::FieldError;
use crate::{
    control::CodeEntry,
    form_error::FormError,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;

/// The field of a six-digit code, with its label and what was wrong with the last one.
#[component]
pub fn CodeField(
    /// What every screen is given.
    strings: Strings,
    /// A sentence below it.
    #[prop(default = None)]
    hint: Option<StringKey>,
    /// What went wrong.
    form_error: RwSignal<Option<FormError>>,
    /// Whether the page opens with the cursor in it. A page that opens with something to read doesn't.
    focus: bool,
) -> impl IntoView {
    view! {
        <div class="field code-field">
            <label for="code">{strings.text(StringKey::Code)}</label>
            <div class="code-cells"><CodeEntry form_error hint=hint.is_some() focus /></div>
            <FieldError id="code" form_error />
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint" id="code-hint">
                            {strings.text(hint)}
                        </p>
                    }
                })}
        </div>
    }
}
