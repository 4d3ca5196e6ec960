//! "Register a passkey" and "Verify with a passkey".

use super::load::{Failed, loaded};
use crate::{
    handler::{Handler, handler},
    hook::{
        Modal, flow,
        guide::{Event, instead_of},
    },
    kit::{Kit, Word},
    passkey::Ceremony,
    piece::{Piece, piece},
    screen::{UsePasskey, Way},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::{Error, Method, NextStep};

pub(super) fn screen(kit: Kit, modal: Modal) -> Piece {
    let ceremony = if modal == Modal::RegisterPasskey { Ceremony::Register } else { Ceremony::Verify };
    let shown = kit.clone();
    loaded(kit, modal, move || {
        let kit = shown.clone();
        Box::pin(async move {
            let status = flow::refresh().await?;
            match (ceremony, &status.step) {
                (_, NextStep::SignIn) => return Err(Error::NotSignedIn),
                (Ceremony::Register, NextStep::Challenge { .. }) => return Err(Error::RequiresAdditionalAuth),
                (Ceremony::Register, _) if !status.offered.contains(&Method::Passkey) => return Err(Error::MethodDisabled),
                (Ceremony::Verify, _) if status.enrolled.is_empty() => return Err(Error::NotPossibleNow),
                _ => {}
            }
            if let Some(screen) = instead_of(Method::Passkey, &status).filter(|_| ceremony == Ceremony::Verify) {
                flow::show(screen);
                return std::future::pending().await;
            }
            Ok(Box::new(move |failed| draw(kit, ceremony, status.is_full(), failed)) as _)
        })
    })
}

fn draw(kit: Kit, ceremony: Ceremony, full: bool, failed: Failed) -> Piece {
    let proving = ceremony == Ceremony::Verify;
    let lead = kit.text(match ceremony {
        Ceremony::Register => Word::PasskeyRegisterLead,
        _ if full => Word::StepUpPasskeyLead,
        _ => Word::PasskeyVerifyLead,
    });
    let on_done: Handler<_> = handler(move |_| spawn_local(done(full && !proving, failed)));
    let on_end: Handler<_> = handler(move |error| failed.report(error));
    let on_way: Handler<_> = handler(|way| match way {
        Way::OtherMethod => flow::show(Modal::ChooseType),
        Way::BackupCode => flow::show(Modal::EnterBackupCodes),
        Way::Cancel => flow::send(Event::Back),
    });
    let others = proving || !full;
    let trouble = RwSignal::new(None);
    let about = flow::confirming().map(|id| ("confirmation", id));
    piece(view! { <UsePasskey kit ceremony about lead may_cancel=full others trouble on_done on_end on_way /> })
}

/// On with what comes next; `added` says that it was one more.
async fn done(added: bool, failed: Failed) {
    match flow::passkey_proved(true).await {
        Ok(_) if added => flow::say(Word::NoticePasskeyAdded),
        Ok(_) => {}
        Err(error) => failed.report(error),
    }
}
