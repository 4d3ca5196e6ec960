//! Passkeys without hardware: an authenticator and the browser's part around it, which can misbehave on purpose.
//!
//! The server verifies with webauthn-rs. This crate uses nothing of that family, so that the two sides can't share a misunderstanding: the bytes are
//! put together from the specification (WebAuthn Level 3), the CBOR is ciborium's, the signatures are p256's.
//!
//! ```
//! # use authenticator::{Authenticator, Forgery};
//! # use serde_json::json;
//! # let options = json!({ "challenge": "AAAA", "rp": {}, "user": { "id": "AAAA" }, "pubKeyCredParams": [{ "alg": -7 }] });
//! let mut phone = Authenticator::synced("https://example.org");
//! let honest = phone.register(&options, &Forgery::none())?;
//! let forged = phone.register(&options, &Forgery::none().client_data("origin", "https://evil.example"))?;
//! # Ok::<(), authenticator::Error>(())
//! ```
//!
//! A [`Forgery`] changes what is hashed, signed or encoded. Everything else in an answer is plain JSON, to be changed there.

mod attestation;
mod authenticator;
mod authenticator_data;
mod base64url;
mod client_data;
pub mod cose;
mod error;
mod flags;
mod forgery;
mod model;
mod options;
mod passkey;

pub use authenticator::Authenticator;
pub use ciborium::Value as Cbor;
pub use error::Error;
pub use flags::Flags;
pub use forgery::Forgery;
