//! The files that the application's pages load.

use anyhow::Context;
use axum::{Router, body::Bytes, routing::get};
use http::{
    HeaderValue,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use std::{fs, path::Path};

/// The application's colours for Latchkey's pages, which load this file after their own stylesheet.
pub(crate) const THEME: &str = "/theme.css";

const STYLE: &[u8] = include_bytes!("../style/strongroom.css");
const COLOURS: &[u8] = include_bytes!("../style/theme.css");

/// The files are few and small, so they are kept in memory.
pub(crate) struct Files(Vec<(&'static str, &'static str, Bytes)>);

impl Files {
    /// Reads the files that the build has written.
    pub(crate) fn read(site: &Path) -> anyhow::Result<Self> {
        let built = |name: &str| {
            let path = site.join(name);
            let bytes = fs::read(&path).with_context(|| format!("{} is missing: `cargo xtask embed` builds it", path.display()))?;
            anyhow::Ok(Bytes::from(bytes))
        };
        Ok(Self(vec![
            ("/pkg/embed.js", "text/javascript", built("embed.js")?),
            ("/pkg/embed.wasm", "application/wasm", built("embed.wasm")?),
            ("/strongroom.css", "text/css; charset=utf-8", Bytes::from_static(STYLE)),
            (THEME, "text/css; charset=utf-8", Bytes::from_static(COLOURS)),
        ]))
    }

    pub(crate) fn router(self) -> Router {
        self.0.into_iter().fold(Router::new(), |router, (path, kind, bytes)| {
            let headers = [(CONTENT_TYPE, HeaderValue::from_static(kind)), (CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
            router.route(path, get(async move || (headers, bytes)))
        })
    }
}
