//! The data that the page was served with, as attributes of the closed dialog: the visitor's status and the sentences of the screens.

use crate::js::FromJs;
use leptos::prelude::*;
use mfa::view::Status;
use web_sys::js_sys::JSON;

thread_local! {
    static STATUS: ArcRwSignal<Option<Status>> = ArcRwSignal::new(read("data-status"));
}

/// The visitor's status: at first as served with the page, later as read again. `None` until it is known.
pub fn status() -> ArcRwSignal<Option<Status>> {
    STATUS.with(Clone::clone)
}

/// Reads an attribute of the dialog as JSON.
pub fn read<T: FromJs>(attribute: &str) -> Option<T> {
    let data = document().get_element_by_id("mfa-dialog")?.get_attribute(attribute)?;
    T::from_js(&JSON::parse(&data).ok()?)
}
