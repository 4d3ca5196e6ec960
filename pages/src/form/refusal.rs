//! What is answered to a form that was refused.

#[cfg(test)]
mod tests;

use super::{Submission, TYPED_BEFORE};
use crate::{
    answer::see_other,
    fields::{Fields, query_value},
    form_state::FormState,
    guard::HELD,
    problem::{self, error_page},
    render,
    sensitive::act_of,
    site_map,
};
use axum::{http::StatusCode, response::Response};
use mfa::{Error, Form, Level, Method};
use ui::{flash::Flash, paths, request::RequestContext};

/// Bytes of a field that is put into the form again: as many as the longest address to go on to has. Longer ones weren't typed by a person.
const LONGEST_TYPED: usize = 2048;

/// Sends the visitor to where the trouble can be cleared up, or shows the form's page again.
pub(super) async fn answer(cx: &RequestContext, submission: &Submission, error: Error) -> Response {
    let page = page_of(&submission.path);
    let error = or_the_end_of_it(cx, page, error).await;
    match error {
        Error::NotSignedIn => {
            if cx.session_is_over {
                cx.leave_flash(Flash::NothingChanged);
            }
            see_other(&cx.site.sign_in_for(&cx.link(page)))
        }
        Error::NotPossibleNow if is_of_dashboard(submission) => again(cx, page, error, typed(submission)).await,
        Error::RequiresAdditionalAuth | Error::NotPossibleNow => see_other(&cx.link(paths::NEXT_STEP)),
        Error::StepUpRequired => park(cx, submission).await,
        Error::MfaChallengeOver => over(cx, page, error).await,
        // The form that the proof was for doesn't wait any more, and neither does its page.
        Error::ConfirmationOver => again(cx, if is_full(cx) { paths::SECURITY } else { page }, error, Fields::default()).await,
        // There are other codes by now, here or in another session.
        Error::RecoveryCodesReplaced => replaced(cx, error).await,
        // Nothing that our own pages send.
        Error::MalformedRequest => error_page(cx, StatusCode::BAD_REQUEST, None),
        // There is no device any more whose page could be shown.
        Error::EnrollmentNotBegun | Error::MfaEnrollmentOver => {
            again(cx, if is_full(cx) { paths::SECURITY } else { paths::CHOOSE }, error, Fields::default()).await
        }
        error => again(cx, page, error, typed(submission)).await,
    }
}

/// The answer to a form that was drawn for another session than the one that is there now.
pub(super) fn session_changed(cx: &RequestContext, path: &str) -> Response {
    problem::session_changed(cx, page_of(path))
}

/// The codes that took the place of those that were shown; where they were acknowledged, or are another session's, the security page.
async fn replaced(cx: &RequestContext, error: Error) -> Response {
    let pending = match cx.signed_in() {
        Ok(session) => cx.latchkey.recovery().status(session).await.is_ok_and(|status| status.pending),
        Err(_) => false,
    };
    again(cx, if pending { paths::RECOVERY_CODES } else { paths::SECURITY }, error, Fields::default()).await
}

/// What is put into the form again. Passwords and codes aren't.
fn typed(submission: &Submission) -> Fields {
    match is_of_dashboard(submission) {
        true => submission.fields.clone(),
        false => {
            let typed = submission.fields.only(&["email", "name", "next"]).into_pairs();
            typed.into_iter().filter(|(_, value)| value.len() <= LONGEST_TYPED).collect()
        }
    }
}

/// None of the dashboard's forms has a password or a code in it.
fn is_of_dashboard(submission: &Submission) -> bool {
    submission.path.starts_with("/admin/")
}

fn is_full(cx: &RequestContext) -> bool {
    cx.session.as_ref().is_some_and(|session| session.level == Level::Full)
}

/// A challenge with too many wrong codes: at sign-in the browser forgets its session and the password is asked for anew; what was asked to
/// be done in a full session isn't done. Where an application has signed the visitor in, another challenge begins on the same page.
async fn over(cx: &RequestContext, page: &str, error: Error) -> Response {
    let mut anonymous = cx.clone();
    match anonymous.session.take().filter(|session| session.level == Level::Half) {
        None => again(cx, paths::SECURITY, error, Fields::default()).await,
        // The application has signed the visitor in, and would do so again.
        Some(session) if !cx.site.accounts.are_own() => match cx.latchkey.sessions().begin_challenge(&session).await {
            Ok(()) => again(cx, page, error, Fields::default()).await,
            Err(failure) => again(cx, page, failure, Fields::default()).await,
        },
        Some(session) => {
            // It isn't deleted: a right code may be looked at in this very moment. With no guess left it can do nothing more, and it runs out.
            cx.drop_cookie(Level::Half);
            // One that was full before the policy was tightened has the other cookie.
            cx.drop_cookie(Level::Full);
            let next = session.return_to.map(|next| ("next".to_owned(), next));
            let fields = [("email".to_owned(), session.email)].into_iter().chain(next).collect();
            again(&anonymous, paths::SIGN_IN, error, fields).await
        }
    }
}

/// The last wrong code that a device being enrolled may have is answered like the others, but there is no page left to answer on.
async fn or_the_end_of_it(cx: &RequestContext, page: &str, error: Error) -> Error {
    let wrong_code = matches!(error, Error::MfaInvalidCode | Error::MfaClockDrift { .. });
    if page == paths::TOTP
        && wrong_code
        && let Some(session) = &cx.session
        && matches!(cx.latchkey.totp().pending(session).await, Ok(None))
    {
        return Error::MfaEnrollmentOver;
    }
    error
}

/// Keeps the form until there is a fresh proof, and asks for one.
async fn park(cx: &RequestContext, submission: &Submission) -> Response {
    // Passwords aren't kept, not even sealed: that form starts over, filled in by who has proved themselves.
    let mut fields = match is_of_dashboard(submission) {
        true => submission.fields.clone(),
        false => submission.fields.only(&["action", "id", "confirm", "method"]),
    }
    .into_pairs();
    if ["new", "email"].iter().any(|field| submission.fields.get(field).is_some()) {
        fields.push((TYPED_BEFORE.to_owned(), "on".to_owned()));
    }
    let form =
        Form { path: submission.path.clone(), fields, act: act_of(&submission.path, submission.fields.get("action") == Some("replace")).0 };
    let kept = match cx.any_session() {
        Ok(session) => cx.latchkey.forms().park(session, &form).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(_) => see_other(&cx.link(proof_page(cx).await)),
        Err(error) => again(cx, page_of(&submission.path), error, Fields::default()).await,
    }
}

/// Where the method is proved that worked last.
async fn proof_page(cx: &RequestContext) -> &'static str {
    let status = cx.latchkey.status(cx.session.as_ref()).await;
    paths::of_proof(status.ok().and_then(|status| status.enrolled.first().copied()).unwrap_or(Method::Totp))
}

/// The page that has the form.
fn page_of(path: &str) -> &str {
    site_map::find(path).and_then(|found| found.entry.page_of_form()).unwrap_or(path)
}

/// The page, with what went wrong. If by now the visitor belongs elsewhere, the page itself sends them there.
async fn again(cx: &RequestContext, page: &str, error: Error, fields: Fields) -> Response {
    let mut cx = cx.clone();
    // A proof is asked for again for the sake of the same form, and of no other.
    let held = query_value(cx.query.as_deref(), HELD).filter(|_| page.starts_with("/mfa/"));
    cx.query = held.map(|id| [HELD, "=", &id].concat());
    cx.path = page.to_owned();
    render::render(cx, FormState { error: Some(error), fields, made: None }).await
}
