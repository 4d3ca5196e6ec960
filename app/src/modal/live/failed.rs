//! The end of a screen after a final error.

use leptos::prelude::*;
use mfa::Error;

/// Called when a screen can't continue.
#[derive(Clone, Copy)]
pub(super) struct Failed(Callback<Error>);

impl Failed {
    pub(super) fn new(take: impl Fn(Error) + Send + Sync + 'static) -> Self {
        Self(Callback::new(take))
    }

    /// Shows the error instead of the screen. Does nothing if the screen was removed meanwhile, for instance before a response arrived.
    pub(super) fn report(self, error: Error) {
        self.0.try_run(error);
    }
}
