//! `/admin`: the dashboard. It only exists for administrators who have given all proofs.

pub(crate) mod account_action;
pub(crate) mod adoption;
pub(crate) mod approvals;
pub(crate) mod audit;
mod empty;
mod frame;
pub(crate) mod keys;
pub(crate) mod outbox;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod policy;
mod question;
pub(crate) mod recoveries;

use empty::empty;
use frame::{Tab, frame, frame_told};
use question::{question, reason};
