//! `latchkey serve`

use super::{explain, open, policy::warn_of_unknown};
use crate::shutdown;
use anyhow::Context;
use futures::FutureExt;
use leptos::config::LeptosOptions;
use mfa::{Enrollment, SystemClock, view::PasskeyObstacle};
use server::{
    AppState,
    application_token::ApplicationToken,
    assets::Assets,
    beside_application::BesideApplication,
    clock,
    listen::listen,
    mailer::{Mailer, Outlet},
    maintenance::spawn_maintenance,
    settings::{IdentitySource, Settings, TokenKeys},
    who::WhoEndpoint,
};
use std::{num::NonZeroU32, sync::Arc, time::Duration};
use tokio::{net::TcpListener, time::timeout};
use ui::site::{Accounts, Site};

/// With the seven seconds for open connections, a shutdown takes less than ten.
const CLOSE_WITHIN: Duration = Duration::from_secs(2);

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    let stop = shutdown::requested().context("can't listen to signals")?;
    let assets = Assets::open()?;
    let outlet = Outlet::new(&settings.mail)?;
    let latchkey = open(&settings).await?;
    let listener = TcpListener::bind(settings.addr).await.with_context(|| format!("can't listen on {}", settings.addr))?;
    let site = site(&settings, &assets);
    let is_new = latchkey.operator().has_no_accounts().await.map_err(|error| explain(&error))?;
    announce(&settings, &listener, &site, is_new, latchkey.passkeys().obstacle());
    let policy = latchkey.policy().await.map_err(|error| explain(&error))?;
    warn_of_unknown(&latchkey.operator().unknown_policy_fields().await.map_err(|error| explain(&error))?);
    if policy.enrollment != Enrollment::None && policy.offered().is_empty() {
        tracing::warn!("the policy requires a second factor, but no method can be enrolled: users sign in without one");
    }

    let per_minute = NonZeroU32::new(settings.sign_ins_per_minute).unwrap_or(NonZeroU32::MIN);
    let uptime = clock::uptime();
    let mailer = Mailer::spawn(&latchkey, &site, outlet, uptime.clone());
    let maintenance = spawn_maintenance(&latchkey, uptime.clone());
    let proxies = settings.trusted_proxies.clone();
    let mut checking = None;
    let state = match &settings.application {
        None => AppState::new(latchkey.clone(), site, assets, proxies, per_minute, uptime),
        Some(application) => {
            let origin = &settings.public_origin;
            let application: BesideApplication = match &application.identity {
                IdentitySource::Endpoint(who) => WhoEndpoint::new(who, origin, uptime.clone())?.into(),
                IdentitySource::Token(token) => ApplicationToken::new(token, origin, Arc::new(SystemClock), uptime.clone())?.into(),
            };
            // The application may start at the same time, and needs Latchkey for that: nobody waits for its answer.
            let asked = application.clone();
            checking = Some(tokio::spawn(async move { asked.check_at_start().await }));
            latchkey.deliveries().open_channels(true, false);
            AppState::beside(latchkey.clone(), site, assets, proxies, uptime, application)
        }
    };
    let state = state.with_hsts(settings.hsts).with_preflights(settings.passes_preflights).with_mailer(mailer.state());
    // The mail in progress and the open connections have their time at once.
    let stop = stop.shared();
    let stopping = async {
        stop.clone().await;
        mailer.stop().await;
    };
    tokio::join!(listen(listener, server::router(state), &settings.trusted_proxies, stop.clone()), stopping);

    if let Some(checking) = checking {
        checking.abort();
    }
    drop(maintenance);
    if timeout(CLOSE_WITHIN, latchkey.close()).await.is_err() {
        tracing::warn!("the database connections didn't close in time");
    }
    tracing::info!("stopped");
    Ok(())
}

pub(super) fn site(settings: &Settings, assets: &Assets) -> Site {
    let options = LeptosOptions::builder().output_name(assets.script()).site_pkg_dir("pkg").site_addr(settings.addr).build();
    Site {
        public_origin: settings.public_origin.clone(),
        issuer: settings.issuer.clone(),
        support: settings.support.clone(),
        options,
        stylesheet: assets.stylesheet(),
        dialog_stylesheet: assets.dialog_stylesheet(),
        prefix: settings.prefix.clone(),
        accounts: match &settings.application {
            Some(application) => Accounts::Application { sign_in: application.sign_in.clone() },
            None => Accounts::Own,
        },
        theme: None,
    }
}

fn announce(settings: &Settings, listener: &TcpListener, site: &Site, is_new: bool, obstacle: Option<PasskeyObstacle>) {
    let addr = listener.local_addr().unwrap_or(settings.addr);
    match &settings.application {
        None => tracing::info!(%addr, "Latchkey is ready at {}{}", site.origin(), site.prefix),
        Some(application) => tracing::info!(
            %addr,
            application = match &application.identity {
                IdentitySource::Endpoint(who) => who.address.origin().ascii_serialization(),
                IdentitySource::Token(token) => match &token.keys {
                    TokenKeys::Published(address) => address.origin().ascii_serialization(),
                    TokenKeys::Shared(_) => token.issuer.clone(),
                },
            },
            "Latchkey is ready beside an application, at {}{}/",
            site.origin(),
            site.prefix
        ),
    }
    if settings.application.is_some() && settings.trusted_proxies.is_empty() {
        tracing::warn!(
            "server.trusted_proxies isn't set: all visitors seem to have the address of the application's proxy, and share the connections of one"
        );
    }
    if settings.is_loopback() && !addr.ip().is_loopback() {
        tracing::warn!(
            "the server listens beyond this machine, but forms sent from elsewhere are refused until server.public_origin is set"
        );
    }
    if settings.is_loopback() && is_new && settings.application.is_none() {
        tracing::info!("the first account to sign up becomes the administrator, since the address is this machine's own");
    }
    if settings.database_may_be_unencrypted(std::env::var_os("PGSSLMODE").is_some()) {
        tracing::warn!(
            "the database is on another machine, and its address doesn't say whether the connection is encrypted: add sslmode=verify-full to \
             database.url"
        );
    }
    if settings.mail.relay.is_none() {
        tracing::warn!(
            folder = %settings.mail.folder.display(),
            "mail.host isn't set: mails are written to files, and no one receives them"
        );
    }
    match obstacle {
        Some(PasskeyObstacle::IpAddress) => {
            tracing::warn!("no passkeys: server.public_origin is an IP address, and they belong to a domain");
        }
        Some(PasskeyObstacle::Insecure) => {
            tracing::warn!("no passkeys: server.public_origin has no TLS, and browsers offer them only with it");
        }
        Some(PasskeyObstacle::Origin) => tracing::warn!("no passkeys: server.public_origin isn't a valid origin for them"),
        None => {}
    }
    if !site.is_https() && !settings.is_loopback() {
        tracing::warn!("passwords and codes are sent unencrypted: server.allow_plain_http is set");
    }
}
