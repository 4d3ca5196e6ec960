//! The HTML document around every page.

mod head;
mod loader;
mod own_address;
mod submit_once;
mod zone;

pub(crate) use head::Head;
use head::{Part, Scripts};
use submit_once::SUBMIT_ONCE;

use crate::{
    component::{Bar, Foot},
    form::{FormState, mark},
    island::Controls,
    request::RequestContext,
    routes::App,
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use futures::{StreamExt as _, stream};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::handle_response_inner;

/// Provides what pages and server functions read: who is asking, and the nonce for inline scripts.
///
/// The server calls it for every request that Leptos answers; the request carries a [`RequestContext`] in its extensions.
pub fn provide_request() {
    if let Some(cx) = use_context::<Parts>().and_then(|parts| parts.extensions.get::<RequestContext>().cloned()) {
        provide(cx);
    }
}

pub(crate) fn provide(cx: RequestContext) {
    provide_context(cx.nonce.clone());
    provide_context(cx);
}

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
        provide(cx.clone());
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
    let html = mark::put_into_forms(&drawn_for, &String::from_utf8_lossy(&html));
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

/// A document with `main` between the bar and the foot.
pub(crate) fn document(cx: &RequestContext, head: &Head, main: AnyView) -> impl IntoView + use<> {
    let words = cx.words;
    let title = head.title(words, &cx.site.issuer);
    let loader = script(cx, head.scripts).map(|name| loader::loader(cx, &name));
    let part = Part::of(&cx.path).map(|part| {
        let address = cx.site.stylesheet.replace(".css", &format!("-{}.css", part.name()));
        view! { <link rel="stylesheet" href=cx.link(&address) /> }
    });
    let theme = cx.site.theme.clone().map(|address| view! { <link rel="stylesheet" href=address /> });
    view! {
        <!DOCTYPE html>
        <html lang=words.language().code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#f6f7f4" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#0f1312" media="(prefers-color-scheme: dark)" />
                <title>{title}</title>
                <link rel="stylesheet" href=cx.link(&cx.site.stylesheet) />
                {part}
                {theme}
                <link rel="icon" href=cx.link("/favicon.svg") type="image/svg+xml" />
                <link rel="apple-touch-icon" href=cx.link("/apple-touch-icon.png") />
                <link rel="manifest" href=cx.link("/site.webmanifest") />
                <script nonce=use_nonce()>{SUBMIT_ONCE}</script>
                <script nonce=use_nonce()>{zone::script(&cx.zone_cookie, words.zone(), may_be_loaded_again(cx))}</script>
                {(!cx.site.is_local()).then(|| view! { <script nonce=use_nonce()>{own_address::script(&cx.site.origin())}</script> })}
                {loader}
            </head>
            <body>
                <a class="skip" href="#main">
                    {words.text("frame-skip")}
                </a>
                <Bar cx=cx.clone() />
                {main}
                <Foot cx=cx.clone() />
                {(head.scripts != Scripts::None).then(|| view! { <Controls /> })}
            </body>
        </html>
    }
}

/// Whether a page that is loaded once more shows the same again: it doesn't if it answers a form, or tells something once.
fn may_be_loaded_again(cx: &RequestContext) -> bool {
    let FormState { error, made, .. } = FormState::current();
    error.is_none() && made.is_none() && cx.notice.is_none()
}

/// What the files that the browser loads are called, without an ending.
fn script(cx: &RequestContext, scripts: Scripts) -> Option<String> {
    let name = &cx.site.options.output_name;
    match scripts {
        Scripts::None => None,
        Scripts::Controls => Some(name.to_string()),
        Scripts::Playground => Some(format!("{name}-playground")),
    }
}
