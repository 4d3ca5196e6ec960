//! The methods of an account, and its backup codes.

use crate::{
    component::{BackupCount, TimeText},
    erased_view::{Erase, ErasedView},
    function::manage::Factor,
    handler::{Handler, instead},
    icon::{ALERT, Icon, PASSKEY, PHONE},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::{Method, view::RecoveryStatus};

/// An action on authenticator apps or passkeys. Strings are their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactorAct {
    /// Add one.
    Add,
    /// Replace it.
    Replace(String),
    /// Rename it.
    Rename(String),
    /// Remove it.
    Remove(String),
}

/// The authenticator apps, or the passkeys.
#[component]
pub fn Factors(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The method.
    method: Method,
    /// The enrolled ones.
    factors: Vec<Factor>,
    /// Whether the policy allows adding or replacing one.
    may_add: bool,
    /// Called instead of a request to the server.
    #[prop(default = None)]
    on_act: Handler<FactorAct>,
) -> impl IntoView {
    if factors.is_empty() {
        return none(&strings, method, may_add, &on_act);
    }
    let app = method == Method::Totp;
    // A single app is replaced by the button below it; with several apps, each has its own button. There can always be several passkeys.
    let only = factors.first().filter(|_| app && factors.len() == 1);
    let rows: Vec<_> = factors.iter().map(|factor| row(&strings, factor, app && only.is_none() && may_add, &on_act)).collect();
    let foot = may_add.then(|| {
        let replace = only.map(|only| replace(&strings, &only.id, "button", None, StringKey::Replace, &on_act));
        let add = add(&strings, method, if only.is_some() { "button button-quiet" } else { "button" }, &on_act);
        view! {
            <div class="card-foot">{replace} {add}</div>
        }
    });
    view! {
        <ul class="rows">{rows}</ul>
        {foot}
    }
    .erase()
}

fn none(strings: &Strings, method: Method, may_add: bool, on_act: &Handler<FactorAct>) -> ErasedView {
    let text = match method {
        Method::Totp => StringKey::AppNone,
        Method::Passkey => StringKey::PasskeyNone,
    };
    view! {
        <div class="card-line">
            <p>{strings.text(text)}</p>
            {may_add.then(|| add(strings, method, "button button-primary", on_act))}
        </div>
    }
    .erase()
}

fn add(strings: &Strings, method: Method, class: &'static str, on_act: &Handler<FactorAct>) -> ErasedView {
    let text = match method {
        Method::Totp => StringKey::Add,
        Method::Passkey => StringKey::AddPasskey,
    };
    view! {
        <form method="post" action=strings.link(paths::of_factors(method))>
            <button class=class name="action" value="add" on:click=instead(on_act, || FactorAct::Add)>
                {strings.text(text)}
            </button>
        </form>
    }
    .erase()
}

fn replace(
    strings: &Strings,
    id: &str,
    class: &'static str,
    name: Option<String>,
    text: StringKey,
    on_act: &Handler<FactorAct>,
) -> ErasedView {
    let replaced = id.to_owned();
    view! {
        <form method="post" action=strings.link(paths::of_factors(Method::Totp))>
            <input type="hidden" name="id" value=id.to_owned() />
            <button
                class=class
                name="action"
                value="replace"
                aria-label=name
                on:click=instead(on_act, move || FactorAct::Replace(replaced.clone()))
            >
                {strings.text(text)}
            </button>
        </form>
    }
    .erase()
}

fn row(strings: &Strings, factor: &Factor, replaceable: bool, on_act: &Handler<FactorAct>) -> impl IntoView + use<> {
    // They are buttons, as the accessible interface promises, although on a page they only lead to another page.
    let lead_to = |action: &str, text, named, act: fn(String) -> FactorAct| {
        let id = factor.id.clone();
        view! {
            <form method="get" action=strings.link(&[paths::of_factors(factor.method), "/", &factor.id, "/", action].concat())>
                <button
                    class="button button-small"
                    aria-label=strings.fill(named, "name", &factor.name)
                    on:click=instead(on_act, move || act(id.clone()))
                >
                    {strings.text(text)}
                </button>
            </form>
        }
    };
    let replace = replaceable.then(|| {
        let named = strings.fill(StringKey::ReplaceNamed, "name", &factor.name);
        replace(strings, &factor.id, "button button-small", Some(named), StringKey::ReplaceOne, on_act)
    });
    let used = factor.used.clone().map(|used| {
        let catalog = [" · ", &strings.text(StringKey::AppUsed), " "].concat();
        view! { {catalog} <TimeText moment=used /> }
    });
    let (icon, added, copies) = match (factor.method, factor.synced) {
        (Method::Totp, _) => (PHONE, StringKey::AppAdded, None),
        (Method::Passkey, true) => (PASSKEY, StringKey::PasskeyCreated, Some(StringKey::PasskeySynced)),
        (Method::Passkey, false) => (PASSKEY, StringKey::PasskeyCreated, Some(StringKey::PasskeyBound)),
    };
    let added = [strings.text(added).as_str(), " "].concat();
    let copies = copies.map(|word| [" · ", &strings.text(word)].concat());
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=icon />
            </span>
            <div class="row-main">
                <p class="row-name" translate="no">
                    {factor.name.clone()}
                </p>
                <p class="row-text">{added} <TimeText moment=factor.added.clone() /> {used} {copies}</p>
            </div>
            <div class="row-actions">
                {lead_to("rename", StringKey::Rename, StringKey::RenameNamed, FactorAct::Rename)} {replace}
                {lead_to("remove", StringKey::Remove, StringKey::RemoveNamed, FactorAct::Remove)}
            </div>
        </li>
    }
}

/// The number of backup codes left, and the button for new ones.
#[component]
pub fn BackupCodesLeft(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The codes.
    status: RecoveryStatus,
    /// Called when new codes are requested, instead of a request to the server.
    #[prop(default = None)]
    on_new: Handler<()>,
) -> impl IntoView {
    let few = status.is_low();
    view! {
        <div class="card-line">
            <div class="remaining">
                <BackupCount strings=strings.clone() status />
            </div>
            <form method="post" action=strings.link(paths::NEW_RECOVERY_CODES)>
                <button class="button" on:click=instead(&on_new, || ())>
                    {strings.text(StringKey::NewCodes)}
                </button>
            </form>
        </div>
        {few
            .then(|| {
                view! {
                    <div class="card-part">
                        <div class="notice notice-warn">
                            <Icon path=ALERT />
                            <p>{strings.text(StringKey::BackupFew)}</p>
                        </div>
                    </div>
                }
            })}
    }
}
