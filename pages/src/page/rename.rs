//! `/account/devices/{id}/rename` and `/account/passkeys/{id}/rename`: another name.

use super::visit;
use crate::{component::card, guard::Place};
use app::screen::Rename;
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
        let overview = visit.cx.latchkey.overview(visit.session()?).await?;
        let named = match method {
            Method::Totp => overview.devices.into_iter().find(|device| device.id == id).map(|device| device.name),
            Method::Passkey => overview.passkeys.into_iter().find(|passkey| passkey.id == id).map(|passkey| passkey.name),
        };
        let name = visit.state.value("name").or(named.clone()).filter(|_| named.is_some()).ok_or(Error::NotFound)?;
        let title = match method {
            Method::Totp => "rename-title",
            Method::Passkey => "rename-passkey-title",
        };
        Ok(card(view! {
            <h1>{visit.words.text(title)}</h1>
            <Rename kit=visit.kit() method id name trouble=RwSignal::new(visit.trouble()) />
        }))
    })
}
