//! "Manage MFA".

use super::{
    attempt::Attempt,
    host,
    load::{Failed, loaded},
};
use crate::piece::{Piece, piece};
use crate::{
    function::{
        device,
        manage::{self, DeviceLine, Managed},
        recovery,
    },
    hook::{Modal, flow},
    kit::{Kit, Word},
    screen::{BackupCodesLeft, DeviceAct, Devices, On, Remove, Rename, on},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::Error;

/// What is shown of a device, if it isn't all of them.
#[derive(Clone)]
enum Part {
    All,
    Rename(DeviceLine),
    Remove(DeviceLine),
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
    let part = RwSignal::new(Part::All);
    piece(move || {
        host::focus_soon();
        match part.get() {
            Part::All => all(&kit, &managed, part, failed),
            Part::Rename(device) => rename(kit.clone(), device, part, failed),
            Part::Remove(device) => remove(kit.clone(), device, part, failed),
        }
    })
}

fn all(kit: &Kit, managed: &Managed, part: RwSignal<Part>, failed: Failed) -> Piece {
    let devices = managed.devices.clone();
    let on_act: On<_> = on(move |act| {
        let find = |id: String| devices.iter().find(|device| device.id == id).cloned();
        match act {
            DeviceAct::Add => flow::show(Modal::QrCode),
            DeviceAct::Replace(id) => flow::replaced(id),
            DeviceAct::Rename(id) => part.set(find(id).map_or(Part::All, Part::Rename)),
            DeviceAct::Remove(id) => part.set(find(id).map_or(Part::All, Part::Remove)),
        }
    });
    let codes = managed.recovery.clone().map(|status| {
        let on_new: On<_> = on(move |()| make_new_codes(failed));
        view! {
            <h3>{kit.text(Word::BackupTitle)}</h3>
            <div class="mfa-dialog-card">
                <BackupCodesLeft kit=kit.clone() status on_new=on_new />
            </div>
        }
    });
    piece(view! {
        <h3>{kit.text(Word::AppTitle)}</h3>
        <div class="mfa-dialog-card">
            <Devices kit=kit.clone() devices=managed.devices.clone() on_act=on_act />
        </div>
        {codes}
    })
}

fn rename(kit: Kit, device: DeviceLine, part: RwSignal<Part>, failed: Failed) -> Piece {
    let attempt = Attempt::new(kit.clone(), failed);
    let id = device.id.clone();
    let on_name: On<_> = on(move |name| {
        let id = id.clone();
        attempt.send(Box::pin(async move {
            device::rename(id, name).await?;
            done(Word::NoticeRenamed).await;
            Ok(())
        }));
    });
    let on_cancel: On<_> = on(move |()| part.set(Part::All));
    piece(view! {
        <Rename
            kit
            id=device.id
            name=device.name
            trouble=attempt.trouble
            busy=attempt.busy
            on_name=on_name
            on_cancel=on_cancel
        />
    })
}

fn remove(kit: Kit, device: DeviceLine, part: RwSignal<Part>, failed: Failed) -> Piece {
    let attempt = Attempt::new(kit.clone(), failed);
    if !device.removable {
        attempt.refuse(&Error::LastMethod);
    }
    let question = kit.fill(Word::RemoveQuestion, "name", &device.name);
    let (removed, replaced) = (device.id.clone(), device.id.clone());
    let on_remove: On<_> = on(move |()| attempt.send(Box::pin(remove_now(removed.clone()))));
    let on_replace: On<_> = on(move |()| flow::replaced(replaced.clone()));
    let on_cancel: On<_> = on(move |()| part.set(Part::All));
    piece(view! {
        <h3>{question}</h3>
        <Remove
            kit
            device
            trouble=attempt.trouble
            on_remove=on_remove
            on_replace=on_replace
            on_cancel=on_cancel
        />
    })
}

/// Removes the device, after a proof if one is needed.
async fn remove_now(id: String) -> Result<(), Error> {
    match device::remove(id.clone()).await.map_err(Error::from) {
        Err(Error::StepUpRequired) => {
            flow::step_up(move || {
                spawn_local(async move {
                    flow::show(Modal::Manage);
                    if device::remove(id).await.is_ok() {
                        done(Word::NoticeRemoved).await;
                    }
                });
            });
            Ok(())
        }
        outcome => {
            outcome?;
            done(Word::NoticeRemoved).await;
            Ok(())
        }
    }
}

/// Says what was done, and shows what there is now.
async fn done(word: Word) {
    flow::say(word);
    flow::changed().await;
    flow::show(Modal::Manage);
}

/// Makes new codes and shows them, after a proof if one is needed.
pub(super) fn new_codes() {
    make_new_codes(Callback::new(|_| flow::show(Modal::Manage)));
}

fn make_new_codes(failed: Failed) {
    spawn_local(async move {
        match recovery::generate().await.map_err(Error::from) {
            Ok(_) => {
                flow::changed().await;
                flow::show(Modal::ViewBackupCodes);
            }
            Err(Error::StepUpRequired) => flow::step_up(new_codes),
            Err(error) => failed.run(error),
        }
    });
}
