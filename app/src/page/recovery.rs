//! `/mfa/recovery`: a backup code in the place of a method.

use super::{
    verify::{cancel, held},
    visit,
};
use crate::{component::card, guard::Place, screen::EnterBackupCode};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Recover, async |visit| {
        let held = held(&visit).await?;
        let proof_for = held.as_ref().map(|held| held.id.clone());
        Ok(card(view! {
            <h1>{visit.words.text("recovery-heading")}</h1>
            <EnterBackupCode kit=visit.kit() proof_for trouble=RwSignal::new(visit.trouble()) />
            {held.map(|_| cancel(&visit))}
        }))
    })
}
