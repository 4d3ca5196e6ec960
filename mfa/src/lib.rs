//! The domain of Latchkey: accounts, sessions, second factors, and the one function that says what comes next.
//!
//! The crate has two halves. The pure half (types, [`flow::next_step`], [`policy`], [`view`]) compiles to WASM and is what
//! the browser shares with the server. The other half, behind the feature `store`, keeps everything in SQLite or PostgreSQL;
//! its front door is [`Latchkey`]. Neither half handles requests or renders HTML.
//!
//! Time and randomness are passed in (see [`time::Clock`] and `world::Entropy`): windows, waits and expiry are tested by
//! moving a clock, never by sleeping.

pub mod error;
pub mod flow;
pub mod method;
pub mod policy;
pub mod time;
pub mod view;

pub use error::Error;
pub use flow::{NextStep, SCOPE_REQUIRES_ADDITIONAL_AUTH};
pub use method::{Level, Method};
pub use policy::{Enrollment, Policy, PolicyError};
pub use time::{Clock, Timestamp};

#[cfg(feature = "store")]
mod account;
#[cfg(feature = "store")]
mod action;
#[cfg(feature = "store")]
mod administrators;
#[cfg(feature = "store")]
pub mod adoption;
#[cfg(feature = "store")]
mod application_key;
#[cfg(feature = "store")]
mod audit;
#[cfg(feature = "store")]
mod caller;
#[cfg(feature = "store")]
mod clock_skew;
#[cfg(feature = "store")]
mod email;
#[cfg(feature = "store")]
mod factors;
#[cfg(feature = "store")]
mod funnel;
#[cfg(feature = "store")]
mod governance;
#[cfg(feature = "store")]
mod grant;
#[cfg(feature = "store")]
mod guess;
#[cfg(feature = "store")]
mod hash_cost;
#[cfg(feature = "store")]
mod held;
#[cfg(feature = "store")]
mod idempotency;
#[cfg(feature = "store")]
mod key_file;
#[cfg(feature = "store")]
mod latchkey;
#[cfg(feature = "store")]
mod name;
#[cfg(feature = "store")]
mod network;
#[cfg(feature = "store")]
mod open;
#[cfg(feature = "store")]
mod open_error;
#[cfg(feature = "store")]
pub mod operator;
#[cfg(feature = "store")]
mod overview;
#[cfg(feature = "store")]
mod own_account;
#[cfg(feature = "store")]
mod passkey;
#[cfg(feature = "store")]
mod password;
#[cfg(feature = "store")]
mod people;
#[cfg(feature = "store")]
mod policy_in_force;
#[cfg(feature = "store")]
mod proof;
#[cfg(feature = "store")]
mod raise;
#[cfg(feature = "store")]
mod reason;
#[cfg(feature = "store")]
mod recovery;
#[cfg(feature = "store")]
mod relying_party;
#[cfg(feature = "store")]
mod reseal;
#[cfg(feature = "store")]
mod search_key;
#[cfg(feature = "store")]
mod seed;
#[cfg(feature = "store")]
mod session;
#[cfg(feature = "store")]
mod settings;
#[cfg(feature = "store")]
mod sign_in;
#[cfg(feature = "store")]
mod sign_out;
#[cfg(feature = "store")]
mod standing;
#[cfg(feature = "store")]
mod step_up;
#[cfg(feature = "store")]
mod storage;
#[cfg(feature = "store")]
mod sweep;
#[cfg(feature = "store")]
mod to_the_end;
#[cfg(feature = "store")]
mod token;
#[cfg(feature = "store")]
mod totp;
#[cfg(feature = "store")]
mod typed;
#[cfg(feature = "store")]
mod vault;
#[cfg(feature = "store")]
mod verify;
#[cfg(feature = "store")]
mod visitor;
#[cfg(feature = "store")]
mod world;

#[cfg(feature = "store")]
pub use self::{
    account::AddressCollision,
    action::{ContentDigest, Expected, TokenRefusal},
    application_key::{Application, NewKey},
    audit::{ActivityKind, ActivityPage, AuditHead, AuditLine, AuditPage, AuditQuery, AuditSeal, AuditTrouble, NotAHead, Verified},
    caller::Caller,
    governance::{Effect, Preview, Touched, Version},
    held::{Form, Held},
    idempotency::{Claim, Earlier, IdempotencyKey},
    key_file::KeyFileError,
    latchkey::Latchkey,
    network::ClientNetwork,
    open::migrate,
    open_error::OpenError,
    own_account::EmailChange,
    passkey::{BegunSignIn, Options},
    people::{AccountNotice, Act, ActOnAccount, Approval, Helped, LastAdministrator, People, PeopleQuery, Person, PersonLine, Show, Turn},
    proof::{Purpose, Sensitive},
    reason::LONGEST_REASON,
    seed::{SeedBeside, SeedError, Seeded},
    session::{Opened, Session},
    settings::Settings,
    storage::LockError,
    token::Token,
    visitor::Visitor,
    world::{Entropy, NoEntropy, OsEntropy, World},
};
