//! `/mfa/passkey`: a passkey is registered, or used at sign-in or before a sensitive action.

use super::verify::{cancel, headed, lead_of, switched_off};
use crate::{
    component::card,
    guard::{action_to_enroll_for, proves_for_session},
    page::trust,
    page_context::{NotShown, PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Method, NextStep, PendingForm};
use ui::{
    control::passkey::slot_button::PENDING_FORM, erased_view::ErasedView, passkey::Ceremony, paths, screen::UsePasskey, strings::TrustOffer,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let pending = page.pending_form().await?;
    let asked = pending.is_none() && proves_for_session(&page.cx, page.session()?, page.assessment()?).await?;
    let action = action_to_enroll_for(&page.cx, page.session()?).await?;
    // Without a method, there is nothing to prove a form with.
    let has_methods = !page.assessment()?.facts.enrolled.is_empty();
    let pending = pending.filter(|_| has_methods);
    let proving = matches!(page.step, NextStep::Challenge { .. }) || pending.is_some() || asked;
    if proving && !page.policy().await?.accepts(Method::Passkey) {
        return Ok(switched_off(&page, Method::Passkey, pending));
    }
    match &page.step {
        NextStep::Challenge { .. } => Ok(proof(&page, None, trust::offer(&page).await?)),
        _ if pending.is_some() || asked => Ok(proof(&page, pending, None)),
        _ => register(&page, action).await,
    }
}

/// During enrollment, or after a fresh proof in a full session.
async fn register(page: &PageContext, action: Option<PendingForm>) -> Shown {
    let (catalog, full) = (page.catalog, page.is_full());
    let offered = page.policy().await?.offered();
    if !offered.contains(&Method::Passkey) {
        return Err(NotShown::Redirect(page.cx.link(paths::NEXT_STEP)));
    }
    let others = !full && offered.len() > 1;
    Ok(card(view! {
        {(!full).then(|| view! { <p class="steps steps-2">{catalog.text("steps-2")}</p> })}
        <h1>{catalog.text("passkey-register-title")}</h1>
        {lead_of(action.as_ref(), catalog)}
        <UsePasskey
            strings=page.strings_for(action.as_ref())
            ceremony=Ceremony::Register
            about=action.as_ref().map(|action| (PENDING_FORM, action.id.clone()))
            lead=catalog.text("passkey-register-lead")
            may_cancel=false
            others
            asleep=Some(catalog.text("passkey-register-asleep"))
            form_error=RwSignal::new(page.form_error())
        />
        {full.then(|| give_up(page, action.as_ref()))}
    }))
}

/// The button that goes back without a passkey. It also gives up the form that the proof was given for.
fn give_up(page: &PageContext, action: Option<&PendingForm>) -> impl IntoView + use<> {
    view! {
        <form class="proof-cancel" method="post" action=page.strings_for(action).proof(paths::PASSKEY)>
            <button class="button button-quiet button-block" name="action" value="cancel">
                {page.catalog.text("frame-cancel")}
            </button>
        </form>
    }
}

fn proof(page: &PageContext, pending: Option<PendingForm>, offer: Option<TrustOffer>) -> ErasedView {
    let catalog = page.catalog;
    let full = page.is_full();
    let (heading, lead) = match &pending {
        Some(pending) => headed(&pending.form, "step-up-passkey-lead", catalog),
        None if full => (catalog.text("step-up-title"), catalog.text("step-up-passkey-lead")),
        None => (catalog.text("passkey-verify-title"), catalog.text("passkey-verify-lead")),
    };
    card(view! {
        <h1>{heading}</h1>
        <UsePasskey
            strings=page.strings_for(pending.as_ref()).offering_trust(offer)
            ceremony=Ceremony::Verify
            about=pending.as_ref().map(|pending| (PENDING_FORM, pending.id.clone()))
            lead
            may_cancel=full && pending.is_none()
            asleep=Some(catalog.text("passkey-verify-asleep"))
            form_error=RwSignal::new(page.form_error())
        />
        {pending.map(|pending| cancel(page, &pending))}
    })
}
