//! The responses to checks, each as far as the proxy can pass it on.

use super::{
    Contract,
    identity::{self, Identity},
    navigation::is_navigation,
    original::Original,
    verdict::{Admitted, Obstacle},
};
use crate::{
    AppState,
    answer::{SOON, status},
    middleware::headers::insert_fixed,
};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE},
    request::Parts,
};
use mfa::Error;
use serde_json::json;
use ui::request::RequestContext;

/// A cache that stored a check would let everybody in.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const SCHEME: HeaderValue = HeaderValue::from_static("Latchkey");
const GET: HeaderValue = HeaderValue::from_static("GET, HEAD");

/// For a page of ours in the place of the application's. Its scripts, which make forms nicer, aren't run.
const CONTENT_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
     object-src 'none'",
);

/// In seconds, after a check whose answer has changed between its two requests.
const AT_ONCE: u64 = 1;

/// The answer to one check.
pub(super) struct Answer<'a> {
    pub(super) state: &'a AppState,
    pub(super) parts: &'a Parts,
    pub(super) contract: Contract,
    pub(super) original: &'a Original,
}

impl Answer<'_> {
    /// The response to this verdict.
    pub(super) fn to(&self, verdict: Result<Admitted, Obstacle>) -> Response {
        match (self.contract, verdict) {
            // Let through meanwhile: the browser repeats the request.
            (Contract::Denied, Ok(_)) => self.failure(&Error::Unavailable, Some(AT_ONCE)),
            (_, Ok(Admitted { session, assertion })) => admitted(&identity::of_session(&session, &assertion)),
            // nginx makes a 500 of everything else. Its second request gets the whole response.
            (Contract::Nginx, Err(Obstacle::SignIn)) => coded(StatusCode::UNAUTHORIZED, Error::NotSignedIn.code()),
            (Contract::Nginx, Err(obstacle)) => coded(StatusCode::FORBIDDEN, obstacle.error().code()),
            (_, Err(Obstacle::Failure(error))) => self.failure(&error, None),
            (_, Err(obstacle)) => self.refusal(&obstacle),
        }
    }

    fn is_navigation(&self) -> bool {
        is_navigation(&self.parts.headers)
    }

    /// Leads the browser to where the visitor can change it, or tells a script the address.
    fn refusal(&self, obstacle: &Obstacle) -> Response {
        let location = self.location(obstacle);
        let mut response = match self.is_navigation() {
            true if self.original.is_page() => StatusCode::FOUND.into_response(),
            true => StatusCode::SEE_OTHER.into_response(),
            false => {
                let error = obstacle.error();
                (status(&error), Json(json!({ "code": error.code(), "location": location }))).into_response()
            }
        };
        if let Ok(location) = HeaderValue::from_str(&location) {
            response.headers_mut().insert(LOCATION, location);
        }
        with_scheme(response)
    }

    /// The full address, with the origin: a proxy would complete a path with the address of the check.
    fn location(&self, obstacle: &Obstacle) -> String {
        let site = &self.state.site;
        let page = self.original.page(&self.parts.headers, self.is_navigation());
        let path = match obstacle {
            Obstacle::SignIn => site.sign_in_for(&page),
            Obstacle::Proof => site.fresh_proof_for(&page),
            Obstacle::Step | Obstacle::Failure(_) => site.next_step_for(&page),
        };
        [site.origin(), path].concat()
    }

    fn failure(&self, error: &Error, wait: Option<u64>) -> Response {
        let wait = wait.or(error.retry_after_seconds()).unwrap_or(SOON);
        let mut response = match self.parts.extensions.get::<RequestContext>() {
            Some(cx) if self.is_navigation() => pages::error_page(&self.at_original(cx), status(error), error),
            _ => crate::answer::json(status(error), error),
        };
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait));
        with_scheme(response)
    }

    /// The context of a page that stands in the place of the application's: its address is the one that the visitor sees.
    fn at_original(&self, cx: &RequestContext) -> RequestContext {
        let address = self.original.page(&self.parts.headers, true);
        let (path, query) = address.split_once('?').map_or((address.as_str(), None), |(path, query)| (path, Some(query)));
        let mut there = cx.clone();
        there.outside = true;
        there.path = path.to_owned();
        there.query = query.map(ToOwned::to_owned);
        there
    }
}

/// Sets the headers that every answer carries: a proxy passes on those that refuse, and anybody may send a request to these paths.
/// `Strict-Transport-Security` isn't among them, since the answer may reach a browser under a name that isn't this server's.
pub(super) async fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    insert_fixed(headers);
    headers.insert(CONTENT_SECURITY_POLICY, CONTENT_POLICY);
    headers.insert(CACHE_CONTROL, NO_STORE);
    response
}

/// Lets a request through, in the name of this user.
pub(super) fn admitted(identity: &Identity) -> Response {
    let mut response = StatusCode::OK.into_response();
    response.headers_mut().extend(identity.iter().cloned());
    response
}

/// The proxy doesn't tell the request as its contract says.
pub(super) fn malformed() -> Response {
    coded(StatusCode::BAD_REQUEST, "original_request_missing")
}

/// The check is about another site.
pub(super) fn foreign_origin() -> Response {
    coded(StatusCode::FORBIDDEN, "origin_unknown")
}

/// Checks of this contract come with GET.
pub(super) fn method_not_allowed() -> Response {
    let mut response = coded(StatusCode::METHOD_NOT_ALLOWED, Error::MalformedRequest.code());
    response.headers_mut().insert(ALLOW, GET);
    response
}

fn coded(status: StatusCode, code: &str) -> Response {
    with_scheme((status, Json(json!({ "code": code }))).into_response())
}

/// A 401 has to name a scheme.
fn with_scheme(mut response: Response) -> Response {
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, SCHEME);
    }
    response
}
