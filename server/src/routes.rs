//! What answers at which path.

use crate::{
    Edge,
    answer::{Refusal, refuse},
    assets, health,
    middleware::{access_log, api, body, contain, content_type, headers, method, origin, session, sign_in_limit, visit},
};
use app::{App, download, form};
use axum::{
    Router,
    extract::Request,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodFilter, get, on, post},
};
use leptos_axum::{generate_route_list, handle_server_fns_with_context};
use mfa::Error;
use server_fn::axum::server_fn_paths;

/// Everything, ready to be served.
pub fn router(edge: Edge) -> Router {
    pages(&edge)
        .merge(files(&edge))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
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

/// What knows the session: pages, the forms on them, server functions.
fn pages(edge: &Edge) -> Router<Edge> {
    let mut router = Router::new();
    for listing in generate_route_list(App) {
        router = router.route(listing.path(), get(app::show));
    }
    for (path, method) in server_fn_paths() {
        let call = |request| handle_server_fns_with_context(app::provide_request, request);
        router = router.route(path, on(MethodFilter::try_from(method).unwrap_or(MethodFilter::POST), call));
    }
    for path in form::PATHS {
        router = router.route(path, post(form::submit));
    }
    router
        .route("/mfa/recovery-codes.txt", get(download::recovery_codes))
        .route("/.well-known/change-password", get(async || Redirect::to("/account/password").into_response()))
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
