//! Proofs for an action, and the resulting tokens.

use mfa::{
    Error, NextStep,
    view::{Confirmation, MfaToken},
};
use ui::function::action;

/// An action to be confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenRequest {
    /// Its name in the policy: `transfer.create`.
    pub action: String,
    /// The content of the action, such as the body of the request that will carry it out: the token is only valid for this content.
    pub content: Option<String>,
    /// A description of the content for the user: "Send 12.00 € to Ada". Without it, the prompt shows the action's description.
    pub summary: Option<String>,
}

impl TokenRequest {
    /// The action `name`, with any content.
    #[must_use]
    pub fn action(name: &str) -> Self {
        Self { action: name.to_owned(), ..Self::default() }
    }

    /// `None` if the policy requires no proof.
    pub(super) async fn begin(self) -> Result<Option<Confirmation>, Error> {
        Ok(action::begin(self.action, self.content, self.summary).await?)
    }
}

/// The result of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authenticated {
    /// The next step.
    pub step: NextStep,
    /// The token, if one was requested. `None` also if the policy requires no proof of this user for the action.
    pub token: Option<MfaToken>,
}

/// The token for the confirmation, if there is one and the proof was given.
pub(super) async fn issued(step: NextStep, confirmation: Option<String>) -> Result<Authenticated, Error> {
    let token = match confirmation {
        Some(id) => Some(action::token(id).await?),
        None => None,
    };
    Ok(Authenticated { step, token })
}
