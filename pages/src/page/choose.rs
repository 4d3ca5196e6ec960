//! `/mfa/choose`: which method to enroll, or which to prove.

use super::{Visit, security::why, told::told, visit};
use crate::{
    component::{Problem, card, sentence},
    guard::Place,
};
use app::{component::TimeText, screen::Choose};
use leptos::prelude::*;
use mfa::{Method, NextStep};

pub(crate) fn page() -> impl IntoView {
    visit(Place::Choose, async |visit| {
        let told = told(&visit).await?;
        let note = visit.passkey_obstacle().await?.map(|obstacle| visit.words.text(why(obstacle)));
        Ok(match &visit.step {
            NextStep::ChooseMethod { offered, skippable } => {
                let grace = if *skippable { visit.cx.latchkey.policy().await?.grace_until } else { None };
                enrolling(&visit, offered.clone(), grace, (told, note))
            }
            NextStep::SetUpTotp { .. } | NextStep::SetUpPasskey => {
                enrolling(&visit, visit.cx.latchkey.policy().await?.offered(), None, (told, note))
            }
            NextStep::Challenge { methods, .. } => proving(&visit, methods.clone()),
            _ => match visit.cx.latchkey.status(visit.cx.session.as_ref()).await? {
                // An administrator who has no method enrolls one before the dashboard opens.
                status if status.enrolled.is_empty() => enrolling(&visit, status.offered, None, (told, note)),
                status => proving(&visit, status.enrolled),
            },
        })
    })
}

fn enrolling(visit: &Visit, offered: Vec<Method>, grace: Option<i64>, (told, note): (Option<AnyView>, Option<String>)) -> AnyView {
    let words = visit.words;
    card(view! {
        <p class="steps steps-1">{words.text("steps-1")}</p>
        <h1>{words.text("choose-title")}</h1>
        {told}
        <Problem error=visit.state.error.clone() words />
        <Choose kit=visit.kit() offered note />
        {grace.map(|until| not_now(visit, until))}
    })
}

/// Until when it can be put off, and the button that does.
fn not_now(visit: &Visit, until: i64) -> impl IntoView + use<> {
    let words = visit.words;
    // It ends with a day in UTC, which is another time of day elsewhere.
    let until = view! { <TimeText moment=words.exact_moment(until.saturating_sub(1)) /> }.into_any();
    view! {
        <form class="stack not-now" method="post" action=visit.cx.link("/mfa/choose")>
            <p class="aside">{sentence(words, "choose-grace", [("until", until.into())])}</p>
            <button class="button button-quiet button-block" name="action" value="not-now">
                {words.text("choose-not-now")}
            </button>
        </form>
    }
}

/// For a challenge or a step-up: what the account has, and the backup codes that stand in for it.
fn proving(visit: &Visit, offered: Vec<Method>) -> AnyView {
    let words = visit.words;
    card(view! {
        <h1>{words.text("choose-proof-heading")}</h1>
        <Problem error=visit.state.error.clone() words />
        <Choose kit=visit.kit() offered proving=true />
    })
}
