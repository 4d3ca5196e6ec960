//! The integration of Latchkey.

use crate::{
    files::THEME,
    people::{ByCookie, People},
    settings::Settings,
};
use latchkey::{Embedded, Latchkey, Network};
use std::sync::Arc;

/// The proxies whose `X-Forwarded-For` is trusted: none, since this server has no proxy.
pub(crate) const TRUSTED_PROXIES: &[Network] = &[];

/// The name in authenticator apps.
const NAME: &str = "Strongroom";

/// Opens the database, which is created if it doesn't exist.
pub(crate) async fn open(settings: &Settings) -> anyhow::Result<Latchkey> {
    let builder = Latchkey::builder(&settings.database_url).origin(settings.origin.clone()).issuer(NAME).key_file(&settings.key_file);
    Ok(builder.build().await?)
}

/// Latchkey's pages below `/security`, with this site's colours, for the users of this application.
pub(crate) fn embed(latchkey: Latchkey, people: Arc<People>) -> anyhow::Result<Embedded> {
    let builder = Embedded::builder().prefix("/security").sign_in("/login", ByCookie(people)).theme(THEME);
    Ok(builder.trusted_proxies(TRUSTED_PROXIES).build(latchkey)?)
}
