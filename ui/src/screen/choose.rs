//! Which method to enroll, or which to prove.

use crate::{
    handler::{Handler, instead},
    icon::{CODES, Icon, NEXT, PASSKEY, PHONE},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::Method;

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// This method.
    Method(Method),
    /// A backup code in the place of a method.
    BackupCode,
    /// Nothing for now.
    Later,
}

/// The choice of a method.
#[component]
pub fn Choose(
    /// What every screen is given.
    strings: Strings,
    /// The methods there are to choose from.
    offered: Vec<Method>,
    /// Whether the choice is about proving a method, and not about enrolling one: a backup code will do then.
    #[prop(optional)]
    proving: bool,
    /// Whether nothing has to be chosen.
    #[prop(optional)]
    skippable: bool,
    /// Why a method that one might expect isn't there.
    #[prop(default = None)]
    note: Option<String>,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_pick: Handler<Pick>,
) -> impl IntoView {
    let lead = if proving { StringKey::ChooseProofLead } else { StringKey::ChooseLead };
    let choices: Vec<_> = offered.iter().map(|method| choice(&strings, *method, proving, &on_pick)).collect();
    view! {
        <p class="lead">{strings.text(lead)}</p>
        <form class="stack" method="post" action=strings.link(paths::CHOOSE)>
            {choices}
        </form>
        {note.map(|note| view! { <p class="aside aside-left">{note}</p> })}
        {proving.then(|| backup_code(&strings, &on_pick))}
        {skippable
            .then(|| {
                view! {
                    <a
                        class="button button-quiet button-block"
                        href=strings.link(paths::SECURITY)
                        on:click=instead(&on_pick, || Pick::Later)
                    >
                        {strings.text(StringKey::ChooseLater)}
                    </a>
                }
            })}
    }
}

/// The button has its name and nothing else in it; the stylesheet makes all of the choice pressable.
fn choice(strings: &Strings, method: Method, proving: bool, on_pick: &Handler<Pick>) -> impl IntoView + use<> {
    let (icon, name, text) = match (method, proving) {
        (Method::Totp, false) => (PHONE, StringKey::ChooseApp, StringKey::ChooseAppText),
        (Method::Totp, true) => (PHONE, StringKey::ChooseApp, StringKey::ChooseAppProof),
        (Method::Passkey, false) => (PASSKEY, StringKey::ChoosePasskey, StringKey::ChoosePasskeyText),
        (Method::Passkey, true) => (PASSKEY, StringKey::ChoosePasskey, StringKey::ChoosePasskeyProof),
    };
    let id = [method.as_str(), "-text"].concat();
    view! {
        <div class="choice">
            <span class="choice-icon">
                <Icon path=icon />
            </span>
            <button
                class="choice-button"
                name="method"
                value=method.as_str()
                aria-describedby=id.clone()
                on:click=instead(on_pick, move || Pick::Method(method))
            >
                {strings.text(name)}
            </button>
            <p class="choice-text" id=id>
                {strings.text(text)}
            </p>
            <Icon path=NEXT />
        </div>
    }
}

fn backup_code(strings: &Strings, on_pick: &Handler<Pick>) -> impl IntoView + use<> {
    view! {
        <div class="choice">
            <span class="choice-icon">
                <Icon path=CODES />
            </span>
            <a
                class="choice-button"
                href=strings.link(paths::RECOVERY)
                aria-describedby="backup-text"
                on:click=instead(on_pick, || Pick::BackupCode)
            >
                {strings.text(StringKey::UseBackupCode)}
            </a>
            <p class="choice-text" id="backup-text">
                {strings.text(StringKey::ChooseBackupText)}
            </p>
            <Icon path=NEXT />
        </div>
    }
}
