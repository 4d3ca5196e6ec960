//! `/mfa/passkey`: a passkey to be registered, or to be used at sign-in or before something sensitive.

use super::verify::{cancel, switched_off, what_for};
use crate::{
    component::card,
    guard::proves_for_dashboard,
    page_context::{NotShown, PageContext, Shown},
};
use app::{control::passkey::seated::HELD, passkey::Ceremony, screen::UsePasskey};
use leptos::prelude::*;
use mfa::{Held, Method, NextStep};

pub(crate) async fn show(page: PageContext) -> Shown {
    let held = page.held().await?;
    let asked = held.is_none() && proves_for_dashboard(&page.cx, page.session()?).await?;
    let proving = matches!(page.step, NextStep::Challenge { .. }) || held.is_some() || asked;
    if proving && !page.cx.latchkey.policy().await?.accepts(Method::Passkey) {
        return Ok(switched_off(&page, Method::Passkey));
    }
    match &page.step {
        NextStep::Challenge { .. } => Ok(proof(&page, None)),
        _ if held.is_some() || asked => Ok(proof(&page, held)),
        _ => register(&page).await,
    }
}

/// While enrolling, or to be added by who has just proved themselves.
async fn register(page: &PageContext) -> Shown {
    let (words, full) = (page.words, page.is_full());
    let offered = page.cx.latchkey.policy().await?.offered();
    if !offered.contains(&Method::Passkey) {
        return Err(NotShown::Redirect(page.cx.link("/mfa")));
    }
    let others = !full && offered.len() > 1;
    Ok(card(view! {
        {(!full).then(|| view! { <p class="steps steps-2">{words.text("steps-2")}</p> })}
        <h1>{words.text("passkey-register-title")}</h1>
        <UsePasskey
            kit=page.kit()
            ceremony=Ceremony::Register
            lead=words.text("passkey-register-lead")
            may_cancel=false
            others
            asleep=Some(words.text("passkey-register-asleep"))
            trouble=RwSignal::new(page.trouble())
        />
        {full.then(|| give_up(page))}
    }))
}

/// Back, without the passkey: what a proof was given for is given up with it.
fn give_up(page: &PageContext) -> impl IntoView + use<> {
    view! {
        <form class="proof-cancel" method="post" action=page.cx.link("/mfa/passkey")>
            <button class="button button-quiet button-block" name="action" value="cancel">
                {page.words.text("frame-cancel")}
            </button>
        </form>
    }
}

fn proof(page: &PageContext, held: Option<Held>) -> AnyView {
    let words = page.words;
    let full = page.is_full();
    let lead = match &held {
        Some(held) => what_for(&held.form, words),
        None if full => words.text("step-up-lead"),
        None => words.text("passkey-verify-lead"),
    };
    card(view! {
        <h1>{words.text(if full { "step-up-title" } else { "passkey-verify-title" })}</h1>
        <UsePasskey
            kit=page.kit_for(held.as_ref())
            ceremony=Ceremony::Verify
            about=held.as_ref().map(|held| (HELD, held.id.clone()))
            lead
            may_cancel=full && held.is_none()
            asleep=Some(words.text("passkey-verify-asleep"))
            trouble=RwSignal::new(page.trouble())
        />
        {held.map(|held| cancel(page, &held))}
    })
}
