//! `/mfa/choose`: which method to enroll, or which to prove.

use super::{Visit, visit};
use crate::{
    component::{Problem, card},
    guard::Place,
    icon::{CODES, Icon, NEXT, PHONE},
};
use leptos::prelude::*;
use mfa::{Method, NextStep};

pub(crate) fn page() -> impl IntoView {
    visit(Place::Choose, async |visit| {
        Ok(match &visit.step {
            NextStep::ChooseMethod { offered, skippable } => enrolling(&visit, offered, *skippable),
            NextStep::SetUpTotp { .. } | NextStep::SetUpPasskey => enrolling(&visit, &visit.cx.latchkey.policy().await?.offered(), false),
            _ => proving(&visit),
        })
    })
}

fn enrolling(visit: &Visit, offered: &[Method], skippable: bool) -> AnyView {
    let words = visit.words;
    card(view! {
        <p class="steps steps-1">{words.text("steps-1")}</p>
        <h1>{words.text("choose-title")}</h1>
        <p class="lead">{words.text("choose-lead")}</p>
        <Problem error=visit.state.error.clone() words />
        <form class="stack" method="post" action="/mfa/choose">
            {offered.contains(&Method::Totp).then(|| app(words.text("choose-app"), words.text("choose-app-text"), Some(words.text("choose-recommended"))))}
        </form>
        {skippable
            .then(|| {
                view! {
                    <a class="button button-quiet button-block" href="/account/security">
                        {words.text("choose-later")}
                    </a>
                }
            })}
    })
}

/// For a challenge or a step-up: what the account has, and the backup codes that stand in for it.
fn proving(visit: &Visit) -> AnyView {
    let words = visit.words;
    card(view! {
        <h1>{words.text("choose-proof-heading")}</h1>
        <p class="lead">{words.text("choose-proof-lead")}</p>
        <Problem error=visit.state.error.clone() words />
        <form class="stack" method="post" action="/mfa/choose">
            {app(words.text("choose-app"), words.text("choose-app-proof"), None)}
        </form>
        <div class="choice">
            <span class="choice-icon">
                <Icon path=CODES />
            </span>
            <a class="choice-button" href="/mfa/recovery" aria-describedby="backup-text">
                {words.text("recovery-link")}
            </a>
            <p class="choice-text" id="backup-text">
                {words.text("choose-backup-text")}
            </p>
            <Icon path=NEXT />
        </div>
    })
}

/// The button has its name and nothing else in it; the stylesheet makes all of the choice pressable.
fn app(name: String, text: String, tag: Option<String>) -> impl IntoView {
    let described_by = if tag.is_some() { "totp-text totp-tag" } else { "totp-text" };
    view! {
        <div class="choice">
            <span class="choice-icon">
                <Icon path=PHONE />
            </span>
            <button class="choice-button" name="method" value="totp" aria-describedby=described_by>
                {name}
            </button>
            <p class="choice-text" id="totp-text">
                {text}
            </p>
            {tag
                .map(|tag| {
                    view! {
                        <p class="tag" id="totp-tag">
                            {tag}
                        </p>
                    }
                })}
            <Icon path=NEXT />
        </div>
    }
}
