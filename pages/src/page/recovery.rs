//! `/mfa/recovery`: a backup code in the place of a method.

use super::verify::{cancel, what_for};
use crate::{
    component::card,
    page_context::{PageContext, Shown},
};
use app::screen::EnterBackupCode;
use leptos::prelude::*;

pub(crate) async fn show(page: PageContext) -> Shown {
    let held = page.held().await?;
    Ok(card(view! {
        <h1>{page.catalog.text("recovery-heading")}</h1>
        {held.as_ref().map(|held| view! { <p class="lead">{what_for(&held.form, page.catalog)}</p> })}
        <EnterBackupCode strings=page.strings_for(held.as_ref()) form_error=RwSignal::new(page.form_error()) />
        {held.map(|held| cancel(&page, &held))}
    }))
}
