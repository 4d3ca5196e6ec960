//! `/mfa/totp`: the QR code of an authenticator app, and its first code.

use super::verify::lead_of;
use crate::{
    component::wide_card,
    guard::action_to_enroll_for,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::Error;
use ui::screen::Scan;

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let enrollment = page.cx.latchkey.totp().pending(page.session()?).await?.ok_or(Error::EnrollmentNotBegun)?;
    let full = page.is_full();
    let action = action_to_enroll_for(&page.cx, page.session()?).await?;
    let heading = match (full && action.is_none(), &enrollment.replaces) {
        (true, Some(_)) => "totp-replace-heading",
        (true, None) => "totp-add-heading",
        (false, _) => "totp-title",
    };
    Ok(wide_card(view! {
        {(!full || action.is_some()).then(|| view! { <p class="steps steps-2">{catalog.text("steps-2")}</p> })}
        <h1>{catalog.text(heading)}</h1>
        {lead_of(action.as_ref(), catalog)}
        <Scan strings=page.strings_for(action.as_ref()) enrollment may_cancel=full form_error=RwSignal::new(page.form_error()) />
    }))
}
