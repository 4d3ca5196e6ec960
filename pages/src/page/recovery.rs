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
        <h1>{page.words.text("recovery-heading")}</h1>
        {held.as_ref().map(|held| view! { <p class="lead">{what_for(&held.form, page.words)}</p> })}
        <EnterBackupCode kit=page.kit_for(held.as_ref()) trouble=RwSignal::new(page.trouble()) />
        {held.map(|held| cancel(&page, &held))}
    }))
}
