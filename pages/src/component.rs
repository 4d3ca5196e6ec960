//! The components that only pages use: their frame, and the notices at their beginning.

pub mod account_bar;
pub(crate) mod advice;
pub mod foot;
pub(crate) mod frame;
pub mod notice;
pub(crate) mod recovery_banner;
pub mod sentence;

pub use self::{
    account_bar::Bar,
    foot::Foot,
    notice::{Done, Problem, Warning},
    sentence::Verbatim,
};
pub(crate) use self::{
    advice::advice,
    frame::{card, wide_card, wide_page},
    notice::countdown,
    recovery_banner::recovery_banner,
    sentence::{sentence, verbatim},
};
