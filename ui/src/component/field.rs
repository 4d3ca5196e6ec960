//! Fields of forms, with their labels, hints and errors.

use crate::{
    erased_view::Erase,
    form_error::{FormError, described_by, invalid},
    icon::{ALERT, Icon},
};
use leptos::prelude::*;

/// The kind of a field, from which its browser attributes follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An email address, as the account's user name.
    Email,
    /// A new email address for an existing account.
    NewEmail,
    /// The account's current password.
    Password,
    /// A new password.
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
            // At sign-in, browsers also offer passkeys in this field.
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

/// A field with its label, its hint, and the error about its value.
#[component]
pub fn Field(
    /// Its id and its name in the form.
    id: &'static str,
    /// The visible label.
    label: String,
    /// The kind of field.
    kind: Kind,
    /// Its initial value.
    #[prop(default = None, into)]
    value: Option<String>,
    /// A hint below it.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// The error about its value.
    #[prop(default = None)]
    error: Option<String>,
    /// The error, on a screen that stays open after an error.
    #[prop(default = None)]
    form_error: Option<RwSignal<Option<FormError>>>,
    /// Whether the field is focused when the page opens.
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
                aria-invalid=invalid(form_error)
                aria-describedby=described_by(id, form_error, has_hint)
            />
            <FieldError id form_error />
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
        </div>
    }
}

/// A checkbox, and the error if it wasn't ticked.
#[component]
pub fn Check(
    /// Its name in the form.
    id: &'static str,
    /// The visible label.
    label: String,
    /// The error.
    #[prop(default = None)]
    error: Option<String>,
    /// The error, on a screen that stays open after an error.
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
                aria-invalid=invalid(form_error)
                aria-describedby=described_by(id, form_error, false)
            />
            " "
            <span>{label}</span>
        </label>
        <FieldError id form_error />
    }
}

/// The error about the value of a field.
#[component]
pub fn FieldError(
    /// The field's id.
    id: &'static str,
    /// The error of the last attempt.
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
            .erase()
        })
    }
}
