//! One visitor on one page: let in by the guard, shown the page, or sent on.

use super::problem;
use crate::{
    answer::location,
    form_state::FormState,
    guard::{self, Admission, Place},
};
use app::{kit::Kit, request::RequestContext, trouble::Trouble, words::Words};
use axum::http::{StatusCode, header::LOCATION};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use mfa::{Error, Level, NextStep, PendingForm, Session, view::PasskeyObstacle};

/// What a page knows about the one who looks at it.
pub(super) struct Visit {
    pub(super) cx: RequestContext,
    pub(super) words: Words,
    /// What the form of the page was refused for.
    pub(super) state: FormState,
    /// What is next for the visitor.
    pub(super) step: NextStep,
    /// On the dashboard, how many requests wait for this administrator.
    pub(super) to_decide: usize,
}

impl Visit {
    /// The session, half or full.
    pub(super) fn session(&self) -> Result<&Session, Error> {
        self.cx.any_session()
    }

    /// What screens are given.
    pub(super) fn kit(&self) -> Kit {
        Kit::of(&self.cx)
    }

    /// The same on a page that asks for a proof, for the sake of this form.
    pub(super) fn kit_for(&self, pending: Option<&PendingForm>) -> Kit {
        self.kit().holding(pending.map(|pending| pending.id.as_str()))
    }

    /// The form that waits for the proof that this page asks for; nothing at sign-in.
    pub(super) async fn pending_form(&self) -> Result<Option<PendingForm>, Error> {
        guard::pending_form(&self.cx, self.session()?).await
    }

    /// What the form of the page was refused for, in words.
    pub(super) fn trouble(&self) -> Option<Trouble> {
        self.state.trouble(self.words)
    }

    /// Why there can't be passkeys here, if the policy wants them.
    pub(super) async fn passkey_obstacle(&self) -> Result<Option<PasskeyObstacle>, Error> {
        Ok(match self.cx.latchkey.passkey_obstacle() {
            Some(obstacle) if self.cx.latchkey.saved_policy().await?.passkey => Some(obstacle),
            _ => None,
        })
    }

    /// Whether the visitor is fully signed in.
    pub(super) fn is_full(&self) -> bool {
        self.cx.session.as_ref().is_some_and(|session| session.level == Level::Full)
    }
}

/// Shows `page` to whoever may be at `place`.
///
/// A redirect is one of the whole response: nothing has been sent by then, since pages are rendered to their end first.
pub(super) fn visit<P, Answer>(place: Place, page: P) -> impl IntoView
where
    P: FnOnce(Visit) -> Answer + Send + 'static,
    Answer: Future<Output = Result<AnyView, Error>> + Send + 'static,
{
    Suspend::new(async move {
        match receive(place, page).await {
            Ok(view) => Some(view),
            Err(error) => {
                problem::answer_with(&error);
                RequestContext::current().ok().map(|cx| problem::page_of(&cx, &error))
            }
        }
    })
}

async fn receive<P, Answer>(place: Place, page: P) -> Result<AnyView, Error>
where
    P: FnOnce(Visit) -> Answer,
    Answer: Future<Output = Result<AnyView, Error>>,
{
    let cx = RequestContext::current()?;
    let admission = guard::admit(&cx, place).await?;
    match admission {
        Admission::Stay(step) => {
            let to_decide = if place == Place::Admin { cx.latchkey.approvals_to_decide(cx.any_session()?).await? } else { 0 };
            match page(Visit { words: cx.words, state: FormState::current(), step, to_decide, cx: cx.clone() }).await {
                // The session ended while the page was being made.
                Err(Error::NotSignedIn) => Ok(send_to(&guard::sign_in(&cx))),
                Err(Error::RequiresAdditionalAuth) => Ok(send_to(&cx.link("/mfa"))),
                shown => shown,
            }
        }
        Admission::Go(to) => Ok(send_to(&to)),
    }
}

/// Answers with a redirect to a full address instead of a page.
pub(super) fn send_to(address: &str) -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(LOCATION, location(address));
    }
    ().into_any()
}
