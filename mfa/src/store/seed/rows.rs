//! The rows of one made-up day.

use crate::{audit::Event, factors::Factors};
use webauthn_rs::prelude::{AttestationFormat, COSEAlgorithm, COSEEC2Key, COSEKey, COSEKeyType, Credential, ECDSACurve, ParsedAttestation};
use webauthn_rs_proto::UserVerificationPolicy;

/// All rows of one day.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) accounts: Vec<Account>,
    pub(super) apps: Vec<App>,
    pub(super) passkeys: Vec<Passkey>,
    pub(super) sets: Vec<RecoverySet>,
    pub(super) codes: Vec<RecoveryCode>,
    pub(super) sessions: Vec<Session>,
    /// Lines of the audit, in the order of their ids.
    pub(super) lines: Vec<Line>,
    pub(super) steps: Vec<Step>,
}

pub(super) struct Account {
    pub(super) id: String,
    pub(super) email: String,
    pub(super) search: String,
    pub(super) password_hash: String,
    /// The factors at the end of the history.
    pub(super) factors: Factors,
    pub(super) passkey_handle: Option<Vec<u8>>,
    pub(super) at: i64,
}

pub(super) struct App {
    pub(super) id: String,
    pub(super) account: String,
    /// Sealed.
    pub(super) secret: Vec<u8>,
    pub(super) at: i64,
}

pub(super) struct Passkey {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) credential: Credential,
    pub(super) at: i64,
}

pub(super) struct RecoverySet {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) at: i64,
}

pub(super) struct RecoveryCode {
    pub(super) set: String,
    pub(super) selector: String,
    pub(super) hash: String,
    pub(super) used_at: Option<i64>,
}

pub(super) struct Session {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) token_hash: Vec<u8>,
    pub(super) method: &'static str,
    pub(super) created_at: i64,
    pub(super) proved_at: i64,
    pub(super) expires_at: i64,
    pub(super) address: String,
    pub(super) agent: &'static str,
}

pub(super) struct Line {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) event: Event,
    pub(super) method: Option<&'static str>,
    pub(super) address: String,
    pub(super) agent: &'static str,
    pub(super) at: i64,
}

pub(super) struct Step {
    pub(super) session: String,
    pub(super) account: String,
    pub(super) step: &'static str,
    pub(super) direction: &'static str,
    pub(super) at: i64,
}

impl Step {
    /// The steps that a session has reached and left, and the one that it reached last.
    pub(super) fn way(session: &str, account: &str, at: i64, passed: &[&'static str], reached: &'static str) -> Vec<Self> {
        let of_passed = passed.iter().flat_map(|step| [(*step, "reached"), (*step, "left")]);
        let named = |(step, direction)| Self { session: session.to_owned(), account: account.to_owned(), step, direction, at };
        of_passed.chain([(reached, "reached")]).map(named).collect()
    }
}

/// A passkey without a private key: its public key need not be a point of the curve, and no signature fits it.
pub(super) fn nobodys_credential(id: [u8; 32], [x, y]: [[u8; 32]; 2]) -> Credential {
    let key = COSEKeyType::EC_EC2(COSEEC2Key { curve: ECDSACurve::SECP256R1, x: x.to_vec(), y: y.to_vec() });
    Credential {
        cred_id: id.to_vec(),
        cred: COSEKey { type_: COSEAlgorithm::ES256, key },
        counter: 0,
        transports: None,
        user_verified: true,
        backup_eligible: true,
        backup_state: true,
        registration_policy: UserVerificationPolicy::Required,
        extensions: Default::default(),
        attestation: ParsedAttestation::default(),
        attestation_format: AttestationFormat::None,
    }
}
