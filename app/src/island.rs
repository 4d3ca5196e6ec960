//! What scripts add to pages that work without them.
//!
//! An island is a small part of a page that comes alive once the WASM has loaded. What only scripts can do is invisible in the
//! served HTML and shows itself then, so that nobody is offered a button that does nothing; its room is kept, so that nothing jumps. Props are visible in the page's source:
//! islands get finished words and read everything else from the page.

mod browser;
pub mod code_input;
pub mod copy_button;
pub mod countdown;
pub mod print_button;

pub use code_input::CodeInput;
pub use copy_button::CopyButton;
pub use countdown::Countdown;
pub use print_button::PrintButton;
