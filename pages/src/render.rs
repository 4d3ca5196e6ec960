//! Answers with the page at a path: lets the visitor in, has the page made, and puts the document around it.
//!
//! A page is made to its end before the first byte is sent, so that its status, its redirect and its cookies are known by then, and nothing needs a
//! script to fall into place.

use crate::{
    answer::{see_other, status},
    document::{self, Head},
    form_state::FormState,
    guard::{self, Admission},
    page,
    page_context::{Content, NotShown, PageContext},
    problem,
    site_map::{self, Found, Page, PageKind},
};
use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use leptos::{prelude::*, reactive::computed::ScopedFuture};
use mfa::Error;
use ui::{paths, request::RequestContext};

/// Answers with the page at the request's path. The request carries a [`RequestContext`] in its extensions.
pub async fn show(request: Request) -> Response {
    match request.extensions().get::<RequestContext>().cloned() {
        Some(cx) => render(cx, FormState::default()).await,
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The same for a page whose content another crate has.
pub async fn show_with(request: Request, content: fn(PageContext) -> Content) -> Response {
    match request.extensions().get::<RequestContext>().cloned() {
        Some(cx) => render_with(cx, FormState::default(), |_, context| content(context)).await,
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Answers with the page at the context's path, in this state. With the status of its error it is the answer to a form that was refused.
pub(crate) async fn render(cx: RequestContext, state: FormState) -> Response {
    render_with(cx, state, page::show).await
}

async fn render_with(cx: RequestContext, state: FormState, content: impl FnOnce(Page, PageContext) -> Content) -> Response {
    let path = cx.path.clone();
    let Some(found) = site_map::find(&path) else {
        return problem::error_page(&cx, StatusCode::NOT_FOUND, None);
    };
    // What the page's views hold lives and dies with this owner.
    let owner = Owner::new();
    owner.with(|| ScopedFuture::new(answer(cx, state, found, content))).await
}

async fn answer(cx: RequestContext, state: FormState, found: Found<'_>, content: impl FnOnce(Page, PageContext) -> Content) -> Response {
    let head = Head::of(found.entry, cx.session.as_ref(), &state);
    let refused_for = state.error.clone();
    match make(&cx, state, found, content).await {
        Ok(main) => {
            let status = refused_for.as_ref().map_or(StatusCode::OK, status);
            let wait = refused_for.and_then(|error| error.retry_after_seconds());
            problem::answer_with(status, wait, document::draw(&cx, &head, main))
        }
        Err(NotShown::Redirect(address)) => see_other(&address),
        Err(NotShown::NoCookies) => problem::no_cookies(&cx),
        // The session ended while the page was being made.
        Err(NotShown::Error(Error::NotSignedIn)) => see_other(&guard::sign_in(&cx)),
        Err(NotShown::Error(Error::RequiresAdditionalAuth)) => see_other(&cx.link(paths::NEXT_STEP)),
        Err(NotShown::Error(error)) => {
            let html = document::draw(&cx, &head, problem::page_of(&cx, &error));
            problem::answer_with(status(&error), error.retry_after_seconds(), html)
        }
    }
}

/// What the visitor is shown between the bar and the foot.
async fn make(
    cx: &RequestContext,
    state: FormState,
    Found { entry, parameter }: Found<'_>,
    content: impl FnOnce(Page, PageContext) -> Content,
) -> Result<AnyView, NotShown> {
    let (step, assessment) = match guard::admit(cx, entry.kind).await? {
        Admission::Stay(step, assessment) => (step, assessment),
        Admission::Go(address) => return Err(NotShown::Redirect(address)),
        Admission::NoCookies => return Err(NotShown::NoCookies),
    };
    if let Some(path) = entry.page_of_form() {
        return Err(NotShown::Redirect(cx.link(path)));
    }
    let to_decide = if entry.kind == PageKind::Admin { cx.latchkey.admin().approvals_to_decide(cx.any_session()?).await? } else { 0 };
    let parameter = parameter.map(str::to_owned);
    let context = PageContext { catalog: cx.catalog, state, parameter, step, assessment, to_decide, cx: cx.clone() };
    content(entry.page, context).await
}
