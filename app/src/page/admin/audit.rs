//! `/admin/audit`: every security event.

use super::{Tab, frame, visit};
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::Audit, visit.words.text("admin-audit-title"), ())))
}
