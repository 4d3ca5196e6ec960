//! The token for an action, with the proof that it takes.

use super::{PromptError, TokenRequest};
use mfa::view::MfaToken;

/// The value of [`use_get_mfa_token`].
#[derive(Clone, Copy, Debug)]
pub struct GetMfaToken;

impl GetMfaToken {
    /// Has the user confirm an action on the built-in screens, which name the action, and returns the token for the application's server. `None` if the
    /// policy asks this user for no proof of the action. A user who has no method yet and needs one enrolls it, which is the proof, and saves the
    /// backup codes before the action continues. A session that owes something else is led through that first.
    ///
    /// A proof is given for this action alone. What is on the screen by then comes to its end first, and of several calls each waits for the one
    /// before.
    ///
    /// # Errors
    ///
    /// Why the user didn't get through: [`PromptError`]. It is [`PromptError::ConfirmationOver`] after ten minutes.
    pub async fn get(self, asked: TokenRequest) -> Result<Option<MfaToken>, PromptError> {
        #[cfg(feature = "hydrate")]
        return in_the_browser::get(asked).await;
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = asked;
            Err(PromptError::NoProvider)
        }
    }
}

#[cfg(feature = "hydrate")]
mod in_the_browser {
    use super::super::{PromptError, TokenRequest, flow};
    use mfa::{Error, view::MfaToken};
    use ui::function::action;

    pub(super) async fn get(asked: TokenRequest) -> Result<Option<MfaToken>, PromptError> {
        let _turn = flow::turn().await;
        flow::closed().await;
        let confirmation = loop {
            match asked.clone().begin().await {
                Err(Error::RequiresAdditionalAuth) => drop(flow::prompt(None).await?),
                begun => break begun?,
            }
        };
        let Some(confirmation) = confirmation else { return Ok(None) };
        let id = confirmation.id.clone();
        match flow::prompt(Some(confirmation)).await {
            // If the answer to a proof got lost, the next one is told that it was given before.
            Ok(_) | Err(PromptError::ConfirmationOver) => Ok(Some(action::token(id).await.map_err(Error::from)?)),
            Err(error) => Err(error),
        }
    }
}

/// Has the user confirm an action, such as a transfer, before the application's server does it. The page needs a
/// [`MfaProvider`](crate::modal::MfaProvider), where the screens open.
///
/// # On the server
///
/// Every call fails with [`PromptError::NoProvider`].
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::{PromptError, TokenRequest, use_get_mfa_token};
///
/// /// Answers what to send along, or what to tell the user.
/// async fn confirm(body: &str) -> Result<Option<String>, &'static str> {
///     let transfer = TokenRequest {
///         action: "transfer.create".to_owned(),
///         content: Some(body.to_owned()),
///         summary: Some("Send 12.00 € to Ada".to_owned()),
///     };
///     match use_get_mfa_token().get(transfer).await {
///         Ok(token) => Ok(token.map(|token| token.token)),
///         Err(PromptError::Cancelled) => Err("Nothing was sent."),
///         Err(error) => Err(error.code()),
///     }
/// }
/// ```
#[must_use]
pub fn use_get_mfa_token() -> GetMfaToken {
    super::start();
    GetMfaToken
}
