//! Which method to enroll, or which to prove.

use super::{On, instead};
use crate::{
    icon::{CODES, Icon, NEXT, PHONE},
    kit::{Kit, Word},
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
    kit: Kit,
    /// The methods there are to choose from.
    offered: Vec<Method>,
    /// Whether the choice is about proving a method, and not about enrolling one: a backup code will do then.
    #[prop(optional)]
    proving: bool,
    /// Whether nothing has to be chosen.
    #[prop(optional)]
    skippable: bool,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_pick: On<Pick>,
) -> impl IntoView {
    let (lead, text, tag) = if proving {
        (Word::ChooseProofLead, Word::ChooseAppProof, None)
    } else {
        (Word::ChooseLead, Word::ChooseAppText, Some(Word::ChooseRecommended))
    };
    let has_app = offered.contains(&Method::Totp);
    view! {
        <p class="lead">{kit.text(lead)}</p>
        <form class="stack" method="post" action=kit.link("/mfa/choose")>
            {has_app.then(|| app(&kit, text, tag, &on_pick))}
        </form>
        {proving.then(|| backup_code(&kit, &on_pick))}
        {skippable
            .then(|| {
                view! {
                    <a
                        class="button button-quiet button-block"
                        href=kit.link("/account/security")
                        on:click=instead(&on_pick, || Pick::Later)
                    >
                        {kit.text(Word::ChooseLater)}
                    </a>
                }
            })}
    }
}

/// The button has its name and nothing else in it; the stylesheet makes all of the choice pressable.
fn app(kit: &Kit, text: Word, tag: Option<Word>, on_pick: &On<Pick>) -> impl IntoView + use<> {
    let described_by = if tag.is_some() { "totp-text totp-tag" } else { "totp-text" };
    view! {
        <div class="choice">
            <span class="choice-icon">
                <Icon path=PHONE />
            </span>
            <button
                class="choice-button"
                name="method"
                value="totp"
                aria-describedby=described_by
                on:click=instead(on_pick, || Pick::Method(Method::Totp))
            >
                {kit.text(Word::ChooseApp)}
            </button>
            <p class="choice-text" id="totp-text">
                {kit.text(text)}
            </p>
            {tag
                .map(|tag| {
                    view! {
                        <p class="tag" id="totp-tag">
                            {kit.text(tag)}
                        </p>
                    }
                })}
            <Icon path=NEXT />
        </div>
    }
}

fn backup_code(kit: &Kit, on_pick: &On<Pick>) -> impl IntoView + use<> {
    view! {
        <div class="choice">
            <span class="choice-icon">
                <Icon path=CODES />
            </span>
            <a
                class="choice-button"
                href=kit.link("/mfa/recovery")
                aria-describedby="backup-text"
                on:click=instead(on_pick, || Pick::BackupCode)
            >
                {kit.text(Word::UseBackupCode)}
            </a>
            <p class="choice-text" id="backup-text">
                {kit.text(Word::ChooseBackupText)}
            </p>
            <Icon path=NEXT />
        </div>
    }
}
