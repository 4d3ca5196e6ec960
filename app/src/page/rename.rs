//! `/account/devices/{id}/rename`: another name for an authenticator app.

use super::visit;
use crate::{
    component::{Field, Kind, Problem, card},
    form::Subject,
    guard::Place,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use mfa::{Error, view::Device};

pub(crate) fn page() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    visit(Place::Account, async move |visit| {
        let (words, state) = (visit.words, &visit.state);
        let devices = visit.cx.latchkey.devices(visit.session()?).await?;
        let device = find(devices, &id)?;
        Ok(card(view! {
            <h1>{words.text("rename-title")}</h1>
            <Problem error=state.page_error().cloned() words />
            <form class="stack" method="post" action=visit.cx.link(&format!("/account/devices/{}/rename", device.id)) novalidate>
                <Field
                    id="name"
                    label=words.text("rename-name")
                    kind=Kind::Text
                    value=state.value("name").unwrap_or(device.name)
                    hint=words.text("rename-hint")
                    error=state.error_about(Subject::Name, words)
                    focus=true
                />
                <button class="button button-primary button-block">{words.text("rename-button")}</button>
                <a class="button button-quiet button-block" href=visit.cx.link("/account/security")>
                    {words.text("frame-cancel")}
                </a>
            </form>
        }))
    })
}

/// The device with this id, if it is one of the account's.
pub(super) fn find(devices: Vec<Device>, id: &str) -> Result<Device, Error> {
    devices.into_iter().find(|device| device.id == id).ok_or(Error::NotFound)
}
