//! `/mfa/recovery`: a backup code in the place of a method.

use super::{
    verify::{cancel, what_for},
    visit,
};
use crate::{component::card, guard::Place};
use app::screen::EnterBackupCode;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Recover, async |visit| {
        let pending = visit.pending_form().await?;
        Ok(card(view! {
            <h1>{visit.words.text("recovery-heading")}</h1>
            {pending.as_ref().map(|pending| view! { <p class="lead">{what_for(&pending.form, visit.words)}</p> })}
            <EnterBackupCode kit=visit.kit_for(pending.as_ref()) trouble=RwSignal::new(visit.trouble()) />
            {pending.map(|pending| cancel(&visit, &pending))}
        }))
    })
}
