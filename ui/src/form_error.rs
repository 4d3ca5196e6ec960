//! Why a form was refused, in words.

use leptos::prelude::*;

/// The reason of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// What happened, and what to do next.
    pub text: String,
    /// It is about what was typed: said beside the field then.
    pub about_field: bool,
    /// Seconds until it is worth trying again.
    pub wait: Option<u32>,
}

impl FormError {
    /// The same in other words.
    #[must_use]
    pub fn saying(self, text: String) -> Self {
        Self { text, ..self }
    }

    /// An error about the field, said beside it.
    #[must_use]
    pub fn of_field(text: String) -> Self {
        Self { text, about_field: true, wait: None }
    }

    /// Whether the error is about the field.
    #[must_use]
    pub fn is_about_field(form_error: &Option<Self>) -> bool {
        form_error.as_ref().is_some_and(|form_error| form_error.about_field)
    }
}

/// `aria-invalid` of a field.
pub(crate) fn invalid(form_error: RwSignal<Option<FormError>>) -> Option<&'static str> {
    form_error.with(FormError::is_about_field).then_some("true")
}

/// The ids of what describes a field: what was wrong first.
pub(crate) fn described_by(id: &str, form_error: RwSignal<Option<FormError>>, hint: bool) -> Option<String> {
    match (form_error.with(FormError::is_about_field), hint) {
        (true, true) => Some([id, "-error ", id, "-hint"].concat()),
        (true, false) => Some([id, "-error"].concat()),
        (false, true) => Some([id, "-hint"].concat()),
        (false, false) => None,
    }
}
