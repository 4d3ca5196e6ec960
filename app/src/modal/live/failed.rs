//! How a screen says that it has nothing more to offer.

use leptos::prelude::*;
use mfa::Error;

/// Told when there is nothing more to be done on a screen.
#[derive(Clone, Copy)]
pub(super) struct Failed(Callback<Error>);

impl Failed {
    pub(super) fn new(take: impl Fn(Error) + Send + Sync + 'static) -> Self {
        Self(Callback::new(take))
    }

    /// Shows why in the place of the screen. Nobody is there to be shown anything once the screen is gone, as it may be by the time that an
    /// answer comes.
    pub(super) fn report(self, error: Error) {
        self.0.try_run(error);
    }
}
