//! The ceremonies.

use crate::{
    Error, Forgery, attestation, authenticator_data, base64url,
    client_data::{Ceremony, client_data},
    cose,
    model::{self, Model},
    options::{self, Descriptor},
    passkey::Passkey,
};
use p256::pkcs8::EncodePublicKey;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// One authenticator, in a browser that shows a page of one origin. A clone has the same keys and counters.
#[derive(Clone)]
pub struct Authenticator {
    origin: String,
    model: Model,
    passkeys: Vec<Passkey>,
}

impl Authenticator {
    /// A password manager, whose passkeys are backed up and don't count.
    #[must_use]
    pub fn synced(origin: &str) -> Self {
        Self { origin: origin.to_owned(), model: model::SYNCED, passkeys: Vec::new() }
    }

    /// A security key, whose passkeys stay on it and count.
    #[must_use]
    pub fn security_key(origin: &str) -> Self {
        Self { origin: origin.to_owned(), model: model::SECURITY_KEY, passkeys: Vec::new() }
    }

    /// The same authenticator, with the browser at a page of another origin.
    #[must_use]
    pub fn at(self, origin: &str) -> Self {
        Self { origin: origin.to_owned(), ..self }
    }

    /// The ids of its passkeys in base64url, oldest first.
    #[must_use]
    pub fn credential_ids(&self) -> Vec<String> {
        self.passkeys.iter().map(|passkey| base64url::encode(&passkey.id)).collect()
    }

    /// `navigator.credentials.create()`: takes the `publicKey` of creation options in JSON and returns a `RegistrationResponseJSON`.
    ///
    /// # Errors
    ///
    /// `NotUnderstood`, `Excluded`, `NoAlgorithm`.
    pub fn register(&mut self, options: &Value, forgery: &Forgery) -> Result<Value, Error> {
        let options: options::Creation = options::read(options)?;
        if self.passkeys.iter().any(|passkey| is_among(passkey, &options.exclude_credentials)) {
            return Err(Error::Excluded);
        }
        if !options.pub_key_cred_params.iter().any(|parameter| parameter.alg == cose::ES256) {
            return Err(Error::NoAlgorithm);
        }
        let id = forgery.credential_id.clone().unwrap_or_else(|| rand::random::<[u8; 32]>().to_vec());
        let rp_id = options.rp.id.unwrap_or_else(|| self.host());
        let mut passkey = Passkey::new(id, rp_id, base64url::decode(&options.user.id)?);
        count(&mut passkey, &self.model, forgery);

        let client_data = client_data(Ceremony::Create, &options.challenge, &self.origin, forgery);
        let authenticator_data = authenticator_data::attested(&self.model, &passkey, forgery);
        let public_key = passkey.key.verifying_key().to_public_key_der().map(|key| base64url::encode(key.as_bytes())).ok();
        let response = json!({
            "clientDataJSON": base64url::encode(client_data),
            "attestationObject": base64url::encode(attestation::object(&authenticator_data, forgery)),
            "authenticatorData": base64url::encode(authenticator_data),
            "publicKey": public_key,
            "publicKeyAlgorithm": cose::ES256,
            "transports": self.model.transports,
        });
        let answer = self.answer(&passkey, response);
        self.passkeys.push(passkey);
        Ok(answer)
    }

    /// `navigator.credentials.get()`: takes the `publicKey` of request options in JSON and returns an `AuthenticationResponseJSON`. Of several
    /// allowed passkeys the newest answers.
    ///
    /// # Errors
    ///
    /// `NotUnderstood`, `NoPasskey`.
    pub fn assert(&mut self, options: &Value, forgery: &Forgery) -> Result<Value, Error> {
        let options: options::Request = options::read(options)?;
        let rp_id = options.rp_id.unwrap_or_else(|| self.host());
        let allowed = &options.allow_credentials;
        let fits = |passkey: &&mut Passkey| passkey.rp_id == rp_id && (allowed.is_empty() || is_among(passkey, allowed));
        let passkey = self.passkeys.iter_mut().rev().find(fits).ok_or(Error::NoPasskey)?;
        count(passkey, &self.model, forgery);

        let client_data = client_data(Ceremony::Get, &options.challenge, &self.origin, forgery);
        let authenticator_data = authenticator_data::asserted(&self.model, passkey, forgery);
        let signature = passkey.sign(&[&*authenticator_data, &*Sha256::digest(&client_data)].concat());
        let passkey = passkey.clone();
        let response = json!({
            "clientDataJSON": base64url::encode(client_data),
            "authenticatorData": base64url::encode(authenticator_data),
            "signature": base64url::encode(signature),
            "userHandle": base64url::encode(&passkey.user_handle),
        });
        Ok(self.answer(&passkey, response))
    }

    fn answer(&self, passkey: &Passkey, response: Value) -> Value {
        let id = base64url::encode(&passkey.id);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": self.model.attachment,
            "clientExtensionResults": {},
            "response": response,
        })
    }

    /// The relying party's id if the options don't name one.
    fn host(&self) -> String {
        let authority = self.origin.split_once("://").map_or(&*self.origin, |(_, authority)| authority);
        authority.split_once(':').map_or(authority, |(host, _)| host).to_owned()
    }
}

fn is_among(passkey: &Passkey, descriptors: &[Descriptor]) -> bool {
    let id = base64url::encode(&passkey.id);
    descriptors.iter().any(|descriptor| descriptor.id == id)
}

fn count(passkey: &mut Passkey, model: &Model, forgery: &Forgery) {
    match forgery.counter {
        Some(counter) => passkey.counter = counter,
        None if model.counts => passkey.counter = passkey.counter.saturating_add(1),
        None => {}
    }
}
