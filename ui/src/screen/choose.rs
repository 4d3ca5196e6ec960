//! The choice of a method to enroll or to prove.

use crate::{
    handler::{Handler, instead},
    icon::{CODES, Icon, NEXT, PASSKEY, PHONE},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::Method;

/// The choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// This method.
    Method(Method),
    /// A backup code instead of a method.
    BackupCode,
    /// Not now.
    Later,
}

/// The choice of a method.
#[component]
pub fn Choose(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The methods to choose from.
    offered: Vec<Method>,
    /// Whether a method is chosen for a proof and not for an enrollment. Then a backup code is offered as well.
    #[prop(optional)]
    proving: bool,
    /// Whether the choice can be postponed.
    #[prop(optional)]
    skippable: bool,
    /// A sentence about why an expected method isn't offered.
    #[prop(default = None)]
    note: Option<String>,
    /// Called instead of a request to the server.
    #[prop(default = None)]
    on_pick: Handler<Pick>,
) -> impl IntoView {
    let lead = if proving { StringKey::ChooseProofLead } else { StringKey::ChooseLead };
    let choices: Vec<_> = offered.iter().map(|method| choice(&strings, *method, proving, &on_pick)).collect();
    view! {
        <p class="lead">{strings.text(lead)}</p>
        <form class="stack" method="post" action=strings.proof(paths::CHOOSE)>
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

/// The button contains only its label; the stylesheet extends its pressable area to the whole choice.
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
                href=strings.proof(paths::RECOVERY)
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
