//! What pages and screens are made of. Nothing here does anything by itself.

pub mod alert;
pub mod backup_count;
pub mod code_field;
pub mod field;
pub mod qr_code;
pub mod time_text;

#[cfg(feature = "ssr")]
pub mod account_bar;
#[cfg(feature = "ssr")]
pub mod asleep;
#[cfg(feature = "ssr")]
pub mod foot;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
pub mod notice;
#[cfg(feature = "ssr")]
pub mod sentence;

pub use alert::{Advice, Alert};
pub use backup_count::BackupCount;
pub use code_field::CodeField;
pub use field::{Check, Field, FieldError, Kind};
pub(crate) use field::{described_by, invalid};
pub use qr_code::QrCode;
pub use time_text::TimeText;

#[cfg(feature = "ssr")]
pub use {
    account_bar::Bar,
    asleep::Asleep,
    foot::Foot,
    frame::{card, wide_card, wide_page},
    notice::{Done, Problem, Warning},
    sentence::Verbatim,
};

#[cfg(feature = "ssr")]
pub(crate) use notice::countdown;
#[cfg(feature = "ssr")]
pub(crate) use sentence::{sentence, verbatim};
