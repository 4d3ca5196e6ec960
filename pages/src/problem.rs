//! Pages that only show a problem, in the product's design and without internal details.

use crate::{
    answer,
    component::{card, countdown, sentence, verbatim},
    document::{self, Head},
};
use axum::{
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{Html, IntoResponse as _, Response},
};
use leptos::prelude::*;
use mfa::{Error, Level, Session};
use ui::{
    erased_view::{Erase, ErasedView},
    icon::{ALERT, Icon},
    paths,
    request::RequestContext,
};

/// The keys of a heading and a sentence.
#[derive(Clone, Copy)]
struct ErrorCopy {
    title: &'static str,
    text: &'static str,
}

impl ErrorCopy {
    fn of(status: StatusCode, error: &Error) -> Self {
        let wait = error.retry_after_seconds();
        let (title, text) = match status {
            _ if *error == Error::ApplicationUnavailable => ("problem-application-title", "problem-application-text"),
            StatusCode::FORBIDDEN => ("problem-forbidden-title", "problem-forbidden-text"),
            StatusCode::NOT_FOUND => ("problem-not-found-title", "problem-not-found-text"),
            StatusCode::TOO_MANY_REQUESTS => ("problem-too-many-title", "problem-too-many-text"),
            StatusCode::GONE => ("problem-link-title", "problem-link-text"),
            StatusCode::CONFLICT => ("problem-over-title", "problem-over-text"),
            StatusCode::SERVICE_UNAVAILABLE if wait.is_some() => ("problem-busy-title", "problem-busy-text"),
            status if status.as_u16() < 500 => ("problem-unreadable-title", "problem-unreadable-text"),
            _ => ("problem-broken-title", "problem-broken-text"),
        };
        Self { title, text }
    }
}

/// The response to a request that has no page: a general text for the status, and the duration of the wait, if `error` has one.
pub fn error_page(cx: &RequestContext, status: StatusCode, error: &Error) -> Response {
    let wait = error.retry_after_seconds();
    let head = Head::of_problem(ErrorCopy::of(status, error).title, wait.is_some());
    let html = Owner::new().with(|| document::draw(cx, &head, copy_page(cx, status, error)));
    answer_with(status, wait, html)
}

/// The response to a form whose page was rendered for another session. It names the current user, says that nothing was changed, and links to the
/// page of the form.
pub(crate) fn session_changed(cx: &RequestContext, page: &str) -> Response {
    let catalog = cx.catalog;
    let full = cx.session.as_ref().filter(|session| session.level == Level::Full);
    let on = full.map_or(paths::NEXT_STEP, |session| there(session, page));
    let head = Head::of_problem("problem-session-title", false);
    let html = Owner::new().with(|| {
        let text = match full {
            Some(session) => sentence(catalog, "problem-session-text", [("name", verbatim(&session.email))]),
            None => catalog.text("problem-session-half-text").erase(),
        };
        let main = dead_end(catalog.text("problem-session-title"), text, (cx.link(on), catalog.text("problem-session-on")));
        document::draw(cx, &head, main)
    });
    (StatusCode::CONFLICT, Html(html)).into_response()
}

/// The response to a browser that was signed in but kept no cookie, and would return to the sign-in page again and again.
pub(crate) fn no_cookies(cx: &RequestContext) -> Response {
    let catalog = cx.catalog;
    let head = Head::of_problem("problem-cookies-title", false);
    let (title, text) = (catalog.text("problem-cookies-title"), catalog.text("problem-cookies-text"));
    let html = Owner::new().with(|| {
        let main = dead_end(title, text.erase(), (cx.site.sign_in(), catalog.text("sign-in-button")));
        document::draw(cx, &head, main)
    });
    answer_with(answer::status(&Error::NotSignedIn), None, html)
}

/// The response to a form of a page that was opened at another address than the installation's own, such as an IP address, where its cookies and
/// passkeys can't be used.
#[must_use]
pub fn wrong_address(cx: &RequestContext) -> Response {
    let catalog = cx.catalog;
    let origin = cx.site.origin();
    let on = catalog.fill("problem-address-on", [("origin", origin.clone().into())]);
    let head = Head::of_problem("problem-address-title", false);
    let html = Owner::new().with(|| {
        let text = sentence(catalog, "problem-address-text", [("origin", verbatim(&origin))]);
        let main = dead_end(catalog.text("problem-address-title"), text, (format!("{origin}{}", cx.link(paths::NEXT_STEP)), on));
        document::draw(cx, &head, main)
    });
    (StatusCode::FORBIDDEN, Html(html)).into_response()
}

/// A page with a single link.
fn dead_end(title: String, text: ErasedView, (address, on): (String, String)) -> ErasedView {
    card(view! {
        <span class="row-icon">
            <Icon path=ALERT />
        </span>
        <h1>{title}</h1>
        <p class="lead" role="alert">
            {text}
        </p>
        <a class="button button-primary button-block" href=address>
            {on}
        </a>
    })
}

/// A page that exists for this account: items of other accounts don't, nor does the dashboard for most users.
fn there<'a>(session: &Session, page: &'a str) -> &'a str {
    let of_one_thing = page.split('/').count() > 3;
    match page.starts_with(paths::ADOPTION) {
        true if session.administrator => paths::ADOPTION,
        false if !of_one_thing => page,
        _ => paths::SECURITY,
    }
}

/// The page that is shown instead of one that failed with `error`.
pub(crate) fn page_of(cx: &RequestContext, error: &Error) -> ErasedView {
    copy_page(cx, answer::status(error), error)
}

/// A document with this status and `Retry-After`.
pub(crate) fn answer_with(status: StatusCode, retry_after_seconds: Option<u64>, html: String) -> Response {
    let mut response = (status, Html(html)).into_response();
    if let Some(seconds) = retry_after_seconds {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn copy_page(cx: &RequestContext, status: StatusCode, error: &Error) -> ErasedView {
    let (catalog, wait) = (cx.catalog, error.retry_after_seconds());
    let ErrorCopy { title, text } = ErrorCopy::of(status, error);
    // A new link is asked for where one signs in.
    let (on, label) = match status {
        StatusCode::GONE => (cx.site.sign_in(), "check-mail-sign-in"),
        _ => (cx.site.home(), "problem-home"),
    };
    let wait_text = wait.map(|seconds| format!(" {}", catalog.fill("frame-try-again-in", [("wait", catalog.wait(seconds).into())])));
    // A link that stops a recovery is over, too, once the recovery is complete.
    let not_me = (status == StatusCode::GONE && cx.site.accounts.are_own()).then(|| {
        view! {
            <p class="aside">
                {catalog.text("problem-link-not-me")} " " <a href=cx.link(paths::NOT_ME)>{catalog.text("problem-link-not-me-on")}</a>
            </p>
        }
    });
    card(view! {
        <span class="row-icon">
            <Icon path=ALERT />
        </span>
        <h1>{catalog.text(title)}</h1>
        <p class="lead" role="alert">
            {catalog.text(text)}
            {wait_text}
        </p>
        {wait.map(|seconds| countdown(seconds, catalog))}
        <a class="button button-primary button-block" href=on>
            {catalog.text(label)}
        </a>
        <p class="hint">
            {status.as_u16()} " · " {catalog.text("problem-request")} " " <code class="mono" translate="no">{cx.request_id.clone()}</code>
        </p>
        {not_me}
    })
}
