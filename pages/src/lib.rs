#![doc = include_str!("../README.md")]
// Views are deeply nested types.
#![recursion_limit = "256"]

pub mod answer;
pub mod component;
mod day;
mod document;
pub mod download;
pub mod export;
pub mod fields;
pub mod form;
pub mod form_mark;
mod form_state;
pub mod form_token;
mod guard;
mod key_choice;
mod page;
mod page_context;
pub mod passkey_api;
mod problem;
mod render;
mod sensitive;
pub mod site_map;
mod trust;

pub use self::{
    guard::safe_return_path,
    page_context::{Content, NotShown, PageContext, Shown},
    problem::{error_page, wrong_address},
    render::{show, show_with},
};
