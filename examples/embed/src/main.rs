//! The server of Strongroom, with Latchkey built in.
//!
//! ```text
//!   people          accounts and sessions          (the application's own)
//!   entrance        POST /login, POST /logout      (the application's own)
//!   second_factor   the integration of Latchkey
//!   routes          the router of the whole site
//! ```

#![cfg(feature = "ssr")]

mod entrance;
mod files;
mod people;
mod routes;
mod second_factor;
mod settings;

use anyhow::Context;
use latchkey::{
    clock, listen,
    log::{self, LogFormat},
    spawn_maintenance,
};
use people::People;
use settings::Settings;
use std::sync::Arc;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    log::init(LogFormat::Text, log::USUAL).map_err(anyhow::Error::msg)?;
    let settings = Settings::read()?;
    let files = files::Files::read(&settings.site)?;
    let people = Arc::new(People::default());
    let latchkey = second_factor::open(&settings).await?;
    let embedded = second_factor::embed(latchkey.clone(), people.clone())?;
    let router = routes::router(&settings, &embedded, files, people, latchkey.clone());

    let listener = TcpListener::bind(settings.addr).await.with_context(|| format!("can't listen on {}", settings.addr))?;
    tracing::info!(addr = %settings.addr, "Strongroom is ready at {}", settings.origin.origin().ascii_serialization());
    let maintenance = spawn_maintenance(&latchkey, clock::uptime());
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    listen(listener, router, second_factor::TRUSTED_PROXIES, async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
    .await;
    drop(maintenance);
    latchkey.close().await;
    Ok(())
}
