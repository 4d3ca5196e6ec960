//! What went wrong with what was sent, in words.

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

    /// The words, if they belong beside the field.
    #[must_use]
    pub fn beside_field(trouble: Option<Self>) -> Option<String> {
        trouble.filter(|trouble| trouble.about_field).map(|trouble| trouble.text)
    }
}
