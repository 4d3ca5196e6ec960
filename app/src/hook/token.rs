//! A proof that is given for an action, and the token that comes of it.

use mfa::{
    Error, NextStep,
    view::{Confirmation, MfaToken},
};
use ui::function::action;

/// An action that is to be confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenRequest {
    /// Its name in the policy: `transfer.create`.
    pub action: String,
    /// What exactly is about to be done, such as the body of the request that will do it: the token counts for nothing else.
    pub content: Option<String>,
    /// The same for the user to read: "Send 12.00 € to Ada". Without it, the prompt says the action's description.
    pub summary: Option<String>,
}

impl TokenRequest {
    /// The action `name`, whatever exactly is done.
    #[must_use]
    pub fn action(name: &str) -> Self {
        Self { action: name.to_owned(), ..Self::default() }
    }

    /// Nothing if the policy asks for no proof.
    pub(super) async fn begin(self) -> Result<Option<Confirmation>, Error> {
        Ok(action::begin(self.action, self.content, self.summary).await?)
    }
}

/// What came of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authenticated {
    /// What comes next.
    pub step: NextStep,
    /// The token, if one was asked for; none either where the policy asks this user for no proof of the action.
    pub token: Option<MfaToken>,
}

/// The token for what was begun and is proved by now, if there is such a thing.
pub(super) async fn issued(step: NextStep, confirmation: Option<String>) -> Result<Authenticated, Error> {
    let token = match confirmation {
        Some(id) => Some(action::token(id).await?),
        None => None,
    };
    Ok(Authenticated { step, token })
}
