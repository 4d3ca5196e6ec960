//! The screens of the flow: each one component, wherever it is shown.
//!
//! On a page, a screen is drawn on the server, and its forms and links ask the server for the next page. In a dialog it is mounted in the
//! browser and given callbacks, which take the place of those requests. What it says it is given as a [`Strings`](crate::strings::Strings) of
//! finished sentences; what went wrong with the last attempt, as a [`FormError`](crate::form_error::FormError).

mod alt_action;
pub mod backup_codes;
pub mod choose;
pub mod enter_backup_code;
pub mod manage;
pub mod passkey;
pub mod remove;
pub mod rename;
pub mod scan;
pub mod verify;

pub use alt_action::AltAction;
pub use backup_codes::{BackupCodes, Sheet};
pub use choose::{Choose, Pick};
pub use enter_backup_code::EnterBackupCode;
pub use manage::{BackupCodesLeft, FactorAct, Factors};
pub use passkey::UsePasskey;
pub use remove::Remove;
pub use rename::Rename;
pub use scan::Scan;
pub use verify::Verify;
