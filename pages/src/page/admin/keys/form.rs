//! The form of a new key.

use crate::{
    fields::query_value,
    key_choice::{EXPIRIES, EXPIRY, REPLACES, USUAL, choice_like, granted, sentence_of},
    page::section,
    page_context::PageContext,
};
use leptos::prelude::*;
use mfa::{Scope, error::Subject, view::ApplicationKey};
use strum::VariantArray;
use ui::{
    component::{Field, Kind},
    erased_view::{Erase, ErasedView},
    icon::{ALERT, Icon},
    paths,
};

/// The id of the heading of the form's section.
pub(super) const HEADING: &str = "new-key-title";

/// The section with the form of a new key, or of the replacement of one of these keys.
pub(super) fn section(page: &PageContext, keys: &[ApplicationKey]) -> ErasedView {
    let catalog = page.catalog;
    let asked = page.state.value(REPLACES).or_else(|| query_value(page.cx.query.as_deref(), REPLACES));
    // Once the replacement is made, the next key is a new one.
    let replaced = asked.filter(|_| page.state.made.is_none()).and_then(|id| keys.iter().find(|key| key.id == id && !key.has_twin));
    let (title, text) = match replaced {
        Some(key) => {
            (catalog.fill("admin-keys-replace-title", [("name", key.name.as_str().into())]), catalog.text("admin-keys-replace-text"))
        }
        None => (catalog.text("admin-keys-new-title"), catalog.text("admin-keys-new-text")),
    };
    section::section(HEADING, title, text, form(page, replaced))
}

fn form(page: &PageContext, replaced: Option<&ApplicationKey>) -> impl IntoView + use<> {
    let (catalog, state) = (page.catalog, &page.state);
    let name = match replaced {
        Some(key) => view! { <input type="hidden" name=REPLACES value=key.id.clone() /> }.erase(),
        None => view! {
            <Field
                id="name"
                label=catalog.text("admin-keys-name")
                kind=Kind::Text
                value=state.value("name")
                hint=catalog.text("admin-keys-name-hint")
                error=state.error_about(Subject::Name, catalog)
            />
        }
        .erase(),
    };
    let chosen = match (state.error.is_some(), replaced) {
        (true, _) => granted(&state.fields),
        (false, Some(key)) => key.scopes.clone(),
        (false, None) => USUAL.to_vec(),
    };
    let of_replaced =
        || replaced.map_or(choice_like(None), |key| choice_like(key.expires_at.map(|end| end.saturating_sub(key.created_at)))).to_owned();
    let expiry = state.value(EXPIRY).unwrap_or_else(of_replaced);
    let options = EXPIRIES.map(|(value, sentence)| {
        view! {
            <option value=value selected=expiry == value>
                {catalog.text(sentence)}
            </option>
        }
    });
    view! {
        <form class="card-part stack" method="post" action=page.cx.link(paths::KEYS) novalidate>
            {name}
            {scopes(page, &chosen)}
            <div class="field">
                <label for=EXPIRY>{catalog.text("admin-keys-expiry")}</label>
                <select id=EXPIRY name=EXPIRY>
                    {options}
                </select>
            </div>
            <div class="buttons">
                <button class="button button-primary">{catalog.text(if replaced.is_some() { "admin-keys-replace" } else { "admin-keys-create" })}</button>
                {replaced
                    .is_some()
                    .then(|| {
                        view! {
                            <a class="button button-quiet" href=page.cx.link(paths::KEYS)>
                                {catalog.text("frame-cancel")}
                            </a>
                        }
                    })}
            </div>
        </form>
    }
}

/// A checkbox for each permission.
fn scopes(page: &PageContext, chosen: &[Scope]) -> impl IntoView + use<> {
    let catalog = page.catalog;
    // The error about a confirmation that is missing: here, none of the boxes was checked.
    let missing = page.state.error.as_ref().is_some_and(|error| error.subject() == Some(Subject::Confirmation));
    let described = missing.then_some("scopes-error");
    let boxes: Vec<_> = Scope::VARIANTS
        .iter()
        .map(|scope| {
            view! {
                <label class="check">
                    <input type="checkbox" name=scope.as_str() value="on" checked=chosen.contains(scope) />
                    " "
                    <span>{catalog.text(sentence_of(*scope))} " " <code translate="no">{scope.as_str()}</code></span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="choices" aria-describedby=described>
            <legend>{catalog.text("admin-keys-scopes")}</legend>
            {boxes}
            {described
                .map(|id| {
                    view! {
                        <p class="field-error" id=id role="alert">
                            <Icon path=ALERT />
                            {catalog.text("admin-keys-scopes-missing")}
                        </p>
                    }
                })}
        </fieldset>
    }
}
