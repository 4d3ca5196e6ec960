//! The statements of the documents are true.

#![cfg(test)]
#![expect(clippy::string_slice, reason = "tests may stop at the first surprise")]

mod commands;
mod data;
mod examples;
mod links;
mod modules;
mod names;
mod paths;
mod samples;
mod source;
