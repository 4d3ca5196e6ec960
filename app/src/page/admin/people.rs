//! `/admin/people`: everybody who has an account.

use super::{Tab, frame, visit};
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::People, visit.words.text("admin-people-title"), ())))
}
