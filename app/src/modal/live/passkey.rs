//! "Register a passkey" and "Verify with a passkey".

use super::load::{Failed, loaded};
use crate::{
    control::Ceremony,
    function,
    hook::{Modal, flow},
    kit::{Kit, Word},
    piece::{Piece, piece},
    screen::{On, UsePasskey, Way, on},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::{Error, Method, NextStep, view::Status};

pub(super) fn register(kit: Kit) -> Piece {
    let shown = kit.clone();
    loaded(kit, Modal::RegisterPasskey, move || {
        let kit = shown.clone();
        Box::pin(async move {
            let status = flow::refresh().await?;
            match &status.step {
                NextStep::SignIn => return Err(Error::NotSignedIn),
                NextStep::Challenge { .. } => return Err(Error::RequiresAdditionalAuth),
                _ if !status.offered.contains(&Method::Passkey) => return Err(Error::MethodDisabled),
                _ => {}
            }
            Ok(Box::new(move |failed| draw(kit, Ceremony::Register, &status, failed)) as _)
        })
    })
}

pub(super) fn verify(kit: Kit) -> Piece {
    let shown = kit.clone();
    loaded(kit, Modal::VerifyPasskey, move || {
        let kit = shown.clone();
        Box::pin(async move {
            let status = flow::refresh().await?;
            if status.user.is_none() {
                return Err(Error::NotSignedIn);
            }
            if !status.enrolled.contains(&Method::Passkey) {
                return Err(Error::NotPossibleNow);
            }
            Ok(Box::new(move |failed| draw(kit, Ceremony::Verify, &status, failed)) as _)
        })
    })
}

fn draw(kit: Kit, ceremony: Ceremony, status: &Status, failed: Failed) -> Piece {
    let full = status.is_full();
    let proving = ceremony == Ceremony::Verify;
    let lead = kit.text(match ceremony {
        Ceremony::Register => Word::PasskeyRegisterLead,
        _ if full => Word::StepUpPasskeyLead,
        _ => Word::PasskeyVerifyLead,
    });
    let on_done: On<_> = on(move |_| spawn_local(done(full && !proving)));
    let on_end: On<_> = on(move |error| failed.run(error));
    let on_way: On<_> = on(|way| match way {
        Way::OtherMethod => flow::show(Modal::ChooseType),
        Way::BackupCode => flow::show(Modal::EnterBackupCodes),
        Way::Cancel => flow::step_back(),
    });
    let others = proving || !full;
    let trouble = RwSignal::new(None);
    piece(view! { <UsePasskey kit ceremony lead may_cancel=full others trouble on_done on_end on_way /> })
}

/// On with what comes next; `added` says that it was one more.
async fn done(added: bool) {
    let step = function::flow::next_step().await.map_err(Error::from);
    flow::proved(&step).await;
    if added {
        flow::say(Word::NoticePasskeyAdded);
    }
}
