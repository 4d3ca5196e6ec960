//! `/admin/people/{id}/reset` and its neighbours: what an administrator does for somebody, or against them, with a reason.

use super::{Tab, frame, visit};
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn reset() -> impl IntoView {
    page("admin-reset-title")
}

pub(crate) fn end_sessions() -> impl IntoView {
    page("admin-end-sessions-title")
}

pub(crate) fn disable() -> impl IntoView {
    page("admin-disable-title")
}

pub(crate) fn enable() -> impl IntoView {
    page("admin-enable-title")
}

fn page(heading: &'static str) -> impl IntoView {
    visit(Place::Admin, async move |visit| Ok(frame(&visit, Tab::People, visit.words.text(heading), ())))
}
