//! Accounts with a passkey, and proofs of it that wait to be sent.

use crate::{
    CONCURRENCY,
    account::{Lab, PASSWORD},
    client::{self, Client},
    load,
    report::Figure,
    server::Server,
};
use authenticator::{Authenticator, Forgery};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use mfa::{Caller, Latchkey};
use p256::{
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
    pkcs8::DecodePublicKey,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// An answer that the server hasn't seen, and what is signed in it.
#[derive(Clone)]
pub(crate) struct Proof {
    cookie: String,
    body: String,
    key: VerifyingKey,
    signed: Vec<u8>,
    signature: Signature,
}

/// Makes accounts whose addresses begin so, each with a passkey and a proof of it for a server at `origin`.
pub(crate) async fn proofs(lab: &Lab, origin: &str, names: &str, count: usize) -> Vec<Proof> {
    let made = (0..count).map(|number| prepare(lab.latchkey.clone(), format!("{names}{number}@example.org"), origin));
    load::all(made, 8).await
}

async fn prepare(latchkey: Latchkey, email: String, origin: &str) -> Proof {
    let caller = Caller::default();
    let half = latchkey.account().sign_up(&caller, &email, PASSWORD, None).await.unwrap().session;
    let asked = latchkey.passkeys().begin_registration(&half).await.unwrap().public_key;
    // The lab is at another port than the server; a passkey belongs to the host.
    let mut authenticator = Authenticator::synced("http://localhost:3000");
    let registered = authenticator.register(&asked, &Forgery::none()).unwrap();
    let opened = latchkey.passkeys().finish_registration(&caller, &half, &registered, "bench").await.unwrap();

    let asked = latchkey.passkeys().begin_proof(&opened.session).await.unwrap().public_key;
    let answer = authenticator.at(origin).assert(&asked, &Forgery::none()).unwrap();
    let client_data = bytes(&answer, "clientDataJSON");
    Proof {
        cookie: client::cookie(origin, opened.token.expose()),
        body: answer.to_string(),
        key: VerifyingKey::from_public_key_der(&bytes(&registered, "publicKey")).unwrap(),
        signed: [bytes(&answer, "authenticatorData"), Sha256::digest(client_data).to_vec()].concat(),
        signature: Signature::from_der(&bytes(&answer, "signature")).unwrap(),
    }
}

fn bytes(answer: &Value, member: &str) -> Vec<u8> {
    let text = answer.get("response").and_then(|response| response.get(member)).and_then(Value::as_str).unwrap();
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// Sends every proof to the server.
pub(crate) async fn over_http(server: &Server, proofs: &[Proof]) -> Figure {
    let clients = client::pool(server.address, CONCURRENCY).await;
    load::run(clients, proofs, |mut client: Client, proof: &Proof| {
        let (origin, proof) = (server.origin.clone(), proof.clone());
        async move {
            let path = "/api/latchkey/passkey/verify/finish";
            let status = client.post_json(path, &origin, Some(&proof.cookie), &proof.body).await;
            assert_eq!(status, 200, "a right answer is accepted");
            client
        }
    })
    .await
}

/// Checks every signature, on all cores, and nothing else.
pub(crate) async fn signatures_alone(proofs: &[Proof]) -> Figure {
    let cores = std::thread::available_parallelism().unwrap().get();
    load::run(vec![(); cores], proofs, |(), proof: &Proof| {
        let Proof { key, signed, signature, .. } = proof.clone();
        async move { tokio::task::spawn_blocking(move || key.verify(&signed, &signature).unwrap()).await.unwrap() }
    })
    .await
}
