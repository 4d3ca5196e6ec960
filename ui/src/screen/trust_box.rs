//! On pages only: the box that asks, with a proof, not to be asked for one again in this browser.

use crate::{
    erased_view::{Erase, ErasedView},
    strings::Strings,
};
#[cfg(not(feature = "hydrate"))]
use leptos::prelude::*;

/// The box, if the page offers it. It stands before what it belongs to: a complete code is sent at once. `class` is that of the box.
#[cfg(not(feature = "hydrate"))]
pub(super) fn trust_box(strings: &Strings, class: &'static str) -> ErasedView {
    let content = strings.trust().map(|offer| {
        view! {
            <div class=class>
                <label class="check">
                    <input
                        type="checkbox"
                        name="trust"
                        value=offer.days.to_string()
                        checked=offer.is_ticked
                        aria-describedby="trust-hint"
                    />
                    " "
                    <span>{offer.label.clone()}</span>
                </label>
                <p class="hint" id="trust-hint">
                    {offer.hint.clone()}
                </p>
            </div>
        }
    });
    content.erase()
}

/// In a dialog there is none.
#[cfg(feature = "hydrate")]
pub(super) fn trust_box(_: &Strings, _: &'static str) -> ErasedView {
    ().erase()
}
