//! `/account/devices/{id}/remove`: the question before an authenticator app is removed.

use super::{Visit, rename::find, visit};
use crate::{
    component::{Problem, card},
    guard::Place,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use mfa::{Error, view::Device};

pub(crate) fn page() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    visit(Place::Account, async move |visit| {
        let devices = visit.cx.latchkey.devices(visit.session()?).await?;
        let removable = visit.cx.latchkey.policy().await?.may_remove_one_of(devices.len());
        let device = find(devices, &id)?;
        Ok(if removable { question(&visit, &device) } else { refused(&visit, &device) })
    })
}

fn question(visit: &Visit, device: &Device) -> AnyView {
    let words = visit.words;
    let name = || [("name", device.name.as_str().into())];
    card(view! {
        <h1>{words.fill("remove-heading", name())}</h1>
        <p class="lead">{words.text("remove-lead")}</p>
        <Problem error=visit.state.error.clone() words />
        <form class="stack" method="post" action=format!("/account/devices/{}/remove", device.id)>
            <button class="button button-primary button-danger button-block">{words.fill("remove-named", name())}</button>
            <a class="button button-quiet button-block" href="/account/security">
                {words.text("frame-cancel")}
            </a>
        </form>
    })
}

/// The account must have a method and this is the last one: said before anybody confirms anything.
fn refused(visit: &Visit, device: &Device) -> AnyView {
    let words = visit.words;
    let error = visit.state.error.clone().unwrap_or(Error::LastMethod);
    card(view! {
        <h1>{words.fill("remove-heading", [("name", device.name.as_str().into())])}</h1>
        <Problem error=Some(error) words />
        <form class="stack" method="post" action="/account/devices">
            <input type="hidden" name="id" value=device.id.clone() />
            <button class="button button-primary button-block" name="action" value="replace">
                {words.text("security-replace")}
            </button>
            <a class="button button-quiet button-block" href="/account/security">
                {words.text("frame-cancel")}
            </a>
        </form>
    })
}
