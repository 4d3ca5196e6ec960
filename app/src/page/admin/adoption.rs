//! `/admin`: how many people have a second step, which one, and where others stop.

use super::{Tab, frame, visit};
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::Adoption, visit.words.text("admin-adoption-title"), ())))
}
