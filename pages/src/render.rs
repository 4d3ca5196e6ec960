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
use std::future::ready;
use ui::{erased_view::ErasedView, paths, request::RequestContext};

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
    render_with(cx, state, content_of).await
}

/// The content of `page`. An error for one whose content is elsewhere, or that has none.
fn content_of(page: Page, context: PageContext) -> Content {
    match page {
        Page::Landing => Box::pin(page::landing::show(context)),
        Page::SignUp => Box::pin(page::sign_up::show(context)),
        Page::SignIn => Box::pin(page::sign_in::show(context)),
        Page::SignOut => Box::pin(page::sign_out::show(context)),
        Page::LostAccess => Box::pin(page::lost_access::show(context)),
        Page::ForgottenPassword => Box::pin(page::forgotten_password::show(context)),
        Page::CheckMail => Box::pin(page::check_mail::show(context)),
        Page::MailLink => Box::pin(page::mail_link::show(context)),
        Page::NotMe => Box::pin(page::not_me::show(context)),
        Page::TimeZone => Box::pin(page::time_zone::show(context)),
        Page::Choose => Box::pin(page::choose::show(context)),
        Page::Totp => Box::pin(page::totp::show(context)),
        Page::Verify => Box::pin(page::verify::show(context)),
        Page::Passkey => Box::pin(page::passkey::show(context)),
        Page::Recovery => Box::pin(page::recovery::show(context)),
        Page::AccountRecovery => Box::pin(page::account_recovery::show(context)),
        Page::RecoveryCodes => Box::pin(page::recovery_codes::show(context)),
        Page::Confirm => Box::pin(page::confirm::show(context)),
        Page::Security => Box::pin(page::security::show(context)),
        Page::Activity => Box::pin(page::activity::show(context)),
        Page::RenameDevice => Box::pin(page::rename::device(context)),
        Page::RemoveDevice => Box::pin(page::remove::device(context)),
        Page::RenamePasskey => Box::pin(page::rename::passkey(context)),
        Page::RemovePasskey => Box::pin(page::remove::passkey(context)),
        Page::Email => Box::pin(page::email::show(context)),
        Page::NoticeAddress => Box::pin(page::notice_address::show(context)),
        Page::Password => Box::pin(page::password::show(context)),
        Page::Data => Box::pin(page::data::show(context)),
        Page::DeleteAccount => Box::pin(page::delete::show(context)),
        Page::Adoption => Box::pin(page::admin::adoption::show(context)),
        Page::Policy => Box::pin(page::admin::policy::show(context)),
        Page::PolicyPreview => Box::pin(page::admin::policy::preview::show(context)),
        Page::AffectedPeople => Box::pin(page::admin::policy::affected::show(context)),
        Page::PolicyVersions => Box::pin(page::admin::policy::versions::show(context)),
        Page::PolicyVersion => Box::pin(page::admin::policy::version::show(context)),
        Page::People => Box::pin(page::admin::people::show(context)),
        Page::Person => Box::pin(page::admin::person::show(context)),
        Page::AccountAction(action) => Box::pin(page::admin::account_action::show(action, context)),
        Page::Approvals => Box::pin(page::admin::approvals::show(context)),
        Page::Recoveries => Box::pin(page::admin::recoveries::show(context)),
        Page::StopRecoveryOf => Box::pin(page::admin::recoveries::stop(context)),
        Page::Audit => Box::pin(page::admin::audit::show(context)),
        Page::Outbox => Box::pin(page::admin::outbox::show(context)),
        Page::Keys => Box::pin(page::admin::keys::show(context)),
        Page::RevokeKey => Box::pin(page::admin::keys::revoke(context)),
        Page::Playground
        | Page::Language
        | Page::NextStep
        | Page::Account
        | Page::Devices
        | Page::Passkeys
        | Page::SecondMethod
        | Page::Notices
        | Page::CheckUp
        | Page::NewRecoveryCodes
        | Page::Sessions
        | Page::TrustedBrowsers
        | Page::ConfirmEmail
        | Page::RemovePassword
        | Page::StopRecovery => Box::pin(ready(Err(Error::NotFound.into()))),
    }
}

async fn render_with(cx: RequestContext, state: FormState, content: impl FnOnce(Page, PageContext) -> Content) -> Response {
    let path = cx.path.clone();
    let Some(found) = site_map::find(&path) else {
        return problem::error_page(&cx, StatusCode::NOT_FOUND, &Error::NotFound);
    };
    // The signals of the page's views live as long as this owner.
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

/// Whether the visitor has to choose a new password first: a recovery of the account was stopped, so somebody else may know the present one.
fn asks_for_password(cx: &RequestContext, entry: &site_map::Entry) -> bool {
    let is_due = cx.session.as_ref().is_some_and(mfa::Session::is_password_due);
    is_due && matches!(entry.kind, PageKind::Account | PageKind::Admin) && entry.page != Page::Password
}

/// The content between the bar and the foot.
async fn make(
    cx: &RequestContext,
    state: FormState,
    Found { entry, parameter }: Found<'_>,
    content: impl FnOnce(Page, PageContext) -> Content,
) -> Result<ErasedView, NotShown> {
    let (step, assessment) = match guard::admit(cx, entry.kind).await? {
        Admission::Stay(step, assessment) => (step, assessment),
        Admission::Go(address) => return Err(NotShown::Redirect(address)),
        Admission::NoCookies => return Err(NotShown::NoCookies),
    };
    if asks_for_password(cx, entry) {
        return Err(NotShown::Redirect(cx.link(paths::PASSWORD)));
    }
    if let Some(path) = entry.page_of_form() {
        return Err(NotShown::Redirect(cx.link(path)));
    }
    let to_decide = if entry.kind == PageKind::Admin { cx.latchkey.admin().approvals_to_decide(cx.any_session()?).await? } else { 0 };
    let parameter = parameter.map(str::to_owned);
    let context = PageContext { catalog: cx.catalog, state, parameter, step, assessment, to_decide, cx: cx.clone() };
    content(entry.page, context).await
}
