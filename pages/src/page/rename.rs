//! `/account/devices/{id}/rename` and `/account/passkeys/{id}/rename`: the form for a new name.

use crate::{
    component::card,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, Method};
use ui::screen::Rename;

pub(crate) async fn device(page: PageContext) -> Shown {
    show(Method::Totp, page).await
}

pub(crate) async fn passkey(page: PageContext) -> Shown {
    show(Method::Passkey, page).await
}

async fn show(method: Method, page: PageContext) -> Shown {
    let id = page.parameter()?;
    let overview = page.overview().await?;
    let named = match method {
        Method::Totp => overview.devices.into_iter().find(|device| device.id == id).map(|device| device.name),
        Method::Passkey => overview.passkeys.into_iter().find(|passkey| passkey.id == id).map(|passkey| passkey.name),
    };
    let name = page.state.value("name").or(named.clone()).filter(|_| named.is_some()).ok_or(Error::NotFound)?;
    let title = match method {
        Method::Totp => "rename-title",
        Method::Passkey => "rename-passkey-title",
    };
    Ok(card(view! {
        <h1>{page.catalog.text(title)}</h1>
        <Rename strings=page.strings() method id name form_error=RwSignal::new(page.form_error()) />
    }))
}
