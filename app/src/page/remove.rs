//! `/account/devices/{id}/remove`: the question before an authenticator app is removed.

use super::{security::managed, visit};
use crate::{component::card, form::in_words, guard::Place, screen::Remove};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use mfa::Error;

pub(crate) fn page() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    visit(Place::Account, async move |visit| {
        let words = visit.words;
        let overview = visit.cx.latchkey.overview(visit.session()?).await?;
        let devices = managed(&visit, &overview).devices;
        let device = devices.into_iter().find(|device| device.id == id).ok_or(Error::NotFound)?;
        // Said before anybody confirms anything.
        let refused = (!device.removable).then(|| in_words(&Error::LastMethod, words));
        Ok(card(view! {
            <h1>{words.fill("remove-heading", [("name", device.name.as_str().into())])}</h1>
            <Remove kit=visit.kit() device trouble=RwSignal::new(visit.trouble().or(refused)) />
        }))
    })
}
