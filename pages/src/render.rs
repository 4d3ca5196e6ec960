//! Draws the page at a path.

use crate::{
    document::{Head, document},
    form_mark,
    form_state::FormState,
    routes::App,
};
use app::request::RequestContext;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use futures::{StreamExt as _, stream};
use leptos::prelude::*;
use leptos_axum::handle_response_inner;

/// Answers with the page at the request's path. The request carries a [`RequestContext`] in its extensions.
pub async fn show(request: Request) -> Response {
    match request.extensions().get::<RequestContext>().cloned() {
        Some(cx) => render(cx, FormState::default()).await,
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Renders the page at the context's path, to its end.
///
/// Leptos would append scripts with the state of its resources. Our pages have no resources: everything is in the HTML, where islands read
/// it, since they have no props.
pub(crate) async fn render(cx: RequestContext, state: FormState) -> Response {
    let uri = cx.query.as_ref().map_or_else(|| cx.path.clone(), |query| format!("{}?{query}", cx.path));
    let Ok(request) = Request::get(uri).body(Body::empty()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let drawn_for = cx.clone();
    let context = move || {
        cx.clone().provide();
        provide_context(state.clone());
    };
    let response = handle_response_inner(context, shell, request, |app, _state_of_resources, _out_of_order| {
        Box::pin(async move {
            let html = app.to_html_stream_in_order().collect::<String>().await;
            Box::pin(stream::once(async move { html })) as _
        })
    })
    .await;
    let (parts, body) = response.into_parts();
    if parts.status.is_redirection() {
        return Response::from_parts(parts, Body::empty());
    }
    // The page is complete: nothing is streamed.
    let Ok(html) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let html = form_mark::put_into_forms(&drawn_for, &String::from_utf8_lossy(&html));
    Response::from_parts(parts, Body::from(html))
}

/// The document of the page that the context's path names.
fn shell() -> impl IntoView {
    RequestContext::current().ok().map(|cx| {
        let state = FormState::current();
        let head = Head::of(&cx.path, cx.session.as_ref(), state.error.as_ref());
        document(&cx, &head, view! { <App /> }.into_any())
    })
}
