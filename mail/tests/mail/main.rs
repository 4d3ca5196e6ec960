//! Letters as other programs read them, and their hand-over to a relay that isn't ours: aiosmtpd, by `testbed/smtp`. Python's programs are in the
//! environment that `cargo xtask test mail` makes.

#![cfg(test)]

mod content;
mod fixture;
mod folder;
mod hand_over;
mod own_texts;
mod secured;
mod stalled;
mod texts;
