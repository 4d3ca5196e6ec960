//! Passkeys: WebAuthn credentials, registered, proved as a second factor, and good for signing in by themselves.
//!
//! ```text
//!  begin ──► options for the browser, and a ceremony: bound to its session and its purpose, five minutes
//!  finish ─► the ceremony is taken, once ─► client data ─► signature, flags, counter ─► writes
//! ```
//!
//! The checks of WebAuthn Level 3 §7.1 and §7.2 are webauthn-rs's, but for those that it leaves to its caller: `crossOrigin` and `topOrigin`
//! ([`client_data`]), single use ([`ceremony`]), one owner for each credential id ([`credential`]), the user handle ([`prove`], [`sign_in`]), and a
//! limit to the length of ids ([`register`]).

mod aaguid;
mod by_link;
mod ceremony;
mod client_data;
mod credential;
mod manage;
mod prove;
mod refusal;
mod register;
mod sign_in;

pub(crate) use ceremony::{end_ceremonies_of_the_future, sweep};
pub(crate) use credential::delete_all;
pub(crate) use credential::shown as of_account;
pub use {ceremony::Options, sign_in::BegunSignIn};

use crate::Error;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// The only type of credential.
const PUBLIC_KEY: &str = "public-key";

/// Checks two members that the library ignores: the credential's type, and its id as text beside the one in bytes.
fn check_envelope(kind: &str, id: &str, raw_id: &[u8]) -> Result<(), Error> {
    let fits = kind == PUBLIC_KEY && id == URL_SAFE_NO_PAD.encode(raw_id);
    if fits { Ok(()) } else { Err(Error::MalformedRequest) }
}
