//! The commands of the real binary, several processes at once and processes that are killed.

#![cfg(test)]

mod account;
mod application_keys;
mod beside;
mod installation;
mod mail;
mod rotation;
mod server;
mod signing_keys;
