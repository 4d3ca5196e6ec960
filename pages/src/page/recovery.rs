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
        let held = visit.held().await?;
        Ok(card(view! {
            <h1>{visit.words.text("recovery-heading")}</h1>
            {held.as_ref().map(|held| view! { <p class="lead">{what_for(&held.form, visit.words)}</p> })}
            <EnterBackupCode kit=visit.kit_for(held.as_ref()) trouble=RwSignal::new(visit.trouble()) />
            {held.map(|held| cancel(&visit, &held))}
        }))
    })
}
