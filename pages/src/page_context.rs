//! The input of a page, and its result.

use crate::{form_state::FormState, guard};
use mfa::{
    Assessment, Error, Level, NextStep, PendingForm, Policy, Session,
    view::{Overview, PasskeyObstacle},
};
use std::pin::Pin;
use ui::{catalog::Catalog, erased_view::ErasedView, form_error::FormError, request::RequestContext, strings::Strings};

/// The visitor, the request and the state of its form, for the function that renders the page.
pub struct PageContext {
    /// The request, with the visitor's session.
    pub cx: RequestContext,
    pub(crate) catalog: Catalog,
    /// The state of the page's form.
    pub(crate) state: FormState,
    /// The path segment that matches the parameter, such as an id.
    pub(crate) parameter: Option<String>,
    /// The visitor's next step.
    pub(crate) step: NextStep,
    /// The facts that the step depends on, as of the moment when the visitor was admitted; `None` without a session. They are for display.
    pub(crate) assessment: Option<Assessment>,
    /// On the dashboard: the number of requests that wait for this administrator.
    pub(crate) to_decide: usize,
}

impl PageContext {
    /// The session, half or full.
    pub(crate) fn session(&self) -> Result<&Session, Error> {
        self.cx.any_session()
    }

    /// The path segment that matches the parameter.
    pub(crate) fn parameter(&self) -> Result<String, Error> {
        self.parameter.clone().ok_or(Error::NotFound)
    }

    /// The strings of the screens.
    pub(crate) fn strings(&self) -> Strings {
        Strings::of(&self.cx)
    }

    /// The same, on a page that asks for a proof for this form.
    pub(crate) fn strings_for(&self, pending: Option<&PendingForm>) -> Strings {
        self.strings().holding(pending.map(|pending| pending.id.as_str()))
    }

    /// The form that waits for the proof that this page asks for; `None` at sign-in.
    pub(crate) async fn pending_form(&self) -> Result<Option<PendingForm>, Error> {
        guard::pending_form(&self.cx, self.session()?).await
    }

    /// The facts that the visitor's steps depend on.
    pub(crate) fn assessment(&self) -> Result<&Assessment, Error> {
        self.assessment.as_ref().ok_or(Error::NotSignedIn)
    }

    /// The overview of the account's protection.
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
            Some(assessment) => Ok(Policy::clone(&assessment.policy)),
            None => self.cx.latchkey.policy().await,
        }
    }

    /// The error of the page's form, as text.
    pub(crate) fn form_error(&self) -> Option<FormError> {
        self.state.form_error(self.catalog)
    }

    /// The reason why there can't be passkeys here, if the policy allows them.
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

/// A page, or the reason why it isn't shown.
pub type Shown = Result<ErasedView, NotShown>;

/// The future of a page. Boxed, since a future that could be any of the pages is too large for a stack.
pub type Content = Pin<Box<dyn Future<Output = Shown> + Send>>;

/// The reason why a page isn't shown.
#[derive(Debug)]
pub enum NotShown {
    /// The visitor is redirected to this full address.
    Redirect(String),
    /// The browser keeps no cookies.
    NoCookies,
    /// A page about this error is shown instead.
    Error(Error),
}

impl From<Error> for NotShown {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}
