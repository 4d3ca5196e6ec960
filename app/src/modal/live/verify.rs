//! "Enter the verification code".

use super::{attempt::Attempt, challenge, load::loaded};
use crate::hook::{
    Modal, flow,
    guide::{Event, instead_of},
};
use leptos::prelude::*;
use mfa::Method;
use ui::{
    erased_view::{Erase, ErasedView},
    function::totp,
    handler::{Handler, handler},
    screen::{AltAction, Verify},
    strings::{StringKey, Strings},
};

pub(super) fn screen(strings: Strings) -> ErasedView {
    let shown = strings.clone();
    loaded(strings, Modal::OtpVerification, move || {
        let strings = shown.clone();
        Box::pin(async move {
            let wait = challenge::begin().await?;
            let status = flow::refresh().await?;
            if let Some(screen) = instead_of(Method::Totp, &status) {
                flow::show(screen);
                return std::future::pending().await;
            }
            let is_step_up = status.is_full();
            Ok(Box::new(move |failed| {
                let attempt = Attempt::new(strings.clone(), failed);
                if let Some(wait) = &wait {
                    attempt.refuse(wait);
                }
                let on_code: Handler<_> = handler(move |code| attempt.prove(Box::pin(totp::verify(code, None, flow::confirming()))));
                let on_alternative: Handler<_> = handler(|chosen| match chosen {
                    AltAction::OtherMethod => flow::show(Modal::ChooseType),
                    AltAction::BackupCode => flow::show(Modal::EnterBackupCodes),
                    AltAction::Cancel => flow::send(Event::Back),
                });
                let lead = if is_step_up {
                    strings.text(StringKey::StepUpLead)
                } else {
                    strings.fill(StringKey::VerifyLead, "issuer", strings.issuer())
                };
                view! {
                    <Verify
                        strings
                        lead
                        may_cancel=is_step_up
                        form_error=attempt.form_error
                        busy=attempt.busy
                        on_code=on_code
                        on_alternative=on_alternative
                    />
                }
                .erase()
            }) as _)
        })
    })
}
