//! `/admin/people/{id}`: one account.

use super::{Tab, frame, visit};
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::People, visit.words.text("admin-person-title"), ())))
}
