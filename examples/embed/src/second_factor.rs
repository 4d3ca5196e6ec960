//! Latchkey as a part of this site: all that an application has to say.

use crate::{
    files::THEME,
    people::{ByCookie, People},
    settings::Settings,
};
use latchkey::{Clock, Embedded, Latchkey, Network, SystemClock};
use std::sync::Arc;

/// Whose `X-Forwarded-For` is believed: nobody's, since nothing stands in front of this server.
pub(crate) const TRUSTED_PROXIES: &[Network] = &[];

/// The name in authenticator apps.
const NAME: &str = "Strongroom";

/// Opens the database, which is made if there is none.
pub(crate) async fn open(settings: &Settings) -> anyhow::Result<Latchkey> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let domain = latchkey::Settings { issuer: NAME.to_owned(), origin: settings.origin.clone(), ..latchkey::Settings::default() };
    Ok(Latchkey::open(&settings.database_url, &settings.key_file, domain, clock).await?)
}

/// Its pages below `/security`, with this site's colours, for the people of this application.
pub(crate) fn embed(latchkey: Latchkey, people: Arc<People>) -> anyhow::Result<Embedded> {
    let builder = Embedded::builder().prefix("/security").sign_in("/login", ByCookie(people)).theme(THEME);
    Ok(builder.trusted_proxies(TRUSTED_PROXIES).build(latchkey)?)
}
