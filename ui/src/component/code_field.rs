//! The field of a six-digit code.

use super::field::FieldError;
use crate::{
    control::CodeEntry,
    form_error::FormError,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;

/// The field of a six-digit code, with its label and the error about the last code.
#[component]
pub fn CodeField(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// A hint below the field.
    #[prop(default = None)]
    hint: Option<StringKey>,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// Whether the field is focused when the page opens. It isn't on a page that begins with something to read.
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
