//! `/playground`: the modal controls and the hooks, live, with the code beside them. It is a developer's documentation, in English.

use super::visit;
use crate::{component::wide_page, guard::Place, island::MfaProviderIsland, playground::ModalButtons};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Open, async |mut visit| {
        // For the provider, which is rendered within this context.
        visit.cx.status = Some(visit.cx.latchkey.status(visit.cx.session.as_ref()).await?);
        provide_context(visit.cx.clone());
        Ok(wide_page(view! {
            <h1>"Playground"</h1>
            <ModalButtons />
            <MfaProviderIsland />
        }))
    })
}
