//! Latchkey as a part of this site: all that an application has to say.

use crate::{
    files::THEME,
    people::{ByCookie, People},
    settings::Settings,
};
use app::site::{Accounts, Site};
use leptos::config::LeptosOptions;
use mfa::{Clock, Latchkey};
use server::{
    assets::Assets,
    client_address::Network,
    clock::{self, SystemClock},
    embed::{self, Embedded},
};
use std::sync::Arc;

/// Whose `X-Forwarded-For` is believed: nobody's, since nothing stands in front of this server.
pub(crate) const TRUSTED_PROXIES: &[Network] = &[];

/// The name in authenticator apps.
const NAME: &str = "Strongroom";

/// Opens the database, which is made if there is none.
pub(crate) async fn open(settings: &Settings) -> anyhow::Result<Latchkey> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let domain = mfa::Settings { issuer: NAME.to_owned(), origin: settings.origin.clone(), ..mfa::Settings::default() };
    Ok(Latchkey::open(&settings.database_url, &settings.key_file, domain, clock).await?)
}

/// Its pages below `/security`, with this site's colours, for the people of this application.
pub(crate) fn embed(settings: &Settings, latchkey: Latchkey, people: Arc<People>) -> anyhow::Result<Embedded> {
    let assets = Assets::open()?;
    let site = Site {
        public_origin: settings.origin.clone(),
        issuer: NAME.to_owned(),
        support: None,
        options: LeptosOptions::builder().output_name(assets.script()).build(),
        stylesheet: assets.stylesheet(),
        dialog_stylesheet: assets.dialog_stylesheet(),
        prefix: "/security".to_owned(),
        accounts: Accounts::Application { sign_in: "/login".to_owned() },
        theme: Some(THEME.to_owned()),
    };
    let settings = embed::Settings { trusted_proxies: TRUSTED_PROXIES.to_vec(), uptime: clock::uptime() };
    Ok(Embedded::new(latchkey, site, assets, settings, ByCookie(people))?)
}
