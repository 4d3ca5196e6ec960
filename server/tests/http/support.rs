//! An installation to test against, and clients that behave like browsers and scripts.

mod answer;
mod app;
mod beside;
mod by_token;
mod client;
mod clock;
mod embedded;
mod site;
mod statements;

pub(crate) use answer::Answer;
pub(crate) use app::{Process, TestApp, everywhere};
pub(crate) use beside::{Beside, KEY, Mood, soon};
pub(crate) use by_token::ByToken;
pub(crate) use client::{Client, User, sign_up_below};
pub(crate) use embedded::Portal;
pub(crate) use statements::{listen_to_everything, recorded};

/// A password that no rule objects to.
pub(crate) const PASSWORD: &str = "seven purple lighthouses";
