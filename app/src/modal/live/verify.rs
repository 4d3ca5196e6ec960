//! "Enter the verification code".

use super::{attempt::Attempt, challenge, load::loaded};
use crate::{
    function::totp,
    handler::{Handler, handler},
    hook::{
        Modal, flow,
        guide::{Event, instead_of},
    },
    kit::{Kit, Word},
    piece::{Piece, piece},
    screen::{Verify, Way},
};
use leptos::prelude::*;
use mfa::Method;

pub(super) fn screen(kit: Kit) -> Piece {
    let shown = kit.clone();
    loaded(kit, Modal::OtpVerification, move || {
        let kit = shown.clone();
        Box::pin(async move {
            let wait = challenge::begin().await?;
            let status = flow::refresh().await?;
            if let Some(screen) = instead_of(Method::Totp, &status) {
                flow::show(screen);
                return std::future::pending().await;
            }
            let is_step_up = status.is_full();
            Ok(Box::new(move |failed| {
                let attempt = Attempt::new(kit.clone(), failed);
                if let Some(wait) = &wait {
                    attempt.refuse(wait);
                }
                let on_code: Handler<_> = handler(move |code| attempt.prove(Box::pin(totp::verify(code, None, flow::confirming()))));
                let on_way: Handler<_> = handler(|way| match way {
                    Way::OtherMethod => flow::show(Modal::ChooseType),
                    Way::BackupCode => flow::show(Modal::EnterBackupCodes),
                    Way::Cancel => flow::send(Event::Back),
                });
                let lead = if is_step_up { kit.text(Word::StepUpLead) } else { kit.fill(Word::VerifyLead, "issuer", kit.issuer()) };
                piece(view! {
                    <Verify
                        kit
                        lead
                        may_cancel=is_step_up
                        trouble=attempt.trouble
                        busy=attempt.busy
                        on_code=on_code
                        on_way=on_way
                    />
                })
            }) as _)
        })
    })
}
