//! The server of Strongroom, with Latchkey built in.
//!
//! ```text
//!   people     who has an account here, and who is signed in     (the application's own)
//!   entrance   POST /login, POST /logout                         (the application's own)
//!   latchkey   Latchkey as a part of this site
//!   routes     all of it together
//! ```

#![cfg(feature = "ssr")]

mod entrance;
mod files;
mod latchkey;
mod people;
mod routes;
mod settings;

use anyhow::Context;
use people::People;
use server::{listen::listen, settings::LogFormat};
use settings::Settings;
use std::{sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    time::interval,
};

/// How often Latchkey forgets what has run out.
const SWEEP_EVERY: Duration = Duration::from_secs(300);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    server::log::init(LogFormat::Text, server::log::USUAL).map_err(anyhow::Error::msg)?;
    let settings = Settings::read()?;
    let files = files::Files::read(&settings.site)?;
    let people = Arc::new(People::default());
    let latchkey = latchkey::open(&settings).await?;
    let embedded = latchkey::embed(&settings, latchkey.clone(), people.clone())?;
    let router = routes::router(&settings, &embedded, files, people, latchkey.clone());

    let listener = TcpListener::bind(settings.addr).await.with_context(|| format!("can't listen on {}", settings.addr))?;
    tracing::info!(addr = %settings.addr, "Strongroom is ready at {}", settings.origin.origin().ascii_serialization());
    let sweeper = tokio::spawn(sweep(latchkey.clone()));
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    listen(listener, router, latchkey::TRUSTED_PROXIES, async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
    .await;
    sweeper.abort();
    latchkey.close().await;
    Ok(())
}

async fn sweep(latchkey: mfa::Latchkey) {
    let mut ticks = interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = latchkey.sweep().await {
            tracing::warn!(code = error.code(), "couldn't delete what has run out");
        }
        if let Err(error) = latchkey.count_up().await {
            tracing::warn!(code = error.code(), "couldn't count what has happened");
        }
        if let Err(error) = latchkey.seal_audit().await {
            tracing::warn!(code = error.code(), "couldn't seal the audit");
        }
    }
}
