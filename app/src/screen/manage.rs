//! The methods of an account, and the backup codes that stand in for them.

use super::home;
use crate::{
    component::{BackupCount, TimeText},
    function::manage::Factor,
    handler::{Handler, instead},
    icon::{ALERT, Icon, PASSKEY, PHONE},
    kit::{Kit, Word},
    piece::{Piece, piece},
};
use leptos::prelude::*;
use mfa::{Method, view::RecoveryStatus};

/// What is to be done about authenticator apps and passkeys. Strings are their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactorAct {
    /// Another one.
    Add,
    /// A new one in its place.
    Replace(String),
    /// Another name.
    Rename(String),
    /// No more of it.
    Remove(String),
}

/// The authenticator apps, or the passkeys.
#[component]
pub fn Factors(
    /// What every screen is given.
    kit: Kit,
    /// Which of the two.
    method: Method,
    /// Those that there are.
    factors: Vec<Factor>,
    /// Whether the policy lets one be added or replaced.
    may_add: bool,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_act: Handler<FactorAct>,
) -> impl IntoView {
    if factors.is_empty() {
        return none(&kit, method, may_add, &on_act);
    }
    let app = method == Method::Totp;
    // One app is replaced by the button below it; of several, each has its own. Passkeys can be several anyway.
    let only = factors.first().filter(|_| app && factors.len() == 1);
    let rows: Vec<_> = factors.iter().map(|factor| row(&kit, factor, app && only.is_none() && may_add, &on_act)).collect();
    let foot = may_add.then(|| {
        let replace = only.map(|only| replace(&kit, &only.id, "button", None, Word::Replace, &on_act));
        let add = add(&kit, method, if only.is_some() { "button button-quiet" } else { "button" }, &on_act);
        view! {
            <div class="card-foot">{replace} {add}</div>
        }
    });
    piece(view! {
        <ul class="rows">{rows}</ul>
        {foot}
    })
}

fn none(kit: &Kit, method: Method, may_add: bool, on_act: &Handler<FactorAct>) -> Piece {
    let text = match method {
        Method::Totp => Word::AppNone,
        Method::Passkey => Word::PasskeyNone,
    };
    piece(view! {
        <div class="card-line">
            <p>{kit.text(text)}</p>
            {may_add.then(|| add(kit, method, "button button-primary", on_act))}
        </div>
    })
}

fn add(kit: &Kit, method: Method, class: &'static str, on_act: &Handler<FactorAct>) -> Piece {
    let text = match method {
        Method::Totp => Word::Add,
        Method::Passkey => Word::AddPasskey,
    };
    piece(view! {
        <form method="post" action=kit.link(home(method))>
            <button class=class name="action" value="add" on:click=instead(on_act, || FactorAct::Add)>
                {kit.text(text)}
            </button>
        </form>
    })
}

fn replace(kit: &Kit, id: &str, class: &'static str, name: Option<String>, text: Word, on_act: &Handler<FactorAct>) -> Piece {
    let replaced = id.to_owned();
    piece(view! {
        <form method="post" action=kit.link(home(Method::Totp))>
            <input type="hidden" name="id" value=id.to_owned() />
            <button
                class=class
                name="action"
                value="replace"
                aria-label=name
                on:click=instead(on_act, move || FactorAct::Replace(replaced.clone()))
            >
                {kit.text(text)}
            </button>
        </form>
    })
}

fn row(kit: &Kit, factor: &Factor, replaceable: bool, on_act: &Handler<FactorAct>) -> impl IntoView + use<> {
    // Buttons by contract, though on a page they only lead to another one.
    let lead_to = |action: &str, text, named, act: fn(String) -> FactorAct| {
        let id = factor.id.clone();
        view! {
            <form method="get" action=kit.link(&[home(factor.method), "/", &factor.id, "/", action].concat())>
                <button
                    class="button button-small"
                    aria-label=kit.fill(named, "name", &factor.name)
                    on:click=instead(on_act, move || act(id.clone()))
                >
                    {kit.text(text)}
                </button>
            </form>
        }
    };
    let replace = replaceable.then(|| {
        let named = kit.fill(Word::ReplaceNamed, "name", &factor.name);
        replace(kit, &factor.id, "button button-small", Some(named), Word::ReplaceOne, on_act)
    });
    let used = factor.used.clone().map(|used| {
        let words = [" · ", &kit.text(Word::AppUsed), " "].concat();
        view! { {words} <TimeText moment=used /> }
    });
    let (icon, added, copies) = match (factor.method, factor.synced) {
        (Method::Totp, _) => (PHONE, Word::AppAdded, None),
        (Method::Passkey, true) => (PASSKEY, Word::PasskeyCreated, Some(Word::PasskeySynced)),
        (Method::Passkey, false) => (PASSKEY, Word::PasskeyCreated, Some(Word::PasskeyBound)),
    };
    let added = [kit.text(added).as_str(), " "].concat();
    let copies = copies.map(|word| [" · ", &kit.text(word)].concat());
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
                {lead_to("rename", Word::Rename, Word::RenameNamed, FactorAct::Rename)} {replace}
                {lead_to("remove", Word::Remove, Word::RemoveNamed, FactorAct::Remove)}
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
    on_new: Handler<()>,
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
