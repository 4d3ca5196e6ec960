//! "Choose a method".

use super::load::loaded;
use crate::hook::{
    Modal, flow,
    guide::{Guide, proof_of},
};
use leptos::prelude::*;
use mfa::{Error, Method, NextStep};
use ui::{
    erased_view::{Erase, ErasedView},
    handler::{Handler, handler},
    screen::{Choose, Pick},
    strings::Strings,
};

pub(super) fn screen(strings: Strings) -> ErasedView {
    let shown = strings.clone();
    loaded(strings, Modal::ChooseType, move || {
        let strings = shown.clone();
        Box::pin(async move {
            let status = flow::refresh().await?;
            let (offered, proving, skippable) = match status.step {
                NextStep::SignIn => return Err(Error::NotSignedIn),
                NextStep::Challenge { methods, .. } => (methods, true, false),
                NextStep::ChooseMethod { offered, skippable } => (offered, false, skippable),
                _ if flow::ask(Guide::is_proving) => (status.enrolled, true, false),
                _ => (status.offered, false, false),
            };
            if offered.is_empty() {
                return Err(Error::MethodDisabled);
            }
            Ok(Box::new(move |_| {
                let on_pick: Handler<_> = handler(move |pick| match pick {
                    Pick::Method(method) if proving => flow::show(proof_of(method)),
                    Pick::Method(Method::Totp) => flow::show(Modal::QrCode),
                    Pick::Method(Method::Passkey) => flow::show(Modal::RegisterPasskey),
                    Pick::BackupCode => flow::show(Modal::EnterBackupCodes),
                    Pick::Later => flow::give_up(),
                });
                view! { <Choose strings offered proving skippable on_pick=on_pick /> }.erase()
            }) as _)
        })
    })
}
