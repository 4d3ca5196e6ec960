//! What the page was served with: where the visitor stands and what its screens say lie as data beside the closed dialog.

use crate::js::FromJs;
use leptos::prelude::*;
use mfa::view::Status;
use web_sys::js_sys::JSON;

thread_local! {
    static STATUS: ArcRwSignal<Option<Status>> = ArcRwSignal::new(read("data-status"));
}

/// Where the visitor stands: as the page was served at first, later as it was read again. Nothing until it is known.
pub fn status() -> ArcRwSignal<Option<Status>> {
    STATUS.with(Clone::clone)
}

/// An attribute of the dialog, which holds JSON.
pub fn read<T: FromJs>(attribute: &str) -> Option<T> {
    let data = document().get_element_by_id("mfa-dialog")?.get_attribute(attribute)?;
    T::from_js(&JSON::parse(&data).ok()?)
}
