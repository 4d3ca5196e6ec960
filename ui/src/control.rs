//! The parts of a screen that are alive: a field that sends itself, buttons that copy and print or use a passkey, a wait that counts down.
//!
//! In a dialog they are ordinary components. A page that the server renders has the field as it is, and for each of the others a [`ControlSlot`] with the
//! component drawn in it; when scripts have loaded, [`wake`] brings the field to life and mounts the components anew. So a visitor loads nothing
//! that could only compare what was served with what would be drawn. What only scripts can do is invisible until then, so that
//! nobody is offered a button that does nothing; its room is kept, so that nothing jumps.

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
