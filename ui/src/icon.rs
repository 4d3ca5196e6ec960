//! Line icons: decoration beside text, never in place of text.
//!
//! The stylesheet sets size, colour and stroke. Each constant is one path on a 24 × 24 grid, so that the browser loads only the icons that its
//! islands use.

use leptos::prelude::*;

/// Two sheets: copy.
pub const COPY: &str =
    "M9 8.5h9.5a1 1 0 0 1 1 1V20a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1zM5 15.5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h9.5a1 1 0 0 1 1 1";
/// A printer.
pub const PRINT: &str = "M7 8V3.5h10V8M7 16.5H4.5a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1H17M7 13.5h10v7H7z";

/// An exclamation mark in a circle: an error.
pub const ALERT: &str = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5v5.25M12 16.25v.25";
/// A tick in a circle: done.
pub const CHECK: &str = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.25l2.75 2.75L16 9.5";
/// A list on a sheet: backup codes.
pub const CODES: &str = "M5 3.75h14a1.5 1.5 0 0 1 1.5 1.5v13.5a1.5 1.5 0 0 1-1.5 1.5H5a1.5 1.5 0 0 1-1.5-1.5V5.25A1.5 1.5 0 0 1 5 3.75zM7.5 8.5h3.5M13.5 8.5h3M7.5 12h3.5M13.5 12h3M7.5 15.5h3.5M13.5 15.5h3";
/// A screen: a session.
pub const COMPUTER: &str = "M4.5 4.75h15v10.5h-15zM2.5 19.25h19";
/// An arrow into a tray: download.
pub const DOWNLOAD: &str = "M12 3.5v12m-4.75-4.5L12 15.75 16.75 11M4 20.5h16";
/// An envelope.
pub const MAIL: &str = "M4.5 5.5h15a1.25 1.25 0 0 1 1.25 1.25v10.5a1.25 1.25 0 0 1-1.25 1.25h-15a1.25 1.25 0 0 1-1.25-1.25V6.75A1.25 1.25 0 0 1 4.5 5.5zM3.75 7.5 12 13.25 20.25 7.5";
/// An arrow head: continue.
pub const NEXT: &str = "M9.5 5.5 16 12l-6.5 6.5";
/// An arrow out of a box: opens another site.
pub const OPEN: &str = "M13.5 4H20v6.5M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5";
/// A person and a key.
pub const PASSKEY: &str = "M9.5 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 20.5c.3-3.6 2.7-6 6.5-6 1.2 0 2.2.2 3.1.6M18 15.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zm0 0v6l2-1.5M18 18.5l1.75-1";
/// A phone: an authenticator app.
pub const PHONE: &str = "M8 2.75h8a2 2 0 0 1 2 2v14.5a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V4.75a2 2 0 0 1 2-2zM10.5 18h3";
/// A person.
pub const USER: &str = "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-3.9 3.4-6 7.5-6s7 2.1 7.5 6";

/// An icon.
#[component]
pub fn Icon(
    /// One of the constants of this module.
    path: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
