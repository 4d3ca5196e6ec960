//! The settings, from environment variables.

use anyhow::Context;
use std::{env, net::SocketAddr, path::PathBuf};
use url::Url;

/// The folder with the build's files for the browser, unless `EMBED_SITE` was set.
const SITE: &str = match option_env!("EMBED_SITE") {
    Some(site) => site,
    None => "target/embed-site",
};

pub(crate) struct Settings {
    /// `EMBED_ADDR`: the address to listen on.
    pub(crate) addr: SocketAddr,
    /// `EMBED_ORIGIN`: the public origin of the site.
    pub(crate) origin: Url,
    /// `EMBED_DATABASE_URL`: Latchkey's database.
    pub(crate) database_url: String,
    /// `EMBED_KEY_FILE`: the keys with which Latchkey seals secrets.
    pub(crate) key_file: PathBuf,
    /// `EMBED_SITE`: the folder with the script and its WASM.
    pub(crate) site: PathBuf,
}

impl Settings {
    pub(crate) fn read() -> anyhow::Result<Self> {
        let addr: SocketAddr = variable("EMBED_ADDR", "127.0.0.1:3100").parse().context("EMBED_ADDR isn't an address with a port")?;
        let origin = variable("EMBED_ORIGIN", &format!("http://localhost:{}", addr.port()));
        Ok(Self {
            addr,
            origin: origin.parse().context("EMBED_ORIGIN isn't an address like https://strongroom.example")?,
            database_url: variable("EMBED_DATABASE_URL", "sqlite://data/embed.db"),
            key_file: variable("EMBED_KEY_FILE", "data/embed.key").into(),
            site: variable("EMBED_SITE", SITE).into(),
        })
    }

    /// Whether visitors use TLS.
    pub(crate) fn is_https(&self) -> bool {
        self.origin.scheme() == "https"
    }
}

fn variable(name: &str, usual: &str) -> String {
    env::var(name).unwrap_or_else(|_| usual.to_owned())
}
