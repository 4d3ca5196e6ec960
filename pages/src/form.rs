//! Handlers for the forms of the pages.
//!
//! A form is sent to the path of its page. Its handler makes one call of the domain, the same one as the [function](ui::function) for scripts, so
//! the rules can't differ. The answer is a 303 to the next page, or after a refusal the same page again with the error, the user's input (never a
//! password or a code) and the status of the error. No error is passed in an address, so an attacker can't make a link that shows one.
//!
//! ```text
//!  POST ─► drawn for another session? ─► "Nothing was changed", 409
//!    └───► act ─┬─ done ───────────────────────────► 303
//!               ├─ step-up needed ─► park the form ► 303 /mfa/verify ─► proved for this form ─► act on it
//!               └─ refused ────────────────────────► the page again, 4xx
//! ```

mod account;
mod account_recovery;
mod admin;
mod device;
mod entrance;
mod mail;
mod outcome;
mod passkey;
mod proof;
mod recovery;
mod refusal;
mod session;

use crate::{
    answer::see_other,
    fields::Fields,
    form_mark,
    form_state::FormState,
    form_token, guard, render,
    site_map::{self, Found, Page},
};
use axum::{
    body::to_bytes,
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use mfa::{Error, Form};
use outcome::Outcome;
use std::{future::ready, pin::Pin};
use ui::{paths, request::RequestContext};

/// The longest form is a policy with all its actions.
const LONGEST: usize = 64 * 1024;

/// A field that a parked form has instead of what was typed into it and isn't kept: passwords, and the address that comes with one.
const TYPED_BEFORE: &str = "typed-before";

/// One form as it was sent.
struct Submission {
    path: String,
    fields: Fields,
}

impl Submission {
    /// The entry of its path.
    fn found(&self) -> Result<Found<'_>, Error> {
        site_map::find(&self.path).ok_or(Error::NotFound)
    }
}

impl From<Form> for Submission {
    fn from(form: Form) -> Self {
        Self { path: form.path, fields: form.fields.into_iter().collect() }
    }
}

/// Answers a form. The request carries a [`RequestContext`] in its extensions; its origin, its size and its content type have been checked.
pub async fn submit(request: Request) -> Response {
    let Some(mut cx) = request.extensions().get::<RequestContext>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // The form may change it.
    cx.forget_found();
    let path = request.uri().path().to_owned();
    let fields = match to_bytes(request.into_body(), LONGEST).await {
        Ok(body) => Fields::parse(&body),
        Err(_) => Err(Error::MalformedRequest),
    };
    match fields.map(|fields| form_token::check(&cx, &path, fields.without(form_mark::FIELD))) {
        Ok(Some(fields)) => answer(&mut cx, Submission { path, fields }).await,
        Ok(None) => refusal::session_changed(&cx, &path),
        Err(error) => refusal::answer(&cx, &Submission { path, fields: Fields::default() }, error).await,
    }
}

async fn answer(cx: &mut RequestContext, submission: Submission) -> Response {
    match act(cx, &submission).await {
        // The proof was given: process the form that waited for it. It can't require a second proof, so there is no third form.
        Ok(Outcome::Resume(form)) => {
            // The address named this form, which doesn't wait any more.
            cx.query = None;
            let parked = Submission::from(form);
            match act(cx, &parked).await {
                Ok(outcome) => respond(cx, outcome).await,
                Err(Error::StepUpRequired) => refusal::answer(cx, &parked, Error::ConfirmationOver).await,
                Err(error) => refusal::answer(cx, &parked, error).await,
            }
        }
        Ok(outcome) => respond(cx, outcome).await,
        Err(error) => refusal::answer(cx, &submission, error).await,
    }
}

/// The future of a handler. Boxed, since a future that could be any of the handlers is too large for a stack.
type Handling<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send + 'a>>;

/// Calls the handler of the form.
async fn act(cx: &mut RequestContext, submission: &Submission) -> Result<Outcome, Error> {
    handler(cx, submission)?.await
}

