//! The box with which a browser is trusted, on the pages of the challenge.

use crate::{page_context::PageContext, trust::TRUST};
use mfa::{Error, Level, NextStep};
use ui::strings::TrustOffer;

/// The box, for the half session of somebody who may have a browser trusted: where the policy allows it, never an administrator, and not before other
/// proofs than that of the sign-in.
pub(super) async fn offer(page: &PageContext) -> Result<Option<TrustOffer>, Error> {
    let session = page.session()?;
    let challenged = session.level == Level::Half && matches!(page.step, NextStep::Challenge { .. });
    if !challenged || session.administrator || session.is_of_application() {
        return Ok(None);
    }
    let days = page.policy().await?.trust_days;
    Ok((days > 0).then(|| TrustOffer {
        days,
        label: page.catalog.text("trust-label"),
        hint: page.catalog.fill("trust-hint", [("days", days.into())]),
        is_ticked: page.state.fields.get(TRUST).is_some(),
    }))
}
