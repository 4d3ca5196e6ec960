//! The common part of the passkey hooks.

use super::token::{self, Authenticated, TokenRequest};
use mfa::Error;
use ui::passkey::{Ceremony, PasskeyError, Refusal};
#[cfg(feature = "hydrate")]
use {
    leptos::prelude::{GetValue, LocalStorage, SetValue, StoredValue},
    ui::passkey::{CeremonyClient, ExtraField, obstacle},
};

/// A ceremony of one kind, with its options fetched ahead.
#[derive(Clone, Copy)]
pub(super) struct Passkey {
    #[cfg(feature = "hydrate")]
    ceremony: Ceremony,
    #[cfg(feature = "hydrate")]
    client: StoredValue<CeremonyClient, LocalStorage>,
}

/// The result of a ceremony: the address of the next page, and the id of the confirmation that it was for.
type Asked = Result<(String, Option<String>), PasskeyError>;

#[cfg(feature = "hydrate")]
impl Passkey {
    pub(super) fn new(ceremony: Ceremony, next: Option<String>) -> Self {
        Self { ceremony, client: StoredValue::new_local(CeremonyClient::new(ceremony, next.map(|next| ("next", next)))) }
    }

    pub(super) async fn prepare(self) -> Result<(), PasskeyError> {
        let client = self.client.try_get_value().ok_or(PasskeyError::Browser(Refusal::Aborted))?;
        client.prepare().await.map(|_| ()).map_err(PasskeyError::Server)
    }

    /// Dedicates the next proof to this action, if the policy requires one. Without an action, it isn't for any.
    pub(super) async fn prepare_for(self, asked: Option<TokenRequest>) -> Result<(), PasskeyError> {
        // If this fails, an earlier confirmation must not be proved by mistake.
        self.forget();
        let begun = match asked {
            Some(asked) => asked.begin().await.map_err(PasskeyError::Server)?,
            None => None,
        };
        self.renew(begun.map(|begun| ("confirmation", begun.id)));
        self.prepare().await
    }

    fn renew(self, about: ExtraField) {
        // This fails only if the component no longer exists.
        let _ = self.client.try_set_value(CeremonyClient::new(self.ceremony, about));
    }

    /// The confirmation was given, or is over.
    fn forget(self) {
        self.renew(None);
    }

    /// Calls the browser before anything is awaited.
    pub(super) fn start(self) -> impl Future<Output = Asked> {
        let obstacle = obstacle();
        let asked = self.client.try_get_value().filter(|_| obstacle.is_none()).map(|client| (client.confirmation(), client.start()));
        async move {
            let (confirmation, asking) = asked.ok_or(PasskeyError::Browser(obstacle.unwrap_or(Refusal::Aborted)))?;
            let outcome = asking.await;
            if confirmation.is_some() && matches!(outcome, Ok(_) | Err(PasskeyError::Server(Error::ConfirmationOver))) {
                self.forget();
            }
            Ok((outcome?, confirmation))
        }
    }
}

#[cfg(not(feature = "hydrate"))]
impl Passkey {
    pub(super) fn new(_: Ceremony, _: Option<String>) -> Self {
        Self {}
    }

    pub(super) async fn prepare(self) -> Result<(), PasskeyError> {
        Err(PasskeyError::Browser(Refusal::Unsupported))
    }

    pub(super) async fn prepare_for(self, _: Option<TokenRequest>) -> Result<(), PasskeyError> {
        Err(PasskeyError::Browser(Refusal::Unsupported))
    }

    pub(super) async fn start(self) -> Asked {
        Err(PasskeyError::Browser(Refusal::Unsupported))
    }
}

/// Reports the result of a proof to all hooks. Returns the next step, and the token if the proof was for an action.
pub(super) async fn proved(outcome: Asked) -> Result<Authenticated, PasskeyError> {
    match outcome {
        Ok((_, confirmation)) => {
            let step = super::passkey_proved().await.map_err(PasskeyError::Server)?;
            token::issued(step, confirmation).await.map_err(PasskeyError::Server)
        }
        Err(PasskeyError::Server(error)) => Err(PasskeyError::Server(super::proved(Err(error)).await.err().unwrap_or(Error::Unavailable))),
        Err(refused) => Err(refused),
    }
}
