//! The stored half: everything that needs a database, keys or randomness.
//!
//! The modules are grouped by subject, from the ground up. The exact order of their dependencies is the table in `docs/architecture.md`, which a test
//! checks.

// Values, and rules that need no storage.
pub(crate) mod caller;
pub(crate) mod clock_skew;
pub(crate) mod email;
pub(crate) mod env;
pub(crate) mod facts_columns;
pub(crate) mod hash_cost;
pub(crate) mod name;
pub(crate) mod network;
pub(crate) mod proof;
pub(crate) mod reason;
pub(crate) mod run_to_completion;
pub(crate) mod search_key;
pub(crate) mod settings;
pub(crate) mod typed;
pub(crate) mod visitor;
pub(crate) mod visitor_notice;

// `Latchkey` itself, its parts, and the tables that everything uses.
pub(crate) mod account;
mod account_password;
pub(crate) mod factors;
pub(crate) mod key_file;
pub(crate) mod latchkey;
pub(crate) mod open_error;
pub(crate) mod password;
pub(crate) mod policy_cache;
pub(crate) mod policy_in_force;
pub(crate) mod relying_party;
pub(crate) mod reseal;
pub(crate) mod signer;
pub(crate) mod storage;
pub(crate) mod token;
pub(crate) mod trust;
pub(crate) mod vault;

// Mails: their queue, their links, and the requests for them.
pub(crate) mod delivery;
pub(crate) mod mail_link;
pub(crate) mod mail_request;
pub(crate) mod notice_mail;

// Sessions: their facts, their rights, and the audit of their actions.
pub(crate) mod administer;
pub(crate) mod administrators;
pub(crate) mod audit;
pub(crate) mod browser;
pub(crate) mod funnel;
pub(crate) mod grant;
pub(crate) mod guess;
pub(crate) mod live_session;
pub(crate) mod pending_form;
pub(crate) mod session;
pub(crate) mod session_facts;
pub(crate) mod signing_key;
pub(crate) mod step_up;
pub(crate) mod ways_in;

// Actions of users and of their applications.
pub(crate) mod account_recovery;
pub(crate) mod action;
pub(crate) mod check_up;
pub(crate) mod data_copy;
pub(crate) mod overview;
pub(crate) mod own_account;
pub(crate) mod passkey;
pub(crate) mod raise;
pub(crate) mod recovery_code;
pub(crate) mod session_token;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod totp;
pub(crate) mod verify;

// Actions of administrators and operators.
pub mod adoption;
pub(crate) mod application_key;
pub(crate) mod governance;
pub mod operator;
pub(crate) mod outbox;
pub(crate) mod people;
pub(crate) mod seed;

// Opening, repeated requests, and the deletion of expired rows.
pub(crate) mod idempotency;
pub(crate) mod open;
pub(crate) mod purge;
pub(crate) mod sweep;

pub use self::{
    account::AddressCollision,
    account_recovery::{RecoveryLine, RecoveryList, RecoveryObstacle, RecoveryState},
    action::{ContentDigest, Expected, ToConfirm, TokenRefusal},
    application_key::{Application, KeyGrant, KeyRefusal, NewKey},
    audit::{ActivityKind, ActivityPage, AuditHead, AuditLine, AuditPage, AuditQuery, AuditSeal, AuditTrouble, NotAHead, Verified},
    caller::Caller,
    data_copy::DataCopy,
    delivery::{Delivery, Handover},
    env::{Entropy, Env, NoEntropy, OsEntropy, SystemClock},
    governance::{AffectedPeople, PolicyEffect, Preview, RecoveryPreview, Version},
    idempotency::{Claim, Earlier, IdempotencyKey},
    key_file::KeyFileError,
    latchkey::{Admin, Deliveries, Forms, Latchkey, Maintenance, Operator, OwnAccount, Passkeys, RecoveryCodes, Sessions, Tokens, Totp},
    live_session::LiveSession,
    mail_link::{LinkPurpose, MailLink},
    mail_request::MailRequest,
    network::ClientNetwork,
    open::{LatchkeyBuilder, migrate},
    open_error::OpenError,
    outbox::{DeliveryLine, DeliveryState, OutboxPage},
    own_account::{AccountAddresses, EmailChange},
    passkey::{BegunSignIn, Options},
    pending_form::{Form, PendingForm},
    people::{
        AccountNotice, ActOnAccount, ActionOutcome, AdminAction, Approval, LastAdministrator, PageCursor, People, PeopleFilter,
        PeopleQuery, Person, PersonLine,
    },
    proof::{Purpose, Sensitive},
    purge::PurgeRun,
    reason::LONGEST_REASON,
    seed::{SeedBeside, SeedError, Seeded},
    session::{AccountRecovery, Opened, Session},
    session_facts::Assessment,
    session_token::{SessionClaims, SessionToken, Standing, Vouched},
    signing_key::{Jwk, KEY_SET_MAX_AGE, KeyLine, SigningRotation},
    storage::LockError,
    token::Token,
    visitor::{Visitor, VisitorAddress},
    visitor_notice::VisitorNotice,
};

// The builder of `Latchkey` sets them.
pub(crate) use self::settings::Settings;
