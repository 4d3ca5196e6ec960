use super::section::section;
use crate::{
    component::TimeText,
    icon::{Icon, PHONE},
    words::Words,
};
use leptos::prelude::*;
use mfa::view::Device;

pub(super) fn part(devices: &[Device], now: i64, words: Words) -> AnyView {
    let content = match devices.first() {
        None => none(words).into_any(),
        Some(first) => some(devices, first, now, words).into_any(),
    };
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

fn some(devices: &[Device], replaced: &Device, now: i64, words: Words) -> impl IntoView + use<> {
    let rows: Vec<_> = devices.iter().map(|device| row(device, now, words)).collect();
    view! {
        <ul class="rows">{rows}</ul>
        <div class="card-foot">
            <form method="post" action="/account/devices">
                <input type="hidden" name="id" value=replaced.id.clone() />
                <button class="button" name="action" value="replace">
                    {words.text("security-replace")}
                </button>
            </form>
            <form method="post" action="/account/devices">
                <button class="button button-quiet" name="action" value="add">
                    {words.text("security-add")}
                </button>
            </form>
        </div>
    }
}

fn row(device: &Device, now: i64, words: Words) -> impl IntoView + use<> {
    let path = |action| format!("/account/devices/{}/{action}", device.id);
    let name = || [("name", device.name.as_str().into())];
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
                <form method="get" action=path("remove")>
                    <button class="button button-small" aria-label=words.fill("remove-named", name())>
                        {words.text("security-remove")}
                    </button>
                </form>
            </div>
        </li>
    }
}
