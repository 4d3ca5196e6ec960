//! `/admin/approvals`: what waits for a second administrator.

use super::{Tab, frame, visit};
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::Approvals, visit.words.text("admin-approvals-title"), ())))
}
