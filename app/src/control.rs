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
    use leptos::prelude::*;

    pub(crate) fn code_entry(refused: Signal<bool>, hint: bool, focus: bool) -> AnyView {
        view! { <CodeInput refused=refused.get_untracked() hint focus /> }.into_any()
    }

    pub(crate) fn copy(from: &'static str, label: String, copied: String) -> AnyView {
        view! { <CopyButton from=from.to_owned() label copied /> }.into_any()
    }

    pub(crate) fn print(label: String) -> AnyView {
        view! { <PrintButton label /> }.into_any()
    }

    pub(crate) fn timer(seconds: u32, label: String, over: String) -> AnyView {
        view! { <Countdown seconds label over /> }.into_any()
    }
}

#[cfg(not(feature = "ssr"))]
mod in_dialogs {
    use super::{code_entry::CodeEntry, copy::Copy, print::Print, timer::Timer};
    use leptos::prelude::*;

    pub(crate) fn code_entry(refused: Signal<bool>, hint: bool, focus: bool) -> AnyView {
        view! { <CodeEntry refused hint focus sends_page=false /> }.into_any()
    }

    pub(crate) fn copy(from: &'static str, label: String, copied: String) -> AnyView {
        view! { <Copy from=from.to_owned() label copied /> }.into_any()
    }

    pub(crate) fn print(label: String) -> AnyView {
        view! { <Print label /> }.into_any()
    }

    pub(crate) fn timer(seconds: u32, label: String, over: String) -> AnyView {
        view! { <Timer seconds label over /> }.into_any()
    }
}