/// The handler of the form.
fn handler<'a>(cx: &'a mut RequestContext, submission: &'a Submission) -> Result<Handling<'a>, Error> {
    let Found { entry, parameter } = submission.found()?;
    let (id, fields) = (parameter.unwrap_or_default(), &submission.fields);
    let handling: Handling<'a> = match entry.page {
        Page::SignUp => Box::pin(entrance::sign_up(cx, fields)),
        Page::SignIn => Box::pin(entrance::sign_in(cx, fields)),
        Page::SignOut => Box::pin(entrance::sign_out(cx)),
        Page::ForgottenPassword => Box::pin(mail::request_reset(cx, fields)),
        Page::MailLink => Box::pin(mail::use_link(cx, id, fields)),
        Page::Language => Box::pin(entrance::language(cx, fields)),
        Page::TimeZone => Box::pin(ready(entrance::time_zone(cx, fields))),
        Page::Choose => Box::pin(proof::choose(cx, fields)),
        Page::Totp => Box::pin(proof::enroll(cx, fields)),
        Page::Verify => Box::pin(proof::verify(cx, fields)),
        Page::Passkey => Box::pin(passkey::go_on(cx, fields)),
        Page::Recovery => Box::pin(proof::recover(cx, fields)),
        Page::AccountRecovery => Box::pin(account_recovery::request(cx)),
        Page::RecoveryCodes => Box::pin(recovery::acknowledge(cx, fields)),
        Page::NewRecoveryCodes => Box::pin(recovery::generate(cx)),
        Page::Devices => Box::pin(device::begin(cx, fields)),
        Page::RenameDevice => Box::pin(device::rename(cx, id, fields)),
        Page::RemoveDevice => Box::pin(device::remove(cx, id)),
        Page::Passkeys => Box::pin(passkey::add(cx, fields)),
        Page::RenamePasskey => Box::pin(passkey::rename(cx, id, fields)),
        Page::RemovePasskey => Box::pin(passkey::remove(cx, id)),
        Page::SecondMethod => Box::pin(passkey::decline_second(cx)),
        Page::Notices => Box::pin(account::take_note(cx, fields)),
        Page::CheckUp => Box::pin(account::check_up(cx, fields)),
        Page::Sessions => Box::pin(session::end(cx, fields)),
        Page::TrustedBrowsers => Box::pin(session::end_trust(cx, fields)),
        Page::Email => Box::pin(account::change_email(cx, fields)),
        Page::ConfirmEmail => Box::pin(account::request_confirmation(cx)),
        Page::NoticeAddress => Box::pin(account::notice_address(cx, fields)),
        Page::StopRecovery => Box::pin(account_recovery::stop(cx, fields)),
        Page::Password => Box::pin(account::change_password(cx, fields)),
        Page::RemovePassword => Box::pin(account::remove_password(cx)),
        Page::Data => Box::pin(account::copy_data(cx, fields)),
        Page::DeleteAccount => Box::pin(account::delete(cx, fields)),
        Page::PolicyPreview => Box::pin(admin::policy::save(cx, fields)),
        Page::AccountAction(action) => Box::pin(admin::account_action::apply(cx, id, action, fields)),
        Page::Approvals => Box::pin(admin::approval::decide(cx, fields)),
        Page::StopRecoveryOf => Box::pin(admin::recovery::stop(cx, id, fields)),
        Page::Outbox => Box::pin(admin::outbox::retry(cx, fields)),
        Page::Keys => Box::pin(admin::key::create(cx, fields)),
        Page::RevokeKey => Box::pin(admin::key::revoke(cx, id)),
        Page::Landing
        | Page::LostAccess
        | Page::CheckMail
        | Page::NotMe
        | Page::Playground
        | Page::NextStep
        | Page::Confirm
        | Page::Account
        | Page::Security
        | Page::Activity
        | Page::Adoption
        | Page::Policy
        | Page::AffectedPeople
        | Page::PolicyVersions
        | Page::PolicyVersion
        | Page::People
        | Page::Person
        | Page::Recoveries
        | Page::Audit => return Err(Error::NotFound),
    };
    Ok(handling)
}

async fn respond(cx: &RequestContext, outcome: Outcome) -> Response {
    match outcome {
        Outcome::Page(path) => see_other(&cx.link(&path)),
        Outcome::NextStep(step) => see_other(&guard::page_of(cx, &step)),
        Outcome::Address(address) => see_other(&address),
        // The page of ours as the answer to its form.
        Outcome::Secret(path, made) => {
            let mut cx = cx.clone();
            (cx.path, cx.query) = (path.to_owned(), None);
            render::render(cx, FormState { made: Some(made), ..FormState::default() }).await
        }
        Outcome::Download(file) => file.into_response(),
        Outcome::Resume(_) => see_other(&cx.link(paths::NEXT_STEP)),
    }
}
