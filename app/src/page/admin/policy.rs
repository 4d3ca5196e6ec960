//! `/admin/policy`: what is demanded of everybody.

pub(crate) mod preview;
pub(crate) mod version;
pub(crate) mod versions;

use super::{Tab, frame, visit};
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::Policy, visit.words.text("admin-policy-title"), ())))
}
