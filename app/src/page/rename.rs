//! `/account/devices/{id}/rename`: another name for an authenticator app.

use super::visit;
use crate::{component::card, guard::Place, screen::Rename};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use mfa::Error;

pub(crate) fn page() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    visit(Place::Account, async move |visit| {
        let devices = visit.cx.latchkey.devices(visit.session()?).await?;
        let device = devices.into_iter().find(|device| device.id == id).ok_or(Error::NotFound)?;
        let name = visit.state.value("name").unwrap_or(device.name);
        Ok(card(view! {
            <h1>{visit.words.text("rename-title")}</h1>
            <Rename kit=visit.kit() id name trouble=RwSignal::new(visit.trouble()) />
        }))
    })
}
