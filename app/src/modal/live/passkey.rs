//! "Register a passkey" and "Verify with a passkey".

use super::{failed::Failed, load::loaded};
use crate::hook::{
    Modal, flow,
    guide::{Event, instead_of},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::{Error, Method, NextStep};
use ui::{
    erased_view::{Erase, ErasedView},
    handler::{Handler, handler},
    passkey::Ceremony,
    screen::{AltAction, UsePasskey},
    strings::{StringKey, Strings},
};

pub(super) fn screen(strings: Strings, modal: Modal) -> ErasedView {
    let ceremony = if modal == Modal::RegisterPasskey { Ceremony::Register } else { Ceremony::Verify };
    let shown = strings.clone();
    loaded(strings, modal, move || {
        let strings = shown.clone();
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
            Ok(Box::new(move |failed| draw(strings, ceremony, status.is_full(), failed)) as _)
        })
    })
}

fn draw(strings: Strings, ceremony: Ceremony, full: bool, failed: Failed) -> ErasedView {
    let proving = ceremony == Ceremony::Verify;
    let lead = strings.text(match ceremony {
        Ceremony::Register => StringKey::PasskeyRegisterLead,
        _ if full => StringKey::StepUpPasskeyLead,
        _ => StringKey::PasskeyVerifyLead,
    });
    let on_done: Handler<_> = handler(move |_| spawn_local(done(full && !proving, failed)));
    let on_end: Handler<_> = handler(move |error| failed.report(error));
    let on_alternative: Handler<_> = handler(|chosen| match chosen {
        AltAction::OtherMethod => flow::show(Modal::ChooseType),
        AltAction::BackupCode => flow::show(Modal::EnterBackupCodes),
        AltAction::Cancel => flow::send(Event::Back),
    });
    let others = proving || !full;
    let form_error = RwSignal::new(None);
    let about = flow::confirming().map(|id| ("confirmation", id));
    view! { <UsePasskey strings ceremony about lead may_cancel=full others form_error on_done on_end on_alternative /> }.erase()
}

/// Continues with the next step; `added` says that it was an additional passkey.
async fn done(added: bool, failed: Failed) {
    match flow::passkey_proved(true).await {
        Ok(_) if added => flow::say(StringKey::NoticePasskeyAdded),
        Ok(_) => {}
        Err(error) => failed.report(error),
    }
}
