//! The screens of the flow: each is one component, on pages and in dialogs.
//!
//! On a page, a screen is rendered on the server, and its forms and links request the next page from the server. In a dialog it is mounted in the
//! browser with callbacks, which replace those requests. Its sentences are passed as [`Strings`](crate::strings::Strings), and the error of the last
//! attempt as a [`FormError`](crate::form_error::FormError).

mod alt_action;
pub mod backup_codes;
pub mod choose;
pub mod enter_backup_code;
pub mod manage;
pub mod passkey;
pub mod remove;
pub mod rename;
pub mod scan;
mod trust_box;
pub mod verify;

pub use alt_action::AltAction;
pub use backup_codes::{BACKUP_CODES_FORM, BackupCodes, Sheet};
pub use choose::{Choose, Pick};
pub use enter_backup_code::EnterBackupCode;
pub use manage::{BackupCodesLeft, FactorAct, Factors};
pub use passkey::UsePasskey;
pub use remove::Remove;
pub use rename::Rename;
pub use scan::Scan;
pub use verify::Verify;
