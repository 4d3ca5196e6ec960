//! `latchkey serve`

use super::{explain, open, policy::warn_of_unknown};
use crate::shutdown;
use anyhow::Context;
use app::site::{Accounts, Site};
use leptos::config::LeptosOptions;
use mfa::{Enrollment, Latchkey, view::PasskeyObstacle};
use server::{
    AppState,
    assets::Assets,
    clock::{self, SKEW, Watch},
    listen::listen,
    settings::Settings,
};
use std::{num::NonZeroU32, time::Duration};
use tokio::{
    net::TcpListener,
    time::{MissedTickBehavior, interval, timeout},
};

/// How often what has run out is deleted, which isn't honoured before that either, and what has happened is counted.
const SWEEP_EVERY: Duration = Duration::from_secs(300);
/// How often the audit's new lines are sealed.
const SEAL_EVERY: Duration = Duration::from_secs(60);
/// With the seven seconds for open connections it makes less than ten.
const CLOSE_WITHIN: Duration = Duration::from_secs(2);

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    let stop = shutdown::requested().context("can't listen to signals")?;
    let assets = Assets::open()?;
    let latchkey = open(&settings).await?;
    let listener = TcpListener::bind(settings.addr).await.with_context(|| format!("can't listen on {}", settings.addr))?;
    let site = site(&settings, &assets);
    let is_new = latchkey.has_no_accounts().await.map_err(|error| explain(&error))?;
    announce(&settings, &listener, &site, is_new, latchkey.passkey_obstacle());
    let policy = latchkey.policy().await.map_err(|error| explain(&error))?;
    warn_of_unknown(&latchkey.unknown_policy_fields().await.map_err(|error| explain(&error))?);
    if policy.enrollment != Enrollment::None && policy.offered().is_empty() {
        tracing::warn!("nobody is asked for a second factor: the policy demands one, but none can be enrolled");
    }

    let per_minute = NonZeroU32::new(settings.sign_ins_per_minute).unwrap_or(NonZeroU32::MIN);
    let uptime = clock::uptime();
    let watch = Watch::new(uptime.clone(), latchkey.now());
    let state = AppState::new(latchkey.clone(), site, assets, settings.trusted_proxies.clone(), per_minute, uptime)
        .with_hsts_subdomains(settings.hsts_subdomains);
    let sweeper = tokio::spawn(sweep(latchkey.clone(), watch));
    let sealer = tokio::spawn(seal(latchkey.clone()));
    listen(listener, server::router(state), &settings.trusted_proxies, stop).await;

    sweeper.abort();
    sealer.abort();
    if timeout(CLOSE_WITHIN, latchkey.close()).await.is_err() {
        tracing::warn!("the database connections didn't close in time");
    }
    tracing::info!("stopped");
    Ok(())
}

fn site(settings: &Settings, assets: &Assets) -> Site {
    let options = LeptosOptions::builder().output_name(assets.script()).site_pkg_dir("pkg").site_addr(settings.addr).build();
    Site {
        public_origin: settings.public_origin.clone(),
        issuer: settings.issuer.clone(),
        support: settings.support.clone(),
        options,
        stylesheet: assets.stylesheet(),
        dialog_stylesheet: assets.dialog_stylesheet(),
        prefix: String::new(),
        accounts: Accounts::Own,
        theme: None,
    }
}

fn announce(settings: &Settings, listener: &TcpListener, site: &Site, is_new: bool, obstacle: Option<PasskeyObstacle>) {
    let addr = listener.local_addr().unwrap_or(settings.addr);
    tracing::info!(%addr, "Latchkey is ready at {}", site.origin());
    if settings.is_loopback() && !addr.ip().is_loopback() {
        tracing::warn!(
            "the server listens beyond this machine, but forms sent from elsewhere are refused until server.public_origin is set"
        );
    }
    if settings.is_loopback() && is_new {
        tracing::info!("the first account to sign up becomes the administrator, since the address is this machine's own");
    }
    if settings.database_may_be_unencrypted(std::env::var_os("PGSSLMODE").is_some()) {
        tracing::warn!(
            "the database is on another machine, and its address doesn't say whether the connection is encrypted: add sslmode=verify-full to \
             database.url"
        );
    }
    match obstacle {
        Some(PasskeyObstacle::IpAddress) => {
            tracing::warn!("no passkeys: server.public_origin is an IP address, and they belong to a domain");
        }
        Some(PasskeyObstacle::Insecure) => {
            tracing::warn!("no passkeys: server.public_origin has no TLS, and browsers offer them only with it");
        }
        Some(PasskeyObstacle::Origin) => tracing::warn!("no passkeys: server.public_origin can't have any"),
        None => {}
    }
    if !site.is_https() && !settings.is_loopback() {
        tracing::warn!("passwords and codes travel unprotected: server.allow_plain_http is set");
    }
}

async fn sweep(latchkey: Latchkey, mut watch: Watch) {
    let mut ticks = interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        if let Some(ahead) = watch.ahead_by(latchkey.now()) {
            tracing::error!(
                seconds = ahead.as_secs(),
                advice = "see that the computer's clock is right; if it is, the computer slept or its clock was wrong before",
                "the clock was put ahead"
            );
        }
        if watch.is_in_doubt() || differs_from_database(&latchkey).await {
            continue;
        }
        if let Err(error) = latchkey.sweep().await {
            tracing::warn!(code = error.code(), "couldn't delete what has run out");
        }
        if let Err(error) = latchkey.count_up().await {
            tracing::warn!(code = error.code(), "couldn't count what has happened");
        }
    }
}

/// Whether the database has another time, so that one of the two clocks is wrong. Then other servers have to clear away.
async fn differs_from_database(latchkey: &Latchkey) -> bool {
    let Ok(Some(theirs)) = latchkey.database_time().await else { return false };
    let ours = latchkey.now();
    let differs = ours.until(theirs).max(theirs.until(ours));
    if differs > SKEW {
        let advice =
            "see that the clocks of this computer and of the database's are right; until then, this server deletes and counts nothing";
        tracing::error!(seconds = differs.as_secs(), advice, "the clock differs from the database's");
    }
    differs > SKEW
}

async fn seal(latchkey: Latchkey) {
    let mut ticks = interval(SEAL_EVERY);
    // A backlog takes its time, and what is missed meanwhile needn't be made up for.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = latchkey.seal_audit().await {
            tracing::warn!(code = error.code(), "couldn't seal the audit");
        }
    }
}
