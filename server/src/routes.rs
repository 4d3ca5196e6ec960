//! The routes of the server, and the middleware that a request passes through, from left to right:
//!
//! ```text
//!  every request   request_context ► access_log ► headers ► inline_style ► panic_and_timeout ► method ► csrf ► body_limit ► route
//!  pages, forms    ► address ┐
//!  functions       ► ────────┴► content_type ► sign_in_limit ► api ► session ► idempotency ► form_token ► page, form or function
//! ```

use crate::{
    AppState,
    answer::{ErrorResponse, refuse},
    assets, discovery, forward_auth, functions, health,
    middleware::{
        access_log, address, api, body_limit, content_type, csrf, form_token, headers, idempotency, inline_style, method,
        panic_and_timeout, request_context, session, sign_in_limit,
    },
    paths::{FORWARD_AUTH, FUNCTIONS},
    playground, session_token, v1,
};
use axum::{
    Json, Router,
    extract::{OriginalUri, Request},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodFilter, get, on, post},
};
use leptos_axum::handle_server_fns_with_context;
use mfa::Error;
use pages::{
    download, export, form, passkey_api,
    site_map::{self, Page},
};
use serde_json::json;
use server_fn::axum::server_fn_paths;
use ui::paths;

/// The path at which password managers look for the page that changes a password.
const CHANGE_PASSWORD: &str = "/.well-known/change-password";

/// The path at which password managers look for the pages that add and manage passkeys (W3C, "A Well-Known URL for Relying Party Passkey Endpoints").
const PASSKEY_ENDPOINTS: &str = "/.well-known/passkey-endpoints";

/// The complete router, ready to be served. Beside an application, its paths are those that the application leaves to Latchkey.
pub fn router(state: AppState) -> Router {
    let health = Router::new().route("/healthz", get(health::healthz)).route("/readyz", get(health::readyz));
    let health = health.merge(v1::routes());
    let router = match state.site.prefix.is_empty() {
        true => {
            finish(pages(&state).merge(functions(&state)).merge(files(&state)).merge(health).merge(discovery::well_known()), state.clone())
        }
        // The routes for servers, which a proxy needn't make public, are at the root.
        false => embedded(&state).fallback_service(finish(health, state.clone())),
    };
    with_forward_auth(router, state)
}

/// Adds the endpoints that reverse proxies ask, if there are any that may.
fn with_forward_auth(router: Router, state: AppState) -> Router {
    if state.trusted_proxies.is_empty() {
        return router;
    }
    router.route_service(&format!("{FORWARD_AUTH}{{*check}}"), forward_auth::router(state).into_service())
}

/// The routes inside or beside an application: pages, forms and files below the prefix, and the functions.
pub(crate) fn embedded(state: &AppState) -> Router {
    Router::new()
        .nest_service(&state.site.prefix, below(state.clone()).into_service())
        .route_service(&format!("{FUNCTIONS}{{*function}}"), functions_alone(state.clone()).into_service())
}

/// The routes below the prefix in an application.
fn below(state: AppState) -> Router {
    let mut router = pages(&state).merge(v1::routes()).merge(files(&state));
    // An application has its own start page.
    if !state.site.accounts.are_own() {
        let start = state.site.link(paths::SECURITY);
        router = router.route("/", get(async move || Redirect::to(&start)));
    }
    finish(router, state)
}

/// The functions, which have the same paths in all installations.
fn functions_alone(state: AppState) -> Router {
    finish(functions(&state), state)
}

/// Adds the layers that every request passes through, including requests that match no route.
fn finish(router: Router<AppState>, state: AppState) -> Router {
    // Leptos spawns tasks while it renders an application's own pages. An executor that the application has already chosen is kept.
    let _ = any_spawner::Executor::init_tokio();
    router
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(body_limit::body_limit))
        .layer(from_fn_with_state(state.clone(), csrf::csrf))
        .layer(from_fn(method::method))
        .layer(from_fn(panic_and_timeout::panic_and_timeout))
        .layer(from_fn_with_state(state.clone(), inline_style::inline_style))
        .layer(from_fn_with_state(state.clone(), headers::headers))
        .layer(from_fn_with_state(state.clone(), access_log::access_log))
        .layer(from_fn_with_state(state.clone(), request_context::request_context))
        .with_state(state)
}

