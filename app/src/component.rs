//! What pages are made of. Everything here is drawn on the server and does nothing by itself.

pub mod account_bar;
pub mod backup_count;
pub mod code_field;
pub mod field;
pub mod foot;
pub mod frame;
pub mod notice;
pub mod qr_code;
pub mod time_text;

pub use account_bar::Bar;
pub use backup_count::BackupCount;
pub use code_field::CodeField;
pub use field::{Check, Field, FieldError, Kind};
pub use foot::Foot;
pub use frame::{card, wide_card, wide_page};
pub(crate) use notice::countdown;
pub use notice::{Advice, Done, Problem, Warning};
pub use qr_code::QrCode;
pub use time_text::TimeText;
