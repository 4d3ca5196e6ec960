//! The HTTP layer, driven in process: real router, real storage, a clock that the test moves.

#![cfg(test)]

mod account_recovery;
mod activity;
mod api;
mod asset;
mod beside;
mod bound;
mod browser;
mod clock;
mod confirmation;
mod content_type;
mod cookie;
mod data;
mod email;
mod email_by_link;
mod embed;
mod embed_notice;
mod embed_unavailable;
mod error_page;
mod export;
mod forward_auth;
mod header;
mod health;
mod journey;
mod key_rotation;
mod log;
mod mail;
mod method;
mod next;
mod origin;
mod passkey;
mod passwordless;
mod proxies;
mod redirect_loops;
mod replacing;
mod sent_twice;
mod session;
mod session_token;
mod sign_in_limit;
mod statements;
mod support;
mod token;
mod told_why;
mod trust;
mod verifiers;
