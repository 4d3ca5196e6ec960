//! The response to a form that was refused.

#[cfg(test)]
mod tests;

use super::{Submission, TYPED_BEFORE};
use crate::{
    answer::see_other,
    fields::{Fields, query_value},
    form_state::FormState,
    guard::PENDING_FORM_PARAM,
    problem::{self, error_page},
    render,
    sensitive::act_of,
    site_map,
    trust::TRUST,
};
use axum::{http::StatusCode, response::Response};
use mfa::{Error, Form, Level, Method, PendingForm};
use ui::{flash::Flash, paths, request::RequestContext};

/// The maximum length of a value that is put into the form again, in bytes: that of the longest address to continue at. Longer ones weren't typed by
/// a person.
const LONGEST_TYPED: usize = 2048;

/// Redirects the visitor to the page where the problem can be solved, or shows the form's page again.
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
        Error::NotPossibleNow if is_of_dashboard(submission) || is_of_mail(submission) => again(cx, page, error, typed(submission)).await,
        Error::RequiresAdditionalAuth | Error::NotPossibleNow => see_other(&cx.link(paths::NEXT_STEP)),
        Error::StepUpRequired => park(cx, submission).await,
        Error::MfaChallengeOver => over(cx, page, error).await,
        // The form that the proof was for isn't pending any more, so its page can't be shown.
        Error::ConfirmationOver => again(cx, if is_full(cx) { paths::SECURITY } else { page }, error, Fields::default()).await,
        // The address whose removal was asked for isn't the second one any more: the present one is on the security page.
        Error::EmailReplaced if page == paths::NOTICE_ADDRESS => again(cx, paths::SECURITY, error, Fields::default()).await,
        // The codes were replaced by others, here or in another session.
        Error::RecoveryCodesReplaced => replaced(cx, error).await,
        // The new codes were confirmed meanwhile: the old ones, which were to be kept, no longer work.
        Error::RecoveryCodesAcknowledged => again(cx, paths::SECURITY, error, Fields::default()).await,
        // Latchkey's own pages send no such form.
        Error::MalformedRequest => error_page(cx, StatusCode::BAD_REQUEST, &error),
        // The device no longer exists, so its page can't be shown.
        Error::EnrollmentNotBegun | Error::MfaEnrollmentOver => {
            again(cx, if is_full(cx) { paths::SECURITY } else { paths::CHOOSE }, error, Fields::default()).await
        }
        error => again(cx, page, error, typed(submission)).await,
    }
}

/// The response to a form whose page was rendered for another session than the current one.
pub(super) fn session_changed(cx: &RequestContext, path: &str) -> Response {
    problem::session_changed(cx, page_of(path))
}

/// The codes that replaced those that were shown; if they were acknowledged, or belong to another session, the security page.
async fn replaced(cx: &RequestContext, error: Error) -> Response {
    let pending = match cx.signed_in() {
        Ok(session) => cx.latchkey.recovery_codes().status(session).await.is_ok_and(|status| status.pending),
        Err(_) => false,
    };
    again(cx, if pending { paths::RECOVERY_CODES } else { paths::SECURITY }, error, Fields::default()).await
}

/// The values that are put into the form again. Passwords and codes aren't.
fn typed(submission: &Submission) -> Fields {
    match is_of_dashboard(submission) {
        true => submission.fields.clone(),
        false => {
            let typed = submission.fields.only(&["email", "name", "next", TRUST]).into_pairs();
            typed.into_iter().filter(|(_, value)| value.len() <= LONGEST_TYPED).collect()
        }
    }
}

/// No form of the dashboard has a password or a code.
fn is_of_dashboard(submission: &Submission) -> bool {
    submission.path.starts_with("/admin/")
}

fn is_of_mail(submission: &Submission) -> bool {
    submission.path.starts_with("/m/")
}

fn is_full(cx: &RequestContext) -> bool {
    cx.session.as_ref().is_some_and(|session| session.level == Level::Full)
}

/// Handles a challenge with too many wrong codes. At sign-in, the browser forgets its session, and the password is asked for again. In a full
/// session, the pending form isn't processed. If an application has signed the visitor in, another challenge begins on the same page.
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
            // The session isn't deleted, because a correct code may be in process at this moment. Without a guess left, it has no further use, and it
            // expires.
            cx.drop_cookie(Level::Half);
            // A session that was full before the policy was tightened uses the other cookie.
            cx.drop_cookie(Level::Full);
            let next = session.return_to.map(|next| ("next".to_owned(), next));
            let fields = [("email".to_owned(), session.email)].into_iter().chain(next).collect();
            again(&anonymous, paths::SIGN_IN, error, fields).await
        }
    }
}

/// The last wrong code that an enrollment permits is refused like the others, but its page no longer exists.
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

/// Stores the form until a fresh proof is given, and asks for the proof.
async fn park(cx: &RequestContext, submission: &Submission) -> Response {
    // Passwords aren't stored, not even sealed: the user fills in that form again after the proof.
    let mut fields = match is_of_dashboard(submission) {
        true => submission.fields.clone(),
        false => submission.fields.only(&["action", "id", "confirm", "method", "shown_address"]),
    }
    .into_pairs();
    if ["new", "email", "download"].iter().any(|field| submission.fields.get(field).is_some()) {
        fields.push((TYPED_BEFORE.to_owned(), "on".to_owned()));
    }
    match keep(cx, submission, fields).await {
        Ok(_) => see_other(&cx.link(proof_page(cx).await)),
        Err(error) => again(cx, page_of(&submission.path), error, Fields::default()).await,
    }
}

async fn keep(cx: &RequestContext, submission: &Submission, fields: Vec<(String, String)>) -> Result<PendingForm, Error> {
    let session = cx.any_session()?;
    let replaces = match submission.path.as_str() {
        // The code of an enrollment, which says itself what it is.
        paths::TOTP => cx.latchkey.totp().pending(session).await?.is_some_and(|pending| pending.replaces.is_some()),
        _ => submission.fields.get("action") == Some("replace"),
    };
    let form = Form { path: submission.path.clone(), fields, act: act_of(&submission.path, replaces, submission.fields.get("method")).0 };
    cx.latchkey.forms().park(session, &form).await
}

/// The page that proves the method that was last used successfully.
async fn proof_page(cx: &RequestContext) -> &'static str {
    let status = cx.latchkey.status(cx.session.as_ref()).await;
    paths::of_proof(status.ok().and_then(|status| status.enrolled.first().copied()).unwrap_or(Method::Totp))
}

/// The page that has the form.
fn page_of(path: &str) -> &str {
    site_map::find(path).and_then(|found| found.entry.page_of_form()).unwrap_or(path)
}

/// The page, with the error. If the visitor may no longer see it, the page itself redirects them.
async fn again(cx: &RequestContext, page: &str, error: Error, fields: Fields) -> Response {
    let mut cx = cx.clone();
    // A repeated attempt asks for the proof for the same form only.
    let held = query_value(cx.query.as_deref(), PENDING_FORM_PARAM).filter(|_| page.starts_with("/mfa/"));
    cx.query = held.map(|id| [PENDING_FORM_PARAM, "=", &id].concat());
    cx.path = page.to_owned();
    render::render(cx, FormState { error: Some(error), fields, made: None }).await
}
