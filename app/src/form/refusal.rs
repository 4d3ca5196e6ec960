//! What is answered to a form that was refused.

use super::{Fields, FormState, Submission, see_other};
use crate::{document, guard, notice::Notice, request::RequestContext};
use axum::{
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::Response,
};
use mfa::{Error, Held, Level};

const SECURITY: &str = "/account/security";

/// Sends the visitor to where the trouble can be cleared up, or shows the form's page again.
pub(super) async fn answer(cx: &RequestContext, submission: &Submission, error: Error) -> Response {
    let page = page_of(&submission.path);
    match error {
        Error::NotSignedIn => see_other(&guard::sign_in(page, None)),
        Error::RequiresAdditionalAuth | Error::NotPossibleNow => see_other("/mfa"),
        Error::StepUpRequired => hold(cx, submission).await,
        // The challenge is over and its session with it.
        Error::MfaChallengeOver => {
            let mut cx = cx.clone();
            if cx.session.take().is_some_and(|session| session.level == Level::Half) {
                cx.drop_cookie(Level::Half);
            }
            again(&cx, "/sign-in", error, Fields::default()).await
        }
        // There is no device any more whose page could be shown.
        Error::EnrollmentNotBegun | Error::MfaEnrollmentOver => {
            let full = cx.session.as_ref().is_some_and(|session| session.level == Level::Full);
            again(cx, if full { SECURITY } else { "/mfa/choose" }, error, Fields::default()).await
        }
        error => again(cx, page, error, submission.fields.only(&["email", "name", "next"])).await,
    }
}

/// Keeps the form until there is a fresh proof, and asks for one.
async fn hold(cx: &RequestContext, submission: &Submission) -> Response {
    // Passwords aren't kept, not even sealed: that form starts over, filled in by who has proved themselves.
    let fields = submission.fields.only(&["action", "id", "confirm"]);
    if submission.fields.get("new").is_some() {
        cx.leave_notice(Notice::Confirmed);
    }
    let held = Held { path: submission.path.clone(), fields: fields.into_pairs() };
    let kept = match cx.any_session() {
        Ok(session) => cx.latchkey.hold(session, &held).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(()) => see_other("/mfa/verify"),
        Err(error) => again(cx, page_of(&submission.path), error, Fields::default()).await,
    }
}

/// The page that has the form.
fn page_of(path: &str) -> &str {
    match path {
        "/account/devices" | "/account/recovery-codes" | "/account/sessions" => SECURITY,
        path => path,
    }
}

/// The page, with what went wrong. If by now the visitor belongs elsewhere, the page itself sends them there.
async fn again(cx: &RequestContext, page: &str, error: Error, fields: Fields) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let retry_after = error.retry_after_seconds();
    let mut cx = cx.clone();
    cx.path = page.to_owned();
    cx.query = None;
    let mut response = document::render(cx, FormState { error: Some(error), fields }).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    response
}
