//! The authenticator apps.

use super::section::section;
use crate::{
    component::TimeText,
    icon::{Icon, PHONE},
    words::Words,
};
use leptos::prelude::*;
use mfa::view::Device;

pub(super) fn part(devices: &[Device], now: i64, words: Words) -> AnyView {
    let content = if devices.is_empty() { none(words).into_any() } else { some(devices, now, words).into_any() };
    section("devices-title", words.text("security-app-title"), words.text("security-app-text"), content)
}

fn none(words: Words) -> impl IntoView {
    view! {
        <div class="card-line">
            <p>{words.text("security-app-none")}</p>
            <form method="post" action="/account/devices">
                <button class="button button-primary" name="action" value="add">
                    {words.text("security-add")}
                </button>
            </form>
        </div>
    }
}

fn some(devices: &[Device], now: i64, words: Words) -> impl IntoView + use<> {
    // One app is replaced by the button below it; of several, each has its own.
    let only = match devices {
        [only] => Some(only),
        _ => None,
    };
    let rows: Vec<_> = devices.iter().map(|device| row(device, only.is_none(), now, words)).collect();
    let foot = only.map(|only| replace(only, "button", None, words.text("security-replace")));
    view! {
        <ul class="rows">{rows}</ul>
        <div class="card-foot">
            {foot}
            <form method="post" action="/account/devices">
                <button class="button button-quiet" name="action" value="add">
                    {words.text("security-add")}
                </button>
            </form>
        </div>
    }
}

fn replace(device: &Device, class: &'static str, name: Option<String>, text: String) -> impl IntoView + use<> {
    view! {
        <form method="post" action="/account/devices">
            <input type="hidden" name="id" value=device.id.clone() />
            <button class=class name="action" value="replace" aria-label=name>
                {text}
            </button>
        </form>
    }
}

fn row(device: &Device, one_of_several: bool, now: i64, words: Words) -> impl IntoView + use<> {
    let path = |action| format!("/account/devices/{}/{action}", device.id);
    let name = || [("name", device.name.as_str().into())];
    let replace = one_of_several.then(|| {
        let named = words.fill("security-replace-named", name());
        replace(device, "button button-small", Some(named), words.text("security-replace-one"))
    });
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=PHONE />
            </span>
            <div class="row-main">
                <p class="row-name">{device.name.clone()}</p>
                <p class="row-text">
                    {words.text("security-app-added")} " " <TimeText at=device.created_at now words />
                    {device
                        .last_used_at
                        .map(|at| {
                            view! {
                                " · "
                                {words.text("security-app-used")}
                                " "
                                <TimeText at now words />
                            }
                        })}
                </p>
            </div>
            // Buttons by contract, though they only lead to another page.
            <div class="row-actions">
                <form method="get" action=path("rename")>
                    <button class="button button-small" aria-label=words.fill("security-rename-named", name())>
                        {words.text("security-rename")}
                    </button>
                </form>
                {replace}
                <form method="get" action=path("remove")>
                    <button class="button button-small" aria-label=words.fill("remove-named", name())>
                        {words.text("security-remove")}
                    </button>
                </form>
            </div>
        </li>
    }
}
