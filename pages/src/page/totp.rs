//! `/mfa/totp`: the QR code of an authenticator app, and its first code.

use super::visit;
use crate::{component::wide_card, guard::Place};
use app::screen::Scan;
use leptos::prelude::*;
use mfa::Error;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Totp, async |visit| {
        let words = visit.words;
        let enrollment = visit.cx.latchkey.pending_totp(visit.session()?).await?.ok_or(Error::EnrollmentNotBegun)?;
        let full = visit.is_full();
        let heading = match (full, &enrollment.replaces) {
            (true, Some(_)) => "totp-replace-heading",
            (true, None) => "totp-add-heading",
            (false, _) => "totp-title",
        };
        Ok(wide_card(view! {
            {(!full).then(|| view! { <p class="steps steps-2">{words.text("steps-2")}</p> })}
            <h1>{words.text(heading)}</h1>
            <Scan kit=visit.kit() enrollment may_cancel=full trouble=RwSignal::new(visit.trouble()) />
        }))
    })
}
