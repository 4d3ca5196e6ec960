//! `/admin/policy/versions`: every policy that was saved.

use crate::{
    guard::Place,
    page::admin::{Tab, frame, visit},
};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::Policy, visit.words.text("admin-versions-title"), ())))
}
