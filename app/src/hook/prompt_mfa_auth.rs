//! A future that resolves when the user has proved a method.

use mfa::{Error, view::User};

/// The reason why no proof was given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PromptError {
    /// The user closed the screens, perhaps after a wrong code, or another screen was opened instead.
    Cancelled,
    /// The user isn't signed in, or no longer.
    SignedOut,
    /// Too many wrong codes in a row, and the user didn't wait.
    RateLimited {
        /// Seconds until the next code is checked.
        retry_after_seconds: u64,
    },
    /// A hundred wrong codes in a row: codes are locked until an authenticator app is added or replaced, which takes a passkey, or until the account's
    /// methods are reset or recovered.
    Locked,
    /// Too many wrong codes in this challenge, and the user didn't begin another one.
    ChallengeOver,
    /// The policy has turned off every method.
    MethodDisabled,
    /// The confirmation took longer than ten minutes, or was given before.
    ConfirmationOver,
    /// The page has no [`MfaProvider`](crate::modal::MfaProvider), which contains the screens; or this is the server.
    NoProvider,
    /// Another error, after which the user gave up.
    Failed(Error),
}

impl PromptError {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::SignedOut => "signed_out",
            Self::RateLimited { .. } => "rate_limited",
            Self::Locked => "locked",
            Self::ChallengeOver => "challenge_over",
            Self::MethodDisabled => "method_disabled",
            Self::ConfirmationOver => "confirmation_over",
            Self::NoProvider => "no_provider",
            Self::Failed(error) => error.code(),
        }
    }
}

impl From<Error> for PromptError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotSignedIn => Self::SignedOut,
            Error::MfaRateLimited { retry_after_seconds } => Self::RateLimited { retry_after_seconds },
            Error::MfaLocked => Self::Locked,
            Error::MfaChallengeOver => Self::ChallengeOver,
            Error::MethodDisabled => Self::MethodDisabled,
            Error::ConfirmationOver => Self::ConfirmationOver,
            // The user could have corrected the input, and gave up instead.
            error if error.is_about_code() => Self::Cancelled,
            error => Self::Failed(error),
        }
    }
}

/// The result of [`use_prompt_mfa_auth`].
#[derive(Clone, Copy, Debug)]
pub struct PromptMfaAuth;

impl PromptMfaAuth {
    /// Opens the built-in screens at the user's next step: to enroll a method if there is none, otherwise to prove one, even if one was proved
    /// before. Resolves when that is done and new backup codes are acknowledged. Overlapping prompts resolve together; a prompt of
    /// [`use_get_mfa_token`](super::use_get_mfa_token) is waited for.
    ///
    /// # Errors
    ///
    /// [`PromptError`], the reason why no proof was given.
    pub async fn prompt(self) -> Result<User, PromptError> {
        #[cfg(feature = "hydrate")]
        return super::flow::prompt(None).await;
        #[cfg(not(feature = "hydrate"))]
        Err(PromptError::NoProvider)
    }
}

/// Asks the user for a proof with the built-in screens. The page needs a [`MfaProvider`](crate::modal::MfaProvider), which contains them.
///
/// # On the server
///
/// A prompt fails with [`PromptError::NoProvider`].
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::{PromptError, use_prompt_mfa_auth};
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn Transfer() -> impl IntoView {
///     let prompt = use_prompt_mfa_auth();
///     let outcome = RwSignal::new("");
///     let send = move |_| {
///         spawn_local(async move {
///             outcome.set(match prompt.prompt().await {
///                 Ok(_) => "on its way",
///                 Err(PromptError::Cancelled) => "as you like",
///                 Err(error) => error.code(),
///             });
///         });
///     };
///     view! { <button on:click=send>"Send"</button> {outcome} }
/// }
/// ```
#[must_use]
pub fn use_prompt_mfa_auth() -> PromptMfaAuth {
    super::start();
    PromptMfaAuth
}
