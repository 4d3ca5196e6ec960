//! `/mfa`: nobody stays here, the guard sends everybody to the page of their next step.

use super::visit;
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Next, async |_| Ok(().into_any()))
}
