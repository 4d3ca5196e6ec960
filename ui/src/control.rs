//! The interactive parts of a screen: a field that submits its form, buttons that copy, print or use a passkey, and a countdown.
//!
//! In a dialog they are ordinary components. A page that the server renders has the field itself, and for each of the others a [`ControlSlot`] that
//! contains the rendered component. Once the scripts are loaded, `activate` adds the behaviour of the field and mounts the other
//! components anew. So visitors load no code that compares rendered HTML with components. Buttons that need scripts are invisible until then, so that
//! no button is shown without a function; their space is reserved, so that the page doesn't move.

#[cfg(feature = "hydrate")]
#[cfg_attr(
    not(any(feature = "pages", feature = "playground")),
    expect(dead_code, reason = "there is nothing to activate in an application's pages")
)]
mod activate;
#[cfg(feature = "ssr")]
pub mod asleep;
pub mod code_entry;
pub mod copy;
pub mod passkey;
pub mod print;
pub(crate) mod reactive;
#[cfg(feature = "pages")]
pub mod signal;
pub mod slot;
pub mod timer;

#[cfg(all(feature = "hydrate", any(feature = "pages", feature = "playground")))]
pub(crate) use activate::activate;
#[cfg(feature = "ssr")]
pub use asleep::Asleep;
pub use code_entry::CodeEntry;
pub use slot::ControlSlot;
