//! The parts of a screen that are alive: a field that sends itself, buttons that copy and print, a wait that counts down.
//!
//! Each is an ordinary component. In a page that the server renders it is wrapped into an [island](crate::island), which wakes by itself;
//! in a dialog, where everything around it is alive already, it is used as it is. What only scripts can do is invisible in the served HTML and
//! shows itself then, so that nobody is offered a button that does nothing; its room is kept, so that nothing jumps.

pub(crate) mod browser;
pub mod code_entry;
pub mod copy;
pub mod print;
pub mod timer;

#[cfg(feature = "ssr")]
pub(crate) use in_pages::*;

#[cfg(not(feature = "ssr"))]
pub(crate) use in_dialogs::*;

#[cfg(feature = "ssr")]
mod in_pages {
    use crate::island::{CodeInput, CopyButton, Countdown, PrintButton};
    use crate::piece::{Piece, piece};
    use leptos::prelude::*;

    pub(crate) fn code_entry(refused: Signal<bool>, hint: bool, focus: bool) -> Piece {
        piece(view! { <CodeInput refused=refused.get_untracked() hint focus /> })
    }

    pub(crate) fn copy(from: &'static str, label: String, copied: String) -> Piece {
        piece(view! { <CopyButton from=from.to_owned() label copied /> })
    }

    pub(crate) fn print(label: String) -> Piece {
        piece(view! { <PrintButton label /> })
    }

    pub(crate) fn timer(seconds: u32, label: String, over: String) -> Piece {
        piece(view! { <Countdown seconds label over /> })
    }
}

#[cfg(not(feature = "ssr"))]
mod in_dialogs {
    use super::{code_entry::CodeEntry, copy::Copy, print::Print, timer::Timer};
    use crate::piece::{Piece, piece};
    use leptos::prelude::*;

    pub(crate) fn code_entry(refused: Signal<bool>, hint: bool, focus: bool) -> Piece {
        piece(view! { <CodeEntry refused hint focus sends_page=false /> })
    }

    pub(crate) fn copy(from: &'static str, label: String, copied: String) -> Piece {
        piece(view! { <Copy from=from.to_owned() label copied /> })
    }

    pub(crate) fn print(label: String) -> Piece {
        piece(view! { <Print label /> })
    }

    pub(crate) fn timer(seconds: u32, label: String, over: String) -> Piece {
        piece(view! { <Timer seconds label over /> })
    }
}
