//! `/mfa/passkey`: a passkey to be registered, or to be used at sign-in or before something sensitive.

use super::{
    Visit,
    verify::{cancel, switched_off, what_for},
    visit,
    visit::send_to,
};
use crate::{
    component::card,
    guard::{Place, proves_for_dashboard},
};
use app::{control::passkey::seated::HELD, passkey::Ceremony, screen::UsePasskey};
use leptos::prelude::*;
use mfa::{Error, Method, NextStep, PendingForm};

pub(crate) fn page() -> impl IntoView {
    visit(Place::Passkey, async |visit| {
        let pending = visit.pending_form().await?;
        let asked = pending.is_none() && proves_for_dashboard(&visit.cx, visit.session()?).await?;
        let proving = matches!(visit.step, NextStep::Challenge { .. }) || pending.is_some() || asked;
        if proving && !visit.cx.latchkey.policy().await?.accepts(Method::Passkey) {
            return Ok(switched_off(&visit, Method::Passkey));
        }
        match &visit.step {
            NextStep::Challenge { .. } => Ok(proof(&visit, None)),
            _ if pending.is_some() || asked => Ok(proof(&visit, pending)),
            _ => register(&visit).await,
        }
    })
}

/// While enrolling, or to be added by who has just proved themselves.
async fn register(visit: &Visit) -> Result<AnyView, Error> {
    let (words, full) = (visit.words, visit.is_full());
    let offered = visit.cx.latchkey.policy().await?.offered();
    if !offered.contains(&Method::Passkey) {
        return Ok(send_to(&visit.cx.link("/mfa")));
    }
    let others = !full && offered.len() > 1;
    Ok(card(view! {
        {(!full).then(|| view! { <p class="steps steps-2">{words.text("steps-2")}</p> })}
        <h1>{words.text("passkey-register-title")}</h1>
        <UsePasskey
            kit=visit.kit()
            ceremony=Ceremony::Register
            lead=words.text("passkey-register-lead")
            may_cancel=false
            others
            asleep=Some(words.text("passkey-register-asleep"))
            trouble=RwSignal::new(visit.trouble())
        />
        {full.then(|| give_up(visit))}
    }))
}

/// Back, without the passkey: what a proof was given for is given up with it.
fn give_up(visit: &Visit) -> impl IntoView + use<> {
    view! {
        <form class="proof-cancel" method="post" action=visit.cx.link("/mfa/passkey")>
            <button class="button button-quiet button-block" name="action" value="cancel">
                {visit.words.text("frame-cancel")}
            </button>
        </form>
    }
}

fn proof(visit: &Visit, pending: Option<PendingForm>) -> AnyView {
    let words = visit.words;
    let full = visit.is_full();
    let lead = match &pending {
        Some(pending) => what_for(&pending.form, words),
        None if full => words.text("step-up-lead"),
        None => words.text("passkey-verify-lead"),
    };
    card(view! {
        <h1>{words.text(if full { "step-up-title" } else { "passkey-verify-title" })}</h1>
        <UsePasskey
            kit=visit.kit_for(pending.as_ref())
            ceremony=Ceremony::Verify
            about=pending.as_ref().map(|pending| (HELD, pending.id.clone()))
            lead
            may_cancel=full && pending.is_none()
            asleep=Some(words.text("passkey-verify-asleep"))
            trouble=RwSignal::new(visit.trouble())
        />
        {pending.map(|pending| cancel(visit, &pending))}
    })
}
