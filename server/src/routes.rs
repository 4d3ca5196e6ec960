//! What answers at which path.

use crate::{
    Edge,
    answer::{Refusal, refuse},
    assets, health,
    middleware::{
        access_log, address, api, body, contain, content_type, form_token, headers, idempotency, method, origin, session, sign_in_limit,
        visit,
    },
    playground, v1,
};
use axum::{
    Json, Router,
    extract::{OriginalUri, Request},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodFilter, get, on, post},
};
use leptos_axum::{generate_route_list, handle_server_fns_with_context};
use mfa::{Error, NextStep};
use pages::{App, download, export, form, passkey_api};
use serde_json::json;
use server_fn::axum::server_fn_paths;

/// Where every function of ours is.
pub(crate) const FUNCTIONS: &str = "/api/latchkey/";

/// Where password managers look for the page to change a password at.
const CHANGE_PASSWORD: &str = "/.well-known/change-password";

/// Where password managers look for the pages to add and to manage passkeys at (W3C, "A Well-Known URL for Relying Party Passkey Endpoints").
const PASSKEY_ENDPOINTS: &str = "/.well-known/passkey-endpoints";

/// Everything, ready to be served.
pub fn router(edge: Edge) -> Router {
    let health = Router::new().route("/healthz", get(health::healthz)).route("/readyz", get(health::readyz));
    finish(pages(&edge).merge(functions(&edge)).merge(v1::routes()).merge(files(&edge)).merge(health), edge)
}

/// What lies below the prefix in another application.
pub(crate) fn below(edge: Edge) -> Router {
    let start = edge.site.link(NextStep::Done.path());
    let start = Router::new().route("/", get(async move || Redirect::to(&start)));
    finish(pages(&edge).merge(v1::routes()).merge(files(&edge)).merge(start), edge)
}

/// The functions, which are at the same place wherever the pages are.
pub(crate) fn functions_alone(edge: Edge) -> Router {
    finish(functions(&edge), edge)
}

/// Adds what every request passes through, also one that comes to nothing.
fn finish(router: Router<Edge>, edge: Edge) -> Router {
    router
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(body::body))
        .layer(from_fn_with_state(edge.clone(), origin::origin))
        .layer(from_fn(method::method))
        .layer(from_fn(contain::contain))
        .layer(from_fn_with_state(edge.clone(), headers::headers))
        .layer(from_fn_with_state(edge.clone(), access_log::access_log))
        .layer(from_fn_with_state(edge.clone(), visit::visit))
        .with_state(edge)
}

/// Pages and the forms on them.
fn pages(edge: &Edge) -> Router<Edge> {
    let accounts = &edge.site.accounts;
    let mut router = Router::new();
    for listing in generate_route_list(App).iter().filter(|listing| accounts.have(listing.path())) {
        router = router.route(listing.path(), get(pages::show));
        // The dashboard tells nobody else which pages it has.
        if listing.path() != "/" && !listing.path().starts_with("/admin") {
            router = router.route(&format!("{}/", listing.path()), get(without_slash));
        }
    }
    for path in form::PATHS.iter().filter(|path| accounts.have(path)) {
        router = router.route(path, post(form::submit));
    }
    if accounts.have(CHANGE_PASSWORD) {
        let page = edge.site.link("/account/password");
        router = router.route(CHANGE_PASSWORD, get(async move || Redirect::to(&page).into_response()));
    }
    if accounts.have(PASSKEY_ENDPOINTS) {
        let page = format!("{}{}", edge.site.origin(), edge.site.link(NextStep::Done.path()));
        let endpoints = Json(json!({ "enroll": page, "manage": page }));
        router = router.route(PASSKEY_ENDPOINTS, get(async move || endpoints));
    }
    let router = router
        .route("/mfa/recovery-codes.txt", get(download::recovery_codes))
        .route("/admin/audit.csv", get(export::audit))
        .route("/admin/adoption.csv", get(export::adoption));
    let router = with_session(router, edge).route_layer(from_fn_with_state(edge.clone(), address::address));
    if accounts.have(playground::PAGE) { router.merge(playground::routes(edge)) } else { router }
}

/// Leads from the address of a page with a slash at its end to the page. It begins with the page's own path, so it leads nowhere else.
async fn without_slash(uri: OriginalUri) -> Redirect {
    let path = uri.path().trim_end_matches('/');
    Redirect::permanent(&uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}

/// What scripts call. Those of an application that we are a part of are its own business.
fn functions(edge: &Edge) -> Router<Edge> {
    let ours = |path: &str| path.starts_with(FUNCTIONS) && edge.site.accounts.have(path);
    let mut router = Router::new();
    for (path, method) in server_fn_paths().filter(|(path, _)| ours(path)) {
        let call = |request| handle_server_fns_with_context(app::provide_request, request);
        router = router.route(path, on(MethodFilter::try_from(method).unwrap_or(MethodFilter::POST), call));
    }
    for path in passkey_api::PATHS.iter().filter(|path| ours(path)) {
        router = router.route(path, post(passkey_api::answer));
    }
    with_session(router, edge)
}

/// Adds what knows the session.
fn with_session(router: Router<Edge>, edge: &Edge) -> Router<Edge> {
    router
        .route_layer(from_fn(form_token::form_token))
        .route_layer(from_fn_with_state(edge.clone(), idempotency::idempotency))
        .route_layer(from_fn_with_state(edge.clone(), session::session))
        .route_layer(from_fn(api::api))
        .route_layer(from_fn_with_state(edge.clone(), sign_in_limit::sign_in_limit))
        .route_layer(from_fn(content_type::content_type))
}

/// One route for each file there is, so that a path is either a file or isn't.
fn files(edge: &Edge) -> Router<Edge> {
    edge.assets.paths().fold(Router::new(), |router, path| router.route(path, get(assets::serve)))
}

async fn not_found(request: Request) -> Response {
    refuse(request.extensions(), Error::NotFound)
}

async fn method_not_allowed(request: Request) -> Response {
    refuse(request.extensions(), Refusal::METHOD)
}
