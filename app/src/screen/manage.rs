//! The methods of an account, and the backup codes that stand in for them.

use super::{On, instead};
use crate::{
    component::{BackupCount, TimeText},
    function::manage::{DeviceLine, PasskeyLine},
    icon::{ALERT, Icon, PASSKEY, PHONE},
    kit::{Kit, Word},
    piece::{Piece, piece},
};
use leptos::prelude::*;
use mfa::view::RecoveryStatus;

/// What is to be done about authenticator apps. Strings are their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceAct {
    /// Another one.
    Add,
    /// A new one in its place.
    Replace(String),
    /// Another name.
    Rename(String),
    /// No more of it.
    Remove(String),
}

/// The authenticator apps.
#[component]
pub fn Devices(
    /// What every screen is given.
    kit: Kit,
    /// The apps.
    devices: Vec<DeviceLine>,
    /// Whether the policy lets one be added or replaced.
    may_add: bool,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_act: On<DeviceAct>,
) -> impl IntoView {
    if devices.is_empty() { none(&kit, &on_act) } else { some(&kit, &devices, may_add, &on_act) }
}

fn none(kit: &Kit, on_act: &On<DeviceAct>) -> Piece {
    piece(view! {
        <div class="card-line">
            <p>{kit.text(Word::AppNone)}</p>
            {add(kit, "button button-primary", on_act)}
        </div>
    })
}

fn some(kit: &Kit, devices: &[DeviceLine], may_add: bool, on_act: &On<DeviceAct>) -> Piece {
    // One app is replaced by the button below it; of several, each has its own.
    let only = match devices {
        [only] => Some(only),
        _ => None,
    };
    let rows: Vec<_> = devices.iter().map(|device| row(kit, device, only.is_none(), on_act)).collect();
    let replace = only.map(|only| replace(kit, only, "button", None, Word::Replace, on_act));
    let foot = may_add.then(|| view! { <div class="card-foot">{replace} {add(kit, "button button-quiet", on_act)}</div> });
    piece(view! {
        <ul class="rows">{rows}</ul>
        {foot}
    })
}

fn add(kit: &Kit, class: &'static str, on_act: &On<DeviceAct>) -> impl IntoView + use<> {
    view! {
        <form method="post" action=kit.link("/account/devices")>
            <button class=class name="action" value="add" on:click=instead(on_act, || DeviceAct::Add)>
                {kit.text(Word::Add)}
            </button>
        </form>
    }
}

fn replace(
    kit: &Kit,
    device: &DeviceLine,
    class: &'static str,
    name: Option<String>,
    text: Word,
    on_act: &On<DeviceAct>,
) -> impl IntoView + use<> {
    let id = device.id.clone();
    view! {
        <form method="post" action=kit.link("/account/devices")>
            <input type="hidden" name="id" value=device.id.clone() />
            <button
                class=class
                name="action"
                value="replace"
                aria-label=name
                on:click=instead(on_act, move || DeviceAct::Replace(id.clone()))
            >
                {kit.text(text)}
            </button>
        </form>
    }
}

fn row(kit: &Kit, device: &DeviceLine, one_of_several: bool, on_act: &On<DeviceAct>) -> impl IntoView + use<> {
    // Buttons by contract, though on a page they only lead to another one.
    let lead_to = |action: &str, text, named, act: fn(String) -> DeviceAct| {
        let id = device.id.clone();
        view! {
            <form method="get" action=kit.link(&["/account/devices/", &device.id, "/", action].concat())>
                <button
                    class="button button-small"
                    aria-label=kit.fill(named, "name", &device.name)
                    on:click=instead(on_act, move || act(id.clone()))
                >
                    {kit.text(text)}
                </button>
            </form>
        }
    };
    let replace = one_of_several.then(|| {
        let named = kit.fill(Word::ReplaceNamed, "name", &device.name);
        replace(kit, device, "button button-small", Some(named), Word::ReplaceOne, on_act)
    });
    let used = device.used.clone().map(|used| {
        view! {
            " · "
            {kit.text(Word::AppUsed)}
            " "
            <TimeText moment=used />
        }
    });
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=PHONE />
            </span>
            <div class="row-main">
                <p class="row-name">{device.name.clone()}</p>
                <p class="row-text">{kit.text(Word::AppAdded)} " " <TimeText moment=device.added.clone() /> {used}</p>
            </div>
            <div class="row-actions">
                {lead_to("rename", Word::Rename, Word::RenameNamed, DeviceAct::Rename)} {replace}
                {lead_to("remove", Word::Remove, Word::RemoveNamed, DeviceAct::Remove)}
            </div>
        </li>
    }
}

