//! The part of the server's options that an authenticator reads.

use crate::Error;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Creation {
    pub(crate) challenge: String,
    pub(crate) rp: RelyingParty,
    pub(crate) user: User,
    pub(crate) pub_key_cred_params: Vec<Parameter>,
    #[serde(default)]
    pub(crate) exclude_credentials: Vec<Descriptor>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Request {
    pub(crate) challenge: String,
    pub(crate) rp_id: Option<String>,
    #[serde(default)]
    pub(crate) allow_credentials: Vec<Descriptor>,
}

#[derive(Deserialize)]
pub(crate) struct RelyingParty {
    pub(crate) id: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct User {
    pub(crate) id: String,
}

#[derive(Deserialize)]
pub(crate) struct Parameter {
    pub(crate) alg: i64,
}

#[derive(Deserialize)]
pub(crate) struct Descriptor {
    pub(crate) id: String,
}

pub(crate) fn read<T: DeserializeOwned>(options: &Value) -> Result<T, Error> {
    T::deserialize(options).map_err(|error| Error::NotUnderstood(error.to_string()))
}
