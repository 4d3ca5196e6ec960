//! The Rust samples of all documents, as `build.rs` has made modules of them. They compile; none of them runs.

#![expect(dead_code, unreachable_pub, unused_qualifications, unused_variables, reason = "a sample is a part of something")]

mod stand_in;

include!(concat!(env!("OUT_DIR"), "/samples.rs"));
