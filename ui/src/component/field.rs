//! Fields of forms, with their labels, hints and errors.

use crate::{
    form_error::{FormError, described_by, invalid},
    icon::{ALERT, Icon},
};
use leptos::prelude::*;

/// What a browser should know about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An email address, which is the name of the account.
    Email,
    /// An email address that is being chosen for an account that has one.
    NewEmail,
    /// The password that opens the account.
    Password,
    /// A password that is being chosen.
    NewPassword,
    /// One line of text.
    Text,
    /// A backup code.
    BackupCode,
}

impl Kind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Email | Self::NewEmail => "email",
            Self::Password | Self::NewPassword => "password",
            Self::Text | Self::BackupCode => "text",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            // Passkeys are offered here, too, at sign-in.
            Self::Email => "username webauthn",
            Self::NewEmail => "email",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            Self::Text | Self::BackupCode => "off",
        }
    }

    const fn autocapitalize(self) -> Option<&'static str> {
        match self {
            Self::Email | Self::NewEmail => Some("none"),
            Self::BackupCode => Some("characters"),
            Self::Password | Self::NewPassword | Self::Text => None,
        }
    }
}

/// A field with its label, its hint, and what was wrong with what was typed.
#[component]
pub fn Field(
    /// Its id, and its name in the form.
    id: &'static str,
    /// The visible label.
    label: String,
    /// What kind of field.
    kind: Kind,
    /// What to put in it.
    #[prop(default = None, into)]
    value: Option<String>,
    /// A sentence below it.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What was wrong.
    #[prop(default = None)]
    error: Option<String>,
    /// What went wrong, on a screen that stays when something does.
    #[prop(default = None)]
    form_error: Option<RwSignal<Option<FormError>>>,
    /// Whether the page opens with the cursor in it.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    let has_hint = hint.is_some();
    let form_error = form_error.unwrap_or_else(|| RwSignal::new(error.map(FormError::of_field)));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                name=id
                type=kind.input_type()
                class=(kind == Kind::BackupCode).then_some("backup-input")
                autocomplete=kind.autocomplete()
                autocapitalize=kind.autocapitalize()
                spellcheck=matches!(kind, Kind::Email | Kind::NewEmail | Kind::BackupCode).then_some("false")
                required
                autofocus=focus || form_error.with_untracked(FormError::is_about_field)
                value=value
                aria-invalid=move || invalid(form_error)
                aria-describedby=move || described_by(id, form_error, has_hint)
            />
            <FieldError id form_error />
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
        </div>
    }
}

/// A box to tick, and what happened because it wasn't.
#[component]
pub fn Check(
    /// Its name in the form.
    id: &'static str,
    /// The visible label.
    label: String,
    /// What was wrong.
    #[prop(default = None)]
    error: Option<String>,
    /// What went wrong, on a screen that stays when something does.
    #[prop(default = None)]
    form_error: Option<RwSignal<Option<FormError>>>,
) -> impl IntoView {
    let form_error = form_error.unwrap_or_else(|| RwSignal::new(error.map(FormError::of_field)));
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=id
                value="on"
                required
                autofocus=form_error.with_untracked(FormError::is_about_field)
                aria-invalid=move || invalid(form_error)
                aria-describedby=move || described_by(id, form_error, false)
            />
            " "
            <span>{label}</span>
        </label>
        <FieldError id form_error />
    }
}

/// What was wrong with what was typed into a field.
#[component]
pub fn FieldError(
    /// The field's id.
    id: &'static str,
    /// What went wrong.
    form_error: RwSignal<Option<FormError>>,
) -> impl IntoView {
    move || {
        form_error.get().filter(|form_error| form_error.about_field).map(|form_error| {
            view! {
                <p class="field-error" id=format!("{id}-error") role="alert">
                    <Icon path=ALERT />
                    {form_error.text}
                </p>
            }
        })
    }
}
