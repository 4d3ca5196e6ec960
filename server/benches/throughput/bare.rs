//! The throughput of single parts: a handler, Argon2.

use crate::{account::PASSWORD, client, load, report::Figure};
use argon2::{Algorithm, Argon2, Block, Params, Version};
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

/// The password hash with the parameters of sign-in, on all cores. Each core reuses its memory, as the server does, or takes fresh memory for each hash.
pub(crate) async fn argon2(is_reused: bool) -> Figure {
    let cores = std::thread::available_parallelism().unwrap().get();
    load::run(vec![Vec::new(); cores], &[(); 120], |mut memory: Vec<Block>, ()| async move {
        tokio::task::spawn_blocking(move || {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(47_104, 1, 1, None).unwrap());
            memory.resize(argon2.params().block_count(), Block::new());
            argon2.hash_password_into_with_memory(PASSWORD.as_bytes(), &[7; 16], &mut [0; 32], &mut memory).unwrap();
            if is_reused { memory } else { Vec::new() }
        })
        .await
        .unwrap()
    })
    .await
}
