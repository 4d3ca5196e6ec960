//! The passkeys.

use crate::{page::section::section, page_context::PageContext};
use leptos::prelude::*;
use mfa::{
    Method,
    view::{PasskeyObstacle, PasskeySignal},
};
use ui::{
    control::ControlSlot,
    erased_view::{Erase, ErasedView},
    function::manage::Managed,
    screen::Factors,
};

const METHOD: Method = Method::Passkey;

/// The passkeys. The section is omitted if there are none and none can be added. If the installation's address rules them out, it says so.
pub(super) fn part(
    page: &PageContext,
    managed: &Managed,
    obstacle: Option<PasskeyObstacle>,
    signal: Option<&PasskeySignal>,
) -> Option<ErasedView> {
    let catalog = page.catalog;
    let passkeys = managed.of(METHOD);
    let told = signal.and_then(|signal| serde_json::to_string(signal).ok()).map(|passkeys| ControlSlot::Signal { passkeys }.view());
    let content = match (passkeys, obstacle) {
        (None, None) => return None,
        (None, Some(obstacle)) => view! {
            <div class="card-line">
                <p>{catalog.text(why(obstacle))}</p>
            </div>
        }
        .erase(),
        (Some(factors), _) => {
            let may_add = managed.offered.contains(&METHOD);
            view! { <Factors strings=page.strings() method=METHOD factors may_add /> }.erase()
        }
    };
    let content = view! { {content} {told} };
    Some(section("passkeys-title", catalog.text("security-passkey-title"), catalog.text("security-passkey-text"), content))
}

/// The sentence about why there can't be passkeys.
pub(in crate::page) fn why(obstacle: PasskeyObstacle) -> &'static str {
    match obstacle {
        PasskeyObstacle::IpAddress => "passkey-ip-address",
        PasskeyObstacle::Insecure => "passkey-insecure",
        PasskeyObstacle::Origin => "passkey-unavailable",
    }
}
