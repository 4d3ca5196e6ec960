//! The throughput of single parts: a handler, Argon2.

use crate::{account::PASSWORD, client, load, report::Figure};
use argon2::{Algorithm, Argon2, Params, Version, password_hash::PasswordHasher, password_hash::phc::PasswordHash};
use axum::{Router, response::Redirect, routing::post};

/// An axum handler that answers every post with a redirect.
pub(crate) async fn handler(concurrency: usize) -> Figure {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/", post(async || Redirect::to("/mfa")));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let clients = client::pool(address, concurrency).await;
    load::run(clients, &[(); 20_000], |mut client: client::Client, ()| async move {
        assert_eq!(client.post("/", "http://localhost", None, "code=123456").await, 303);
        client
    })
    .await
}

/// The password hash with the parameters of sign-in, on all cores.
pub(crate) async fn argon2() -> Figure {
    let cores = std::thread::available_parallelism().unwrap().get();
    load::run(vec![(); cores], &[(); 60], |(), ()| async {
        tokio::task::spawn_blocking(|| {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(47_104, 1, 1, None).unwrap());
            let _hash: PasswordHash = argon2.hash_password_with_salt(PASSWORD.as_bytes(), &[7; 16]).unwrap();
        })
        .await
        .unwrap();
    })
    .await
}