/// What is to be done about passkeys. Strings are their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasskeyAct {
    /// Another one.
    Add,
    /// Another name.
    Rename(String),
    /// No more of it.
    Remove(String),
}

/// The passkeys.
#[component]
pub fn Passkeys(
    /// What every screen is given.
    kit: Kit,
    /// The passkeys.
    passkeys: Vec<PasskeyLine>,
    /// Whether another one may be added.
    may_add: bool,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_act: On<PasskeyAct>,
) -> impl IntoView {
    let add = |class: &'static str| {
        may_add.then(|| {
            view! {
                <form method="post" action=kit.link("/account/passkeys")>
                    <button class=class name="action" value="add" on:click=instead(&on_act, || PasskeyAct::Add)>
                        {kit.text(Word::AddPasskey)}
                    </button>
                </form>
            }
        })
    };
    if passkeys.is_empty() {
        return piece(view! {
            <div class="card-line">
                <p>{kit.text(Word::PasskeyNone)}</p>
                {add("button button-primary")}
            </div>
        });
    }
    let rows: Vec<_> = passkeys.iter().map(|passkey| passkey_row(&kit, passkey, &on_act)).collect();
    let foot = add("button").map(|add| view! { <div class="card-foot">{add}</div> });
    piece(view! {
        <ul class="rows">{rows}</ul>
        {foot}
    })
}

fn passkey_row(kit: &Kit, passkey: &PasskeyLine, on_act: &On<PasskeyAct>) -> impl IntoView + use<> {
    let lead_to = |action: &str, text, named, act: fn(String) -> PasskeyAct| {
        let id = passkey.id.clone();
        view! {
            <form method="get" action=kit.link(&["/account/passkeys/", &passkey.id, "/", action].concat())>
                <button
                    class="button button-small"
                    aria-label=kit.fill(named, "name", &passkey.name)
                    on:click=instead(on_act, move || act(id.clone()))
                >
                    {kit.text(text)}
                </button>
            </form>
        }
    };
    let used = passkey.used.clone().map(|used| {
        view! {
            " · "
            {kit.text(Word::AppUsed)}
            " "
            <TimeText moment=used />
        }
    });
    let copies = if passkey.synced { Word::PasskeySynced } else { Word::PasskeyBound };
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=PASSKEY />
            </span>
            <div class="row-main">
                <p class="row-name">{passkey.name.clone()}</p>
                <p class="row-text">
                    {kit.text(Word::PasskeyCreated)} " " <TimeText moment=passkey.added.clone() /> {used} " · " {kit.text(copies)}
                </p>
            </div>
            <div class="row-actions">
                {lead_to("rename", Word::Rename, Word::RenameNamed, PasskeyAct::Rename)}
                {lead_to("remove", Word::Remove, Word::RemoveNamed, PasskeyAct::Remove)}
            </div>
        </li>
    }
}

/// How many backup codes are left, and new ones.
#[component]
pub fn BackupCodesLeft(
    /// What every screen is given.
    kit: Kit,
    /// The codes.
    status: RecoveryStatus,
    /// Called in the place of the server when new ones are wanted.
    #[prop(default = None)]
    on_new: On<()>,
) -> impl IntoView {
    let few = status.is_low();
    view! {
        <div class="card-line">
            <div class="remaining">
                <BackupCount kit=kit.clone() status />
            </div>
            <form method="post" action=kit.link("/account/recovery-codes")>
                <button class="button" on:click=instead(&on_new, || ())>
                    {kit.text(Word::NewCodes)}
                </button>
            </form>
        </div>
        {few
            .then(|| {
                view! {
                    <div class="card-part">
                        <div class="notice notice-warn">
                            <Icon path=ALERT />
                            <p>{kit.text(Word::BackupFew)}</p>
                        </div>
                    </div>
                }
            })}
    }
}
