//! Deliberate errors in one answer.

use crate::{Cbor, Flags};
use serde_json::Value;

/// Deviations from the honest answer; without any it is honest.
#[derive(Clone, Debug, Default)]
pub struct Forgery {
    pub(crate) client_data: Vec<(String, Value)>,
    pub(crate) client_data_json: Option<Vec<u8>>,
    pub(crate) rp_id: Option<String>,
    pub(crate) raised: Flags,
    pub(crate) lowered: Flags,
    pub(crate) counter: Option<u32>,
    pub(crate) credential_id: Option<Vec<u8>>,
    pub(crate) public_key: Option<Cbor>,
    pub(crate) aaguid: Option<[u8; 16]>,
    pub(crate) extensions: Option<Cbor>,
    pub(crate) authenticator_data: Option<Vec<u8>>,
    pub(crate) attestation: Option<(String, Cbor)>,
    pub(crate) attestation_object: Option<Vec<u8>>,
}

impl Forgery {
    /// An honest answer.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Sets a member of the client data: `type`, `challenge`, `origin`, `crossOrigin`, `topOrigin` or any other. `null` removes it.
    #[must_use]
    pub fn client_data(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.client_data.push((member.to_owned(), value.into()));
        self
    }

    /// Replaces the client data by these bytes, JSON or not.
    #[must_use]
    pub fn client_data_json(self, bytes: impl Into<Vec<u8>>) -> Self {
        Self { client_data_json: Some(bytes.into()), ..self }
    }

    /// Hashes the id of another relying party.
    #[must_use]
    pub fn rp_id(self, rp_id: &str) -> Self {
        Self { rp_id: Some(rp_id.to_owned()), ..self }
    }

    /// Sets these flags too.
    #[must_use]
    pub fn raise(self, flags: Flags) -> Self {
        Self { raised: self.raised | flags, lowered: self.lowered.without(flags), ..self }
    }

    /// Clears these flags.
    #[must_use]
    pub fn lower(self, flags: Flags) -> Self {
        Self { lowered: self.lowered | flags, raised: self.raised.without(flags), ..self }
    }

    /// Claims this number of signatures. The authenticator counts on from there.
    #[must_use]
    pub fn counter(self, counter: u32) -> Self {
        Self { counter: Some(counter), ..self }
    }

    /// Gives the new credential this id.
    #[must_use]
    pub fn credential_id(self, id: impl Into<Vec<u8>>) -> Self {
        Self { credential_id: Some(id.into()), ..self }
    }

    /// Sends another public key than the one that belongs to the signing key.
    #[must_use]
    pub fn public_key(self, key: Cbor) -> Self {
        Self { public_key: Some(key), ..self }
    }

    /// Claims to be another model.
    #[must_use]
    pub fn aaguid(self, aaguid: [u8; 16]) -> Self {
        Self { aaguid: Some(aaguid), ..self }
    }

    /// Adds extension data, a map or not.
    #[must_use]
    pub fn extensions(self, extensions: Cbor) -> Self {
        Self { extensions: Some(extensions), ..self }
    }

    /// Replaces the authenticator data by these bytes, and signs them like honest data.
    #[must_use]
    pub fn authenticator_data(self, bytes: impl Into<Vec<u8>>) -> Self {
        Self { authenticator_data: Some(bytes.into()), ..self }
    }

    /// Sends another attestation than `none`.
    #[must_use]
    pub fn attestation(self, format: &str, statement: Cbor) -> Self {
        Self { attestation: Some((format.to_owned(), statement)), ..self }
    }

    /// Replaces the attestation object by these bytes, CBOR or not.
    #[must_use]
    pub fn attestation_object(self, bytes: impl Into<Vec<u8>>) -> Self {
        Self { attestation_object: Some(bytes.into()), ..self }
    }
}
