//! A proof that the application asks for, and what waits until the dialog is closed.

use super::{
    super::{PromptError, guide::Event, state::state},
    PAGE, Page, ask, has_dialog, send, sync,
};
use futures::{channel::oneshot::channel, lock::OwnedMutexGuard};
use leptos::prelude::*;
use mfa::view::{Confirmation, User};
use std::{cell::Cell, sync::Arc};

/// Asks for a proof, which is for an action if there is a `confirmation`. One that is being asked for an action is waited for.
pub(crate) async fn prompt(confirmation: Option<Confirmation>) -> Result<User, PromptError> {
    if !has_dialog() {
        return Err(PromptError::NoProvider);
    }
    let screen = loop {
        let status = sync::refresh().await?;
        match ask(|guide| guide.prompt_screen(&status, confirmation.is_some()))? {
            Some(screen) => break screen,
            None => closed().await,
        }
    };
    send(Event::Prompt { screen, confirmation: confirmation.as_ref() });
    let (resolve, outcome) = channel();
    push(|page| &page.prompts, resolve);
    outcome.await.unwrap_or(Err(PromptError::Cancelled))
}

fn push<T>(list: impl FnOnce(&Page) -> &Cell<Vec<T>>, new: T) {
    PAGE.with(|page| {
        let list = list(page);
        let mut all = list.take();
        all.push(new);
        list.set(all);
    });
}

/// Waits until no screen is open.
pub(crate) async fn closed() {
    while state().open.with_untracked(Option::is_some) {
        let (waiting, told) = channel();
        push(|page| &page.waiting, waiting);
        let _ = told.await;
    }
}

/// Waits until no other action is being confirmed. The next one's turn is when this is dropped.
pub(crate) async fn turn() -> OwnedMutexGuard<()> {
    PAGE.with(|page| Arc::clone(page.turn.get_or_init(Arc::default))).lock_owned().await
}
