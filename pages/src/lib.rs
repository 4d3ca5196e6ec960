//! The pages of Latchkey, their forms, and the dashboard: what only the server has.
//!
//! Pages are rendered on the server and work as plain forms. Scripts bring the controls in them to life, which are `app`'s, as are the functions that
//! forms and scripts call. Nothing here decides anything about accounts, sessions or factors: that is `mfa`'s.
//!
//! ```text
//!   site map: which paths there are, for whom, with what
//!   GET  ─► render ─► guard: may one be here? ─► page ─► components, screens, controls
//!   POST ─► form ─► mfa ─► 303 to the next place, or the same page again with what went wrong
//! ```

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
mod page;
mod page_context;
pub mod passkey_api;
mod problem;
mod render;
mod sensitive;
pub mod site_map;

pub use self::{
    problem::{error_page, wrong_address},
    render::show,
};
