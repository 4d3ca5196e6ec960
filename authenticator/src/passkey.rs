//! One credential.

use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
    elliptic_curve::Generate,
};

#[derive(Clone)]
pub(crate) struct Passkey {
    pub(crate) id: Vec<u8>,
    pub(crate) rp_id: String,
    pub(crate) user_handle: Vec<u8>,
    /// The number of signatures, if the model counts them.
    pub(crate) counter: u32,
    pub(crate) key: SigningKey,
}

impl Passkey {
    pub(crate) fn new(id: Vec<u8>, rp_id: String, user_handle: Vec<u8>) -> Self {
        Self { id, rp_id, user_handle, counter: 0, key: SecretKey::generate().into() }
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature: Signature = self.key.sign(message);
        signature.to_der().as_bytes().to_vec()
    }
}
