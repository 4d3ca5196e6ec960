//! The field of a six-digit code.

use super::field::FieldError;
use crate::{
    control::CodeEntry,
    kit::{Kit, Word},
    trouble::Trouble,
};
use leptos::prelude::*;

/// The field of a six-digit code, with its label and what was wrong with the last one.
#[component]
pub fn CodeField(
    /// What every screen is given.
    kit: Kit,
    /// A sentence below it.
    #[prop(default = None)]
    hint: Option<Word>,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
    /// Whether the page opens with the cursor in it. A page that opens with something to read doesn't.
    focus: bool,
) -> impl IntoView {
    view! {
        <div class="field code-field">
            <label for="code">{kit.text(Word::Code)}</label>
            <div class="code-cells"><CodeEntry trouble hint=hint.is_some() focus /></div>
            <FieldError id="code" trouble />
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint" id="code-hint">
                            {kit.text(hint)}
                        </p>
                    }
                })}
        </div>
    }
}
