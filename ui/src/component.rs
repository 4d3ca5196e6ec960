//! The building blocks of pages and screens. None of them has behaviour of its own.

pub mod alert;
pub mod backup_count;
pub mod code_field;
pub mod field;
pub mod qr_code;
pub mod submit;
pub mod time_text;

pub use alert::{Advice, Alert};
pub use backup_count::BackupCount;
pub use code_field::CodeField;
pub use field::{Check, Field, FieldError, Kind};
pub use qr_code::QrCode;
pub use submit::Submit;
pub use time_text::TimeText;
