//! Addresses that only take forms. Whoever asks for one, with the address bar after a refused form say, is sent to its page.

use super::visit;
use crate::{guard::Place, page::visit::send_to};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Account, async |visit| Ok(send_to(&visit.cx.link("/account/security"))))
}
