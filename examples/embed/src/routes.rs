//! The router of the whole site.

use crate::{
    entrance::{self, Entrance},
    files::Files,
    people::People,
    settings::Settings,
};
use axum::{
    Router,
    routing::{get, post},
};
use embed::{function::PREFIX, shell};
use latchkey::{Embedded, Latchkey};
use leptos::config::LeptosOptions;
use leptos_axum::{handle_server_fns_with_context, render_app_async_with_context};
use std::sync::Arc;

/// The application's pages and functions, with Latchkey in front of them.
pub(crate) fn router(settings: &Settings, latchkey: &Embedded, files: Files, people: Arc<People>, domain: Latchkey) -> Router {
    let options = LeptosOptions::builder().output_name("embed").site_addr(settings.addr).build();
    let page = || {
        let options = options.clone();
        get(render_app_async_with_context(latchkey::provide_request, move || shell(options.clone())))
    };
    let function = || post(|request| handle_server_fns_with_context(latchkey::provide_request, request));

    let open = Router::new().route("/", page()).route("/login", page()).route("/{*path}", page());
    let closed = Router::new()
        .route("/vault", page())
        .route(&format!("{PREFIX}/contents"), function())
        .route(&format!("{PREFIX}/strongbox"), function());
    let entrance =
        Entrance { people, latchkey: domain, origin: settings.origin.origin().ascii_serialization(), is_https: settings.is_https() };
    let forms = Router::new().route("/login", post(entrance::sign_in)).route("/logout", post(entrance::sign_out)).with_state(entrance);
    let application = latchkey.guard(open).merge(latchkey.protect(closed)).merge(forms).merge(files.router());
    latchkey.mount(application)
}