/// The pages and their forms.
fn pages(state: &AppState) -> Router<AppState> {
    let accounts = &state.site.accounts;
    let mut router = Router::new();
    for entry in site_map::ENTRIES.iter().filter(|entry| accounts.are_own() || !entry.is_of_own_accounts()) {
        if entry.has_page() {
            let page = if entry.page == Page::Playground { get(::playground::show) } else { get(pages::show) };
            router = router.route(entry.path, page);
            // The dashboard doesn't reveal its pages to other visitors.
            if entry.path != "/" && !entry.is_of_dashboard() {
                router = router.route(&format!("{}/", entry.path), get(without_slash));
            }
        }
        if entry.takes_form() {
            router = router.route(entry.path, post(form::submit));
        }
    }
    // Inside or beside an application, well-known addresses are the application's.
    if accounts.are_own() && state.site.prefix.is_empty() {
        let page = state.site.link(paths::PASSWORD);
        router = router.route(CHANGE_PASSWORD, get(async move || Redirect::to(&page).into_response()));
        let page = format!("{}{}", state.site.origin(), state.site.link(paths::SECURITY));
        let endpoints = Json(json!({ "enroll": page, "manage": page }));
        router = router.route(PASSKEY_ENDPOINTS, get(async move || endpoints));
    }
    let router = router
        .route(paths::RECOVERY_CODES_FILE, get(download::recovery_codes))
        .route(paths::AUDIT_FILE, get(export::audit))
        .route(paths::ADOPTION_FILE, get(export::adoption));
    let router = with_session(router, state).route_layer(from_fn_with_state(state.clone(), address::address));
    router.merge(playground::routes(state))
}

/// Redirects from the address of a page with a trailing slash to the page. The target begins with the page's own path, so it can't be another site.
async fn without_slash(uri: OriginalUri) -> Redirect {
    let path = uri.path().trim_end_matches('/');
    Redirect::permanent(&uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}

/// The functions that scripts call. An application's own functions aren't included; those for Latchkey's own accounts aren't if an application signs
/// users in.
fn functions(state: &AppState) -> Router<AppState> {
    let ours = |path: &str| path.starts_with(FUNCTIONS) && (state.site.accounts.are_own() || !functions::rules_of(path).is_of_own_accounts);
    let mut router = Router::new();
    for (path, method) in server_fn_paths().filter(|(path, _)| ours(path)) {
        let call = |request| handle_server_fns_with_context(ui::provide_request, request);
        router = router.route(path, on(MethodFilter::try_from(method).unwrap_or(MethodFilter::POST), call));
    }
    for path in passkey_api::PATHS.iter().filter(|path| ours(path)) {
        router = router.route(path, post(passkey_api::answer));
    }
    router = router.route(session_token::PATH, post(session_token::answer));
    with_session(router, state).merge(discovery::routes())
}

/// Adds the layers that look up the session.
fn with_session(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    router
        .route_layer(from_fn(form_token::form_token))
        .route_layer(from_fn_with_state(state.clone(), idempotency::idempotency))
        .route_layer(from_fn_with_state(state.clone(), session::session))
        .route_layer(from_fn(api::api))
        .route_layer(from_fn_with_state(state.clone(), sign_in_limit::sign_in_limit))
        .route_layer(from_fn(content_type::content_type))
}

/// One route for each file, so that other paths can't match a file.
fn files(state: &AppState) -> Router<AppState> {
    state.assets.paths().fold(Router::new(), |router, path| router.route(path, get(assets::serve)))
}

async fn not_found(request: Request) -> Response {
    refuse(request.extensions(), Error::NotFound)
}

async fn method_not_allowed(request: Request) -> Response {
    refuse(request.extensions(), ErrorResponse::METHOD_NOT_ALLOWED)
}
