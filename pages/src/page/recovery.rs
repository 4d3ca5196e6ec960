//! `/mfa/recovery`: a backup code instead of a method.

use super::verify::{cancel, refusal, what_for};
use crate::{
    component::card,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use ui::screen::EnterBackupCode;

pub(crate) async fn show(page: PageContext) -> Shown {
    let pending = page.pending_form().await?;
    let (form_error, recovery) = refusal(&page).await?;
    Ok(card(view! {
        <h1>{page.catalog.text("recovery-heading")}</h1>
        {pending.as_ref().map(|pending| view! { <p class="lead">{what_for(&pending.form, page.catalog)}</p> })}
        <EnterBackupCode strings=page.strings_for(pending.as_ref()) form_error=RwSignal::new(form_error) />
        {pending.map(|pending| cancel(&page, &pending))}
        {recovery}
    }))
}
