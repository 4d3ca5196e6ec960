//! "Manage MFA".

use super::{
    attempt::Attempt,
    host,
    load::{Failed, loaded},
};
use crate::{
    function::{
        device,
        manage::{self, DeviceLine, Managed, PasskeyLine},
        passkey, recovery,
    },
    hook::{Modal, flow, state::state},
    kit::{Kit, Word},
    piece::{Piece, piece},
    screen::{BackupCodesLeft, DeviceAct, Devices, On, PasskeyAct, Passkeys, Remove, Rename, on},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::{Error, Method};
use std::cell::{Cell, RefCell};

thread_local! {
    /// New codes are on their way: a second press makes no second set.
    static MAKING: Cell<bool> = const { Cell::new(false) };
    /// The removal that failed after its proof, and why: said where it can be tried again.
    static FAILED: RefCell<Option<(String, Error)>> = const { RefCell::new(None) };
}

/// An authenticator app or a passkey.
#[derive(Clone)]
struct Factor {
    method: Method,
    id: String,
    name: String,
    removable: bool,
}

impl From<&DeviceLine> for Factor {
    fn from(device: &DeviceLine) -> Self {
        Self { method: Method::Totp, id: device.id.clone(), name: device.name.clone(), removable: device.removable }
    }
}

impl From<&PasskeyLine> for Factor {
    fn from(passkey: &PasskeyLine) -> Self {
        Self { method: Method::Passkey, id: passkey.id.clone(), name: passkey.name.clone(), removable: passkey.removable }
    }
}

/// What is shown, if it isn't all of them.
#[derive(Clone)]
enum Part {
    All,
    Rename(Factor),
    /// And what went wrong with it before.
    Remove(Factor, Option<Error>),
}

pub(super) fn screen(kit: Kit) -> Piece {
    let shown = kit.clone();
    loaded(kit, Modal::Manage, move || {
        let kit = shown.clone();
        Box::pin(async move {
            let managed = manage::methods().await?;
            Ok(Box::new(move |failed| parts(kit, managed, failed)) as _)
        })
    })
}

fn parts(kit: Kit, managed: Managed, failed: Failed) -> Piece {
    let factors: Vec<_> = managed.devices.iter().map(Factor::from).chain(managed.passkeys.iter().map(Factor::from)).collect();
    let failure = FAILED.take().and_then(|(id, error)| Some((factors.iter().find(|factor| factor.id == id)?.clone(), error)));
    let part = RwSignal::new(failure.map_or(Part::All, |(factor, error)| Part::Remove(factor, Some(error))));
    piece(move || {
        host::focus_soon();
        match part.get() {
            Part::All => all(&kit, &managed, &factors, part, failed),
            Part::Rename(factor) => rename(kit.clone(), factor, part, failed),
            Part::Remove(factor, error) => remove(kit.clone(), factor, error.as_ref(), part, failed),
        }
    })
}

fn all(kit: &Kit, managed: &Managed, factors: &[Factor], part: RwSignal<Part>, failed: Failed) -> Piece {
    let factors = factors.to_vec();
    let turn_to = move |id: &str, part_of: fn(Factor) -> Part| {
        let found = factors.iter().find(|factor| factor.id == id).cloned();
        part.set(found.map_or(Part::All, part_of));
    };
    let removal = |factor| Part::Remove(factor, None);
    let turn = turn_to.clone();
    let on_passkey: On<_> = on(move |act| match act {
        PasskeyAct::Add => flow::show(Modal::RegisterPasskey),
        PasskeyAct::Rename(id) => turn(&id, Part::Rename),
        PasskeyAct::Remove(id) => turn(&id, removal),
    });
    let on_device: On<_> = on(move |act| match act {
        DeviceAct::Add => flow::show(Modal::QrCode),
        DeviceAct::Replace(id) => flow::replaced(id),
        DeviceAct::Rename(id) => turn_to(&id, Part::Rename),
        DeviceAct::Remove(id) => turn_to(&id, removal),
    });
    let passkeys = (managed.has_passkeys || !managed.passkeys.is_empty()).then(|| {
        let (kit, passkeys, may_add) = (kit.clone(), managed.passkeys.clone(), managed.has_passkeys);
        section(kit.text(Word::PasskeyTitle), piece(view! { <Passkeys kit passkeys may_add on_act=on_passkey /> }))
    });
    let devices = (managed.has_apps || !managed.devices.is_empty()).then(|| {
        let (kit, devices, may_add) = (kit.clone(), managed.devices.clone(), managed.has_apps);
        section(kit.text(Word::AppTitle), piece(view! { <Devices kit devices may_add on_act=on_device /> }))
    });
    let codes = managed.recovery.clone().map(|status| {
        let kit = kit.clone();
        let on_new: On<_> = on(move |()| make_new_codes(failed));
        section(kit.text(Word::BackupTitle), piece(view! { <BackupCodesLeft kit status on_new /> }))
    });
    piece(view! { {passkeys} {devices} {codes} })
}

fn section(title: String, content: Piece) -> Piece {
    piece(view! {
        <h3>{title}</h3>
        <div class="mfa-dialog-card">{content}</div>
    })
}

fn rename(kit: Kit, factor: Factor, part: RwSignal<Part>, failed: Failed) -> Piece {
    let attempt = Attempt::new(kit.clone(), failed);
    let Factor { method, id, name, .. } = factor;
    let renamed = id.clone();
    let on_name: On<_> = on(move |name| {
        let id = renamed.clone();
        attempt.send(Box::pin(async move {
            match method {
                Method::Totp => device::rename(id, name).await?,
                Method::Passkey => passkey::rename(id, name).await?,
            }
            done(Word::NoticeRenamed).await;
            Ok(())
        }));
    });
    let on_cancel: On<_> = on(move |()| part.set(Part::All));
    piece(view! { <Rename kit method id name trouble=attempt.trouble busy=attempt.busy on_name on_cancel /> })
}

fn remove(kit: Kit, factor: Factor, error: Option<&Error>, part: RwSignal<Part>, failed: Failed) -> Piece {
    let attempt = Attempt::new(kit.clone(), failed);
    if let Some(error) = error {
        attempt.refuse(error);
    } else if !factor.removable {
        attempt.refuse(&Error::LastMethod);
    }
    let Factor { method, id, name, removable } = factor;
    let question = kit.fill(Word::RemoveQuestion, "name", &name);
    let (removed, replaced) = (id.clone(), id.clone());
    let on_remove: On<_> = on(move |()| attempt.send(Box::pin(remove_now(method, removed.clone()))));
    let on_replace: On<_> = on(move |()| match method {
        Method::Totp => flow::replaced(replaced.clone()),
        Method::Passkey => flow::show(Modal::RegisterPasskey),
    });
    let on_cancel: On<_> = on(move |()| part.set(Part::All));
    piece(view! {
        <h3>{question}</h3>
        <Remove kit method id name removable trouble=attempt.trouble on_remove on_replace on_cancel />
    })
}

/// Removes it, after a proof if one is needed.
async fn remove_now(method: Method, id: String) -> Result<(), Error> {
    match take_away(method, &id).await {
        Err(Error::StepUpRequired) => {
            flow::step_up(move || {
                spawn_local(async move {
                    flow::show(Modal::Manage);
                    match take_away(method, &id).await {
                        Ok(word) => done(word).await,
                        Err(error) => {
                            FAILED.set(Some((id, error)));
                            show_again();
                        }
                    }
                });
            });
            Ok(())
        }
        outcome => {
            done(outcome?).await;
            Ok(())
        }
    }
}

/// Gives what is to be said of it.
async fn take_away(method: Method, id: &str) -> Result<Word, Error> {
    match method {
        Method::Totp => device::remove(id.to_owned()).await.map(|()| Word::NoticeRemoved),
        Method::Passkey => passkey::delete(id.to_owned()).await.map(|()| Word::NoticePasskeyRemoved),
    }
    .map_err(Error::from)
}

/// Says what was done, and shows what there is now.
async fn done(word: Word) {
    flow::say(word);
    flow::changed().await;
    show_again();
}

/// Shows what there is now, unless the user has left meanwhile.
fn show_again() {
    if state().open.get_untracked() == Some(Modal::Manage) {
        flow::show(Modal::Manage);
    }
}

/// Makes new codes and shows them, after a proof if one is needed.
pub(super) fn new_codes() {
    make_new_codes(Callback::new(|_| flow::show(Modal::Manage)));
}

fn make_new_codes(failed: Failed) {
    if MAKING.replace(true) {
        return;
    }
    spawn_local(async move {
        let made = recovery::generate().await.map_err(Error::from);
        MAKING.set(false);
        match made {
            Ok(_) => {
                flow::changed().await;
                flow::show(Modal::ViewBackupCodes);
            }
            Err(Error::StepUpRequired) => flow::step_up(new_codes),
            Err(error) => failed.run(error),
        }
    });
}
