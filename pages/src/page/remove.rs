//! `/account/devices/{id}/remove` and `/account/passkeys/{id}/remove`: the confirmation before a method is removed.

use super::security::managed;
use crate::{
    component::{card, sentence, verbatim},
    form_state::in_words,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, Method};
use ui::{function::manage::Factor, screen::Remove};

pub(crate) async fn device(page: PageContext) -> Shown {
    show(Method::Totp, page).await
}

pub(crate) async fn passkey(page: PageContext) -> Shown {
    show(Method::Passkey, page).await
}

async fn show(method: Method, page: PageContext) -> Shown {
    let id = page.parameter()?;
    let catalog = page.catalog;
    let overview = page.overview().await?;
    let managed = managed(&page, &overview);
    let found = managed.factors.into_iter().find(|factor| factor.method == method && factor.id == id);
    let Factor { name, removable, .. } = found.ok_or(Error::NotFound)?;
    // The refusal is shown before the user confirms anything.
    let refused = (!removable).then(|| in_words(&Error::LastMethod, catalog));
    Ok(card(view! {
        <h1>{sentence(catalog, "remove-heading", [("name", verbatim(&name))])}</h1>
        <Remove strings=page.strings() method id name removable form_error=RwSignal::new(page.form_error().or(refused)) />
    }))
}
