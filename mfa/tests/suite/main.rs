//! The domain on real databases: every test runs on SQLite, and on PostgreSQL where `LATCHKEY_TEST_POSTGRES_URL` names one.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says that it failed by panicking"
)]

mod account;
mod account_recovery;
mod action;
mod address;
mod administrators;
mod adoption;
mod application_key;
mod at_rest;
mod audit;
mod audit_chain;
mod audit_erasure;
mod bound;
mod changing;
mod check_up;
mod clock;
mod data_copy;
mod email;
mod email_by_link;
mod ended;
mod fixture;
mod governance;
mod guess;
mod idempotency;
mod live_session;
mod mail;
mod must_enroll;
mod notice_mail;
mod operator;
mod outbox;
mod passwordless;
mod people;
mod policy;
mod purge;
mod recovery_code;
mod seed;
mod session;
mod session_token;
mod signing_key;
mod status;
mod step_up;
mod storage;
mod totp;
mod trust;
mod visitor;
mod visitor_notice;
