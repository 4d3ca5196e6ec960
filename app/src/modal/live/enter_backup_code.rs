//! "Enter a backup code".

use super::{attempt::Attempt, challenge, load::loaded};
use crate::hook::{Modal, flow};
use leptos::prelude::*;
use mfa::Error;
use ui::{
    erased_view::{Erase, ErasedView},
    function::recovery,
    handler::{Handler, handler},
    screen::EnterBackupCode,
    strings::Strings,
};

pub(super) fn screen(strings: Strings) -> ErasedView {
    let shown = strings.clone();
    loaded(strings, Modal::EnterBackupCodes, move || {
        let strings = shown.clone();
        Box::pin(async move {
            let wait = challenge::begin().await?;
            // Only a full session may read the number of codes that are left.
            if flow::refresh().await?.is_full() && recovery::status().await?.remaining == 0 {
                return Err(Error::NoRecoveryCodes);
            }
            Ok(Box::new(move |failed| {
                let attempt = Attempt::new(strings.clone(), failed);
                if let Some(wait) = &wait {
                    attempt.refuse(wait);
                }
                let on_code: Handler<_> = handler(move |code| attempt.prove(Box::pin(recovery::verify(code, flow::confirming()))));
                let on_other_method: Handler<_> = handler(|()| flow::show(Modal::ChooseType));
                view! {
                    <EnterBackupCode
                        strings
                        form_error=attempt.form_error
                        busy=attempt.busy
                        on_code=on_code
                        on_other_method=on_other_method
                    />
                }
                .erase()
            }) as _)
        })
    })
}
