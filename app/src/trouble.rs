//! What went wrong with what was sent, in words.

use leptos::prelude::*;

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What happened, and what to do next.
    pub text: String,
    /// It is about what was typed: said beside the field then.
    pub about_field: bool,
    /// Seconds until it is worth trying again.
    pub wait: Option<u32>,
}

impl Trouble {
    /// The same in other words.
    #[must_use]
    pub fn saying(self, text: String) -> Self {
        Self { text, ..self }
    }

    /// What was wrong with what was typed.
    #[must_use]
    pub fn of_field(text: String) -> Self {
        Self { text, about_field: true, wait: None }
    }

    /// Whether something is wrong with what was typed.
    #[must_use]
    pub fn is_about_field(trouble: &Option<Self>) -> bool {
        trouble.as_ref().is_some_and(|trouble| trouble.about_field)
    }
}

/// `aria-invalid` of a field.
pub(crate) fn invalid(trouble: RwSignal<Option<Trouble>>) -> Option<&'static str> {
    trouble.with(Trouble::is_about_field).then_some("true")
}

/// The ids of what describes a field: what was wrong first.
pub(crate) fn described_by(id: &str, trouble: RwSignal<Option<Trouble>>, hint: bool) -> Option<String> {
    match (trouble.with(Trouble::is_about_field), hint) {
        (true, true) => Some([id, "-error ", id, "-hint"].concat()),
        (true, false) => Some([id, "-error"].concat()),
        (false, true) => Some([id, "-hint"].concat()),
        (false, false) => None,
    }
}
