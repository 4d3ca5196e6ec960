//! `/mfa/choose`: the choice of a method to enroll or to prove.

use super::{
    admin_notices::admin_notices,
    security::why,
    verify::{cancel, lead_of},
};
use crate::{
    component::{Problem, card, sentence},
    guard::action_to_enroll_for,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Method, NextStep, PendingForm};
use ui::{
    component::TimeText,
    erased_view::{Erase, ErasedView},
    paths,
    screen::Choose,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let told = admin_notices(&page).await?;
    let action = action_to_enroll_for(&page.cx, page.session()?).await?;
    let note = page.passkey_obstacle().await?.map(|obstacle| page.catalog.text(why(obstacle)));
    let pending = page.pending_form().await?;
    let more = More { told, action, note };
    Ok(match &page.step {
        NextStep::ChooseMethod { offered, skippable } => {
            let grace = if *skippable { page.policy().await?.grace_until } else { None };
            enrolling(&page, offered.clone(), grace, more)
        }
        NextStep::SetUpTotp { .. } | NextStep::SetUpPasskey => enrolling(&page, page.policy().await?.offered(), None, more),
        NextStep::Challenge { methods, .. } => proving(&page, methods.clone(), None),
        _ => match page.assessment()?.provable() {
            // An administrator without a method enrolls one before the dashboard opens.
            enrolled if enrolled.is_empty() => enrolling(&page, page.policy().await?.offered(), None, more),
            enrolled => proving(&page, enrolled, pending),
        },
    })
}

/// What the page of an enrollment says besides the choice.
struct More {
    /// The news of administrators.
    told: Option<ErasedView>,
    /// The action of an application that the enrollment proves.
    action: Option<PendingForm>,
    /// Why a method isn't offered.
    note: Option<String>,
}

fn enrolling(page: &PageContext, offered: Vec<Method>, grace: Option<i64>, more: More) -> ErasedView {
    let (catalog, More { told, action, note }) = (page.catalog, more);
    card(view! {
        <p class="steps steps-1">{catalog.text("steps-1")}</p>
        <h1>{catalog.text("choose-title")}</h1>
        {told}
        {lead_of(action.as_ref(), catalog)}
        <Problem error=page.state.error.clone() catalog />
        <Choose strings=page.strings_for(action.as_ref()) offered note />
        {grace.map(|until| not_now(page, until))}
        {action.map(|action| cancel(page, &action))}
    })
}

/// The day until which enrollment can be postponed, and the button that does so.
fn not_now(page: &PageContext, until: i64) -> impl IntoView + use<> {
    let catalog = page.catalog;
    // The period ends with a day in UTC, which is another time of day elsewhere.
    let until = view! { <TimeText moment=catalog.exact_moment(until.saturating_sub(1)) /> }.erase();
    view! {
        <form class="stack not-now" method="post" action=page.cx.link(paths::CHOOSE)>
            <p class="aside">{sentence(catalog, "choose-grace", [("until", until.into())])}</p>
            <button class="button button-quiet button-block" name="action" value="not-now">
                {catalog.text("choose-not-now")}
            </button>
        </form>
    }
}

/// For a challenge or a step-up: the account's methods, and the backup codes.
fn proving(page: &PageContext, offered: Vec<Method>, pending: Option<PendingForm>) -> ErasedView {
    let catalog = page.catalog;
    card(view! {
        <h1>{catalog.text("choose-proof-heading")}</h1>
        <Problem error=page.state.error.clone() catalog />
        {lead_of(pending.as_ref(), catalog)}
        <Choose strings=page.strings_for(pending.as_ref()) offered proving=true />
        {pending.map(|pending| cancel(page, &pending))}
    })
}
