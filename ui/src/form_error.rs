//! The reason for refusing a form, as text.

use leptos::prelude::*;

/// The reason for refusing a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The failure, and the way on.
    pub text: String,
    /// Whether the error is about the field's value. It is then shown beside the field.
    pub about_field: bool,
    /// Seconds until another attempt can succeed.
    pub wait: Option<u32>,
}

impl FormError {
    /// The same error with another text.
    #[must_use]
    pub fn saying(self, text: String) -> Self {
        Self { text, ..self }
    }

    /// An error about the field, shown beside it.
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
pub(crate) fn invalid(form_error: RwSignal<Option<FormError>>) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static {
    move || form_error.with(FormError::is_about_field).then_some("true")
}

/// The ids of the elements that describe a field, the error first.
pub(crate) fn described_by(
    id: &'static str,
    form_error: RwSignal<Option<FormError>>,
    hint: bool,
) -> impl Fn() -> Option<String> + Clone + Send + 'static {
    move || match (form_error.with(FormError::is_about_field), hint) {
        (true, true) => Some([id, "-error ", id, "-hint"].concat()),
        (true, false) => Some([id, "-error"].concat()),
        (false, true) => Some([id, "-hint"].concat()),
        (false, false) => None,
    }
}
