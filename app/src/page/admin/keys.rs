//! `/admin/keys`: the keys by which applications ask the server.

use super::{Tab, frame, visit};
use crate::guard::Place;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::Keys, visit.words.text("admin-keys-title"), ())))
}

/// `/admin/keys/{id}/revoke`: the question before a key is revoked.
pub(crate) fn revoke() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(frame(&visit, Tab::Keys, visit.words.text("admin-revoke-title"), ())))
}
