//! `/admin`: the dashboard. It is there for administrators who have proved everything, and for nobody else.

pub(crate) mod approvals;
pub(crate) mod audit;
mod empty;
mod frame;
pub(crate) mod help;
pub(crate) mod keys;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod policy;
mod question;

use super::{visit, visit::send_to};
use crate::guard::Place;
use empty::empty;
use frame::{Tab, frame, frame_told};
use leptos::prelude::*;
use question::{question, reason};

/// `/admin` itself: the first tab.
pub(crate) fn start() -> impl IntoView {
    visit(Place::Admin, async |visit| Ok(send_to(&visit.cx.link("/admin/policy"))))
}
