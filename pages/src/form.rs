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
use mfa::{AdminAction, Error, Form};
use outcome::Outcome;
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
    let path = request.uri().path().to_owned();
    let fields = match to_bytes(request.into_body(), LONGEST).await {
        Ok(body) => Fields::parse(&body),
        Err(_) => Err(Error::MalformedRequest),
    };
    match fields {
        Ok(fields) if !form_token::fits(&cx, &path, &fields) => refusal::session_changed(&cx, &path),
        Ok(fields) => {
            let fields = fields.without(form_token::FIELD).without(form_mark::FIELD);
            answer(&mut cx, Submission { path, fields }).await
        }
        Err(error) => refusal::answer(&cx, &Submission { path, fields: Fields::default() }, error).await,
    }
}

async fn answer(cx: &mut RequestContext, submission: Submission) -> Response {
    match act(cx, &submission).await {
        // The proof was given: on with the form that waited for it. It can't ask for another proof, so there is no third form.
        Ok(Outcome::GoOnWith(form)) => {
            let parked = Submission::from(form);
            match act(cx, &parked).await {
                Ok(outcome) => go(cx, outcome).await,
                Err(Error::StepUpRequired) => refusal::answer(cx, &parked, Error::ConfirmationOver).await,
                Err(error) => refusal::answer(cx, &parked, error).await,
            }
        }
        Ok(outcome) => go(cx, outcome).await,
        Err(error) => refusal::answer(cx, &submission, error).await,
    }
}

/// Calls the handler of the form.
async fn act(cx: &mut RequestContext, submission: &Submission) -> Result<Outcome, Error> {
    let Found { entry, parameter } = submission.found()?;
    let (id, fields) = (parameter.unwrap_or_default(), &submission.fields);
    match entry.page {
        Page::SignUp => entrance::sign_up(cx, fields).await,
        Page::SignIn => entrance::sign_in(cx, fields).await,
        Page::SignOut => entrance::sign_out(cx).await,
        Page::ForgottenPassword => mail::request_reset(cx, fields).await,
        Page::MailLink => mail::use_link(cx, id, fields).await,
        Page::Language => entrance::language(cx, fields).await,
        Page::TimeZone => entrance::time_zone(cx, fields),
        Page::Choose => proof::choose(cx, fields).await,
        Page::Totp => proof::enroll(cx, fields).await,
        Page::Verify => proof::verify(cx, fields).await,
        Page::Passkey => passkey::go_on(cx, fields).await,
        Page::Recovery => proof::recover(cx, fields).await,
        Page::AccountRecovery => account_recovery::request(cx).await,
        Page::RecoveryCodes => recovery::acknowledge(cx, fields).await,
        Page::NewRecoveryCodes => recovery::generate(cx).await,
        Page::Devices => device::begin(cx, fields).await,
        Page::RenameDevice => device::rename(cx, id, fields).await,
        Page::RemoveDevice => device::remove(cx, id).await,
        Page::Passkeys => passkey::add(cx, fields).await,
        Page::RenamePasskey => passkey::rename(cx, id, fields).await,
        Page::RemovePasskey => passkey::remove(cx, id).await,
        Page::SecondMethod => passkey::decline_second(cx).await,
        Page::Notices => account::take_note(cx, fields).await,
        Page::CheckUp => account::check_up(cx, fields).await,
        Page::Sessions => session::end(cx, fields).await,
        Page::TrustedBrowsers => session::end_trust(cx, fields).await,
        Page::Email => account::change_email(cx, fields).await,
        Page::ConfirmEmail => account::request_confirmation(cx).await,
        Page::NoticeAddress => account::notice_address(cx, fields).await,
        Page::StopRecovery => account_recovery::stop(cx, fields).await,
        Page::Password => account::change_password(cx, fields).await,
        Page::RemovePassword => account::remove_password(cx).await,
        Page::Data => account::copy_data(cx, fields).await,
        Page::DeleteAccount => account::delete(cx, fields).await,
        Page::PolicyPreview => admin::policy::save(cx, fields).await,
        Page::Reset => admin::help::help(cx, id, AdminAction::Reset, fields).await,
        Page::EndSessions => admin::help::help(cx, id, AdminAction::EndSessions, fields).await,
        Page::Disable => admin::help::help(cx, id, AdminAction::Disable, fields).await,
        Page::Enable => admin::help::help(cx, id, AdminAction::Enable, fields).await,
        Page::Approvals => admin::approval::decide(cx, fields).await,
        Page::StopRecoveryOf => Box::pin(admin::recovery::stop(cx, id, fields)).await,
        Page::Outbox => admin::outbox::retry(cx, fields).await,
        Page::Keys => admin::key::create(cx, fields).await,
        Page::RevokeKey => admin::key::revoke(cx, id).await,
        Page::Landing
        | Page::LostAccess
        | Page::CheckMail
        | Page::NotMe
        | Page::Playground
        | Page::NextStep
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
        | Page::Audit => Err(Error::NotFound),
    }
}

async fn go(cx: &RequestContext, outcome: Outcome) -> Response {
    match outcome {
        Outcome::Go(path) => see_other(&cx.link(&path)),
        Outcome::Next(step) => see_other(&guard::page_of(cx, &step)),
        Outcome::GoTo(address) => see_other(&address),
        // The page of ours as the answer to its form.
        Outcome::Show(path, made) => {
            let mut cx = cx.clone();
            (cx.path, cx.query) = (path.to_owned(), None);
            render::render(cx, FormState { made: Some(made), ..FormState::default() }).await
        }
        Outcome::Download(file) => file.into_response(),
        Outcome::GoOnWith(_) => see_other(&cx.link(paths::NEXT_STEP)),
    }
}
