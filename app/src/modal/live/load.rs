//! A screen that needs data from the server first.

use super::{failed::Failed, failure, focus::focus_soon};
use crate::hook::{
    Modal, flow,
    guide::{Errand, Event},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::Error;
use std::{future::Future, pin::Pin};
use ui::{
    erased_view::{Erase, ErasedView},
    strings::{StringKey, Strings},
};

/// Renders a screen.
pub(super) type Draw = Box<dyn FnOnce(Failed) -> ErasedView>;

/// The result of loading; boxed, so that it is compiled once for all screens.
pub(super) type Loading = Pin<Box<dyn Future<Output = Result<Draw, Error>>>>;

type Slot = StoredValue<Option<Result<Draw, Error>>, LocalStorage>;

/// Shows that the screen is being loaded, then the screen; or the error, with an alternative.
pub(super) fn loaded(strings: Strings, modal: Modal, load: impl Fn() -> Loading + 'static) -> ErasedView {
    loaded_by(strings, modal, Box::new(load))
}

/// Boxed, so that it is compiled once for all screens.
fn loaded_by(strings: Strings, modal: Modal, load: Box<dyn Fn() -> Loading>) -> ErasedView {
    let slot: Slot = StoredValue::new_local(None);
    let turn = RwSignal::new(());
    let run = StoredValue::new_local(Box::new(move || {
        slot.set_value(None);
        turn.set(());
        let loading = load();
        spawn_local(async move { fill(modal, slot, turn, loading.await) });
    }) as Box<dyn Fn()>);
    let retry = Callback::new(move |()| run.with_value(|run| run()));
    let failed = Failed::new(move |error| fill(modal, slot, turn, Err(error)));
    retry.run(());
    (move || {
        turn.get();
        match slot.try_update_value(Option::take).flatten() {
            None => view! {
                <p class="mfa-dialog-loading" role="status">
                    {strings.text(StringKey::Loading)}
                </p>
            }
            .erase(),
            Some(Ok(draw)) => {
                focus_soon();
                draw(failed)
            }
            Some(Err(error)) => failure::view(&strings, &error, retry),
        }
    })
    .erase()
}

/// Fills the slot, unless the screen was removed meanwhile. If loading only needs a proof, it asks for one.
fn fill(modal: Modal, slot: Slot, turn: RwSignal<()>, outcome: Result<Draw, Error>) {
    if turn.is_disposed() {
        return;
    }
    if matches!(outcome, Err(Error::StepUpRequired)) {
        flow::step_up(Errand::Show(modal));
        return;
    }
    match &outcome {
        Ok(_) => flow::send(Event::Loaded),
        Err(error) => flow::send(Event::Refused(error)),
    }
    slot.set_value(Some(outcome));
    turn.set(());
}
