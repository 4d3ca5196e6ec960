//! One visitor on one page: what pages are made from, and what comes of them.

use crate::{form_state::FormState, guard};
use leptos::prelude::*;
use mfa::{
    Assessment, Error, Level, NextStep, PendingForm, Policy, Session,
    view::{Overview, PasskeyObstacle},
};
use std::pin::Pin;
use ui::{catalog::Catalog, form_error::FormError, request::RequestContext, strings::Strings};

/// The visitor, the request and the state of its form, for the function that draws the page.
pub struct PageContext {
    /// The request, with what its visitor may do.
    pub cx: RequestContext,
    pub(crate) catalog: Catalog,
    /// What the form of the page was refused for.
    pub(crate) state: FormState,
    /// The segment of the path in the place of its parameter, such as an id.
    pub(crate) parameter: Option<String>,
    /// What is next for the visitor.
    pub(crate) step: NextStep,
    /// What that depends on, as it was when the visitor was let in; `None` without a session. It is for what the page shows.
    pub(crate) assessment: Option<Assessment>,
    /// On the dashboard, how many requests wait for this administrator.
    pub(crate) to_decide: usize,
}

impl PageContext {
    /// The session, half or full.
    pub(crate) fn session(&self) -> Result<&Session, Error> {
        self.cx.any_session()
    }

    /// The segment of the path in the place of its parameter.
    pub(crate) fn parameter(&self) -> Result<String, Error> {
        self.parameter.clone().ok_or(Error::NotFound)
    }

    /// What screens are given.
    pub(crate) fn strings(&self) -> Strings {
        Strings::of(&self.cx)
    }

    /// The same on a page that asks for a proof, for the sake of this form.
    pub(crate) fn strings_for(&self, pending: Option<&PendingForm>) -> Strings {
        self.strings().holding(pending.map(|pending| pending.id.as_str()))
    }

    /// The form that waits for the proof that this page asks for; nothing at sign-in.
    pub(crate) async fn pending_form(&self) -> Result<Option<PendingForm>, Error> {
        guard::pending_form(&self.cx, self.session()?).await
    }

    /// What the visitor's steps depend on.
    pub(crate) fn assessment(&self) -> Result<&Assessment, Error> {
        self.assessment.as_ref().ok_or(Error::NotSignedIn)
    }

    /// Everything about the account's protection.
    pub(crate) async fn overview(&self) -> Result<Overview, Error> {
        self.cx.latchkey.account().overview_of(self.session()?, self.assessment()?).await
    }

    /// The policy in force.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn policy(&self) -> Result<Policy, Error> {
        match &self.assessment {
            Some(assessment) => Ok(assessment.policy.clone()),
            None => self.cx.latchkey.policy().await,
        }
    }

    /// What the form of the page was refused for, in words.
    pub(crate) fn form_error(&self) -> Option<FormError> {
        self.state.form_error(self.catalog)
    }

    /// Why there can't be passkeys here, if the policy wants them.
    pub(crate) async fn passkey_obstacle(&self) -> Result<Option<PasskeyObstacle>, Error> {
        Ok(match self.cx.latchkey.passkeys().obstacle() {
            Some(obstacle) if self.cx.latchkey.saved_policy().await?.passkey => Some(obstacle),
            _ => None,
        })
    }

    /// Whether the visitor is fully signed in.
    pub(crate) fn is_full(&self) -> bool {
        self.cx.session.as_ref().is_some_and(|session| session.level == Level::Full)
    }
}

/// A page, or why it isn't shown.
pub type Shown = Result<AnyView, NotShown>;

/// A page in the making. Boxed, since a future that could be any of the pages is too large for a stack.
pub type Content = Pin<Box<dyn Future<Output = Shown> + Send>>;

/// Why a page isn't shown.
#[derive(Debug)]
pub enum NotShown {
    /// The visitor is sent to this full address.
    Redirect(String),
    /// The browser keeps no cookies.
    NoCookies,
    /// A page that tells about the error takes its place.
    Error(Error),
}

impl From<Error> for NotShown {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}
