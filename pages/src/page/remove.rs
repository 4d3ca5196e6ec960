//! `/account/devices/{id}/remove` and `/account/passkeys/{id}/remove`: the question before something is removed.

use super::{security::managed, visit};
use crate::{
    component::{card, sentence, verbatim},
    form_state::in_words,
    guard::Place,
};
use app::{function::manage::Factor, screen::Remove};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use mfa::{Error, Method};

pub(crate) fn device() -> impl IntoView {
    page(Method::Totp)
}

pub(crate) fn passkey() -> impl IntoView {
    page(Method::Passkey)
}

fn page(method: Method) -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    visit(Place::Account, async move |visit| {
        let words = visit.words;
        let overview = visit.cx.latchkey.overview(visit.session()?).await?;
        let managed = managed(&visit, &overview);
        let found = managed.factors.into_iter().find(|factor| factor.method == method && factor.id == id);
        let Factor { name, removable, .. } = found.ok_or(Error::NotFound)?;
        // Said before anybody confirms anything.
        let refused = (!removable).then(|| in_words(&Error::LastMethod, words));
        Ok(card(view! {
            <h1>{sentence(words, "remove-heading", [("name", verbatim(&name))])}</h1>
            <Remove kit=visit.kit() method id name removable trouble=RwSignal::new(visit.trouble().or(refused)) />
        }))
    })
}
