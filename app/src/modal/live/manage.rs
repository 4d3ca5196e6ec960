//! "Manage MFA".

use super::{attempt::Attempt, failed::Failed, focus::focus_soon, load::loaded, new_codes};
use crate::hook::{
    Modal, flow,
    guide::{Errand, Event},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::{Error, Method};
use ui::{
    erased_view::{Erase, ErasedView},
    function::manage::{self, Factor, Managed},
    handler::{Handler, handler},
    js::object,
    screen::{BackupCodesLeft, FactorAct, Factors, Remove, Rename},
    strings::{StringKey, Strings},
    transport::ask,
};

/// The displayed item, if it isn't the whole list.
#[derive(Clone)]
enum Part {
    All,
    Rename(Factor),
    /// With the error of an earlier attempt.
    Remove(Factor, Option<Error>),
}

pub(super) fn screen(strings: Strings) -> ErasedView {
    let shown = strings.clone();
    loaded(strings, Modal::Manage, move || {
        let strings = shown.clone();
        Box::pin(async move {
            let managed = manage::methods().await?;
            Ok(Box::new(move |failed| parts(strings, managed, failed)) as _)
        })
    })
}

fn parts(strings: Strings, managed: Managed, failed: Failed) -> ErasedView {
    let failure = flow::ask(|guide| guide.failed_removal().cloned()).and_then(|(id, error)| Some((find(&managed, &id)?, error)));
    let part = RwSignal::new(failure.map_or(Part::All, |(factor, error)| Part::Remove(factor, Some(error))));
    (move || {
        focus_soon();
        match part.get() {
            Part::All => all(&strings, &managed, part, failed),
            Part::Rename(factor) => rename(strings.clone(), factor, part, failed),
            Part::Remove(factor, error) => remove(strings.clone(), factor, error.as_ref(), part, failed),
        }
    })
    .erase()
}

fn find(managed: &Managed, id: &str) -> Option<Factor> {
    managed.factors.iter().find(|factor| factor.id == id).cloned()
}

fn all(strings: &Strings, managed: &Managed, part: RwSignal<Part>, failed: Failed) -> ErasedView {
    let of = |method| {
        let factors = managed.of(method)?;
        let (strings, all, may_add) = (strings.clone(), managed.clone(), managed.offered.contains(&method));
        let on_act: Handler<_> = handler(move |act| match (act, method) {
            (FactorAct::Add, Method::Totp) => flow::show(Modal::QrCode),
            (FactorAct::Add, Method::Passkey) => flow::show(Modal::RegisterPasskey),
            (FactorAct::Replace(id), _) => flow::send(Event::Replace(id)),
            (FactorAct::Rename(id), _) => part.set(find(&all, &id).map_or(Part::All, Part::Rename)),
            (FactorAct::Remove(id), _) => part.set(find(&all, &id).map_or(Part::All, |factor| Part::Remove(factor, None))),
        });
        let title = match method {
            Method::Totp => StringKey::AppTitle,
            Method::Passkey => StringKey::PasskeyTitle,
        };
        Some(section(strings.text(title), view! { <Factors strings method factors may_add on_act /> }.erase()))
    };
    let codes = managed.recovery.clone().map(|status| {
        let strings = strings.clone();
        let busy = RwSignal::new(false);
        let on_new: Handler<_> = handler(move |()| new_codes::make(busy, failed));
        section(strings.text(StringKey::BackupTitle), view! { <BackupCodesLeft strings status on_new /> }.erase())
    });
    view! { {of(Method::Passkey)} {of(Method::Totp)} {codes} }.erase()
}

fn section(title: String, content: ErasedView) -> ErasedView {
    view! {
        <h3>{title}</h3>
        <div class="mfa-dialog-card">{content}</div>
    }
    .erase()
}

fn rename(strings: Strings, factor: Factor, part: RwSignal<Part>, failed: Failed) -> ErasedView {
    let attempt = Attempt::new(strings.clone(), failed);
    let Factor { method, id, name, .. } = factor;
    let renamed = id.clone();
    let on_name: Handler<_> = handler(move |name: String| {
        let id = renamed.clone();
        let function = match method {
            Method::Totp => "/api/latchkey/device/rename",
            Method::Passkey => "/api/latchkey/passkey/rename",
        };
        attempt.send(Box::pin(async move {
            ask(function, &object(&[("id", &id.into()), ("name", &name.into())])).await?;
            done(StringKey::NoticeRenamed).await;
            Ok(())
        }));
    });
    let on_cancel: Handler<_> = handler(move |()| part.set(Part::All));
    view! { <Rename strings method id name form_error=attempt.form_error busy=attempt.busy on_name on_cancel /> }.erase()
}

fn remove(strings: Strings, factor: Factor, error: Option<&Error>, part: RwSignal<Part>, failed: Failed) -> ErasedView {
    let attempt = Attempt::new(strings.clone(), failed);
    if let Some(error) = error {
        attempt.refuse(error);
    } else if !factor.removable {
        attempt.refuse(&Error::LastMethod);
    }
    let Factor { method, id, name, removable, .. } = factor;
    let question = strings.fill(StringKey::RemoveQuestion, "name", &name);
    let (removed, replaced) = (id.clone(), id.clone());
    let on_remove: Handler<_> = handler(move |()| attempt.send(Box::pin(remove_now(method, removed.clone()))));
    let on_replace: Handler<_> = handler(move |()| match method {
        Method::Totp => flow::send(Event::Replace(replaced.clone())),
        Method::Passkey => flow::show(Modal::RegisterPasskey),
    });
    let on_cancel: Handler<_> = handler(move |()| part.set(Part::All));
    view! {
        <h3>{question}</h3>
        <Remove strings method id name removable form_error=attempt.form_error on_remove on_replace on_cancel />
    }
    .erase()
}

/// Removes a factor, after a proof if one is needed.
async fn remove_now(method: Method, id: String) -> Result<(), Error> {
    match take_away(method, &id).await {
        Err(Error::StepUpRequired) => {
            flow::step_up(Errand::Remove(method, id));
            Ok(())
        }
        outcome => {
            done(outcome?).await;
            Ok(())
        }
    }
}

/// Removes a factor after its proof.
pub(super) fn remove_proved(method: Method, id: String) {
    spawn_local(async move {
        match take_away(method, &id).await {
            Ok(word) => done(word).await,
            Err(error) => flow::send(Event::RemovalFailed(&id, &error)),
        }
    });
}

/// Removes it on the server. Returns the key of the announcement.
async fn take_away(method: Method, id: &str) -> Result<StringKey, Error> {
    let (function, word) = match method {
        Method::Totp => ("/api/latchkey/device/remove", StringKey::NoticeRemoved),
        Method::Passkey => ("/api/latchkey/passkey/delete", StringKey::NoticePasskeyRemoved),
    };
    // The server function is called by its path, since visitors would otherwise load the functions of both methods.
    ask(function, &object(&[("id", &id.into())])).await.map(|_| word)
}

/// Announces the change, and shows the current list.
async fn done(word: StringKey) {
    flow::say(word);
    flow::changed().await;
    flow::send(Event::Managed);
}
