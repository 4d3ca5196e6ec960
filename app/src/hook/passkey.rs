//! What the passkey hooks have in common.

use crate::control::{Ceremony, Refusal};
use mfa::Error;
#[cfg(feature = "hydrate")]
use {
    crate::control::ceremony::Run,
    leptos::prelude::{GetValue, LocalStorage, StoredValue},
};

/// Why nothing came of a passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The browser gave none.
    Browser(Refusal),
    /// The server refused it, or couldn't be reached.
    Server(Error),
}

impl PasskeyError {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Browser(refusal) => refusal.code(),
            Self::Server(error) => error.code(),
        }
    }
}

/// A ceremony of one kind, with its options fetched ahead.
#[derive(Clone, Copy)]
pub(super) struct Passkey {
    #[cfg(feature = "hydrate")]
    run: StoredValue<Run, LocalStorage>,
}

#[cfg(feature = "hydrate")]
impl Passkey {
    pub(super) fn new(ceremony: Ceremony, next: Option<String>) -> Self {
        Self { run: StoredValue::new_local(Run::new(ceremony, next)) }
    }

    pub(super) async fn prepare(self) -> Result<(), PasskeyError> {
        let run = self.run.try_get_value().ok_or(PasskeyError::Browser(Refusal::Aborted))?;
        run.prepare().await.map(|_| ()).map_err(PasskeyError::Server)
    }

    /// Asks the browser before anything is awaited.
    pub(super) fn start(self) -> impl Future<Output = Result<String, PasskeyError>> {
        let obstacle = crate::control::webauthn::obstacle();
        let asked = self.run.try_get_value().filter(|_| obstacle.is_none()).map(|run| run.start());
        async move {
            match asked {
                Some(asked) => asked.await,
                None => Err(PasskeyError::Browser(obstacle.unwrap_or(Refusal::Aborted))),
            }
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

    pub(super) async fn start(self) -> Result<String, PasskeyError> {
        Err(PasskeyError::Browser(Refusal::Unsupported))
    }
}

/// Tells all hooks what came of a proof, and what comes next.
pub(super) async fn proved(outcome: Result<String, PasskeyError>) -> Result<mfa::NextStep, PasskeyError> {
    match outcome {
        Ok(_) => super::passkey_proved().await.map_err(PasskeyError::Server),
        Err(PasskeyError::Server(error)) => super::proved(Err(error)).await.map_err(PasskeyError::Server),
        Err(refused) => Err(refused),
    }
}
