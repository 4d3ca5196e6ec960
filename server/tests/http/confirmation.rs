//! Actions that an application's server has confirmed on a page of Latchkey.

mod enrolling;
mod page;
mod server;
mod steps;
