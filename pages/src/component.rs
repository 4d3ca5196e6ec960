//! What only pages are made of: their frame, and what stands in it before anything else.

pub mod account_bar;
pub mod foot;
pub(crate) mod frame;
pub mod notice;
pub mod sentence;

pub use self::{
    account_bar::Bar,
    foot::Foot,
    notice::{Done, Problem, Warning},
    sentence::Verbatim,
};
pub(crate) use self::{
    frame::{card, wide_card, wide_page},
    notice::countdown,
    sentence::{sentence, verbatim},
};
