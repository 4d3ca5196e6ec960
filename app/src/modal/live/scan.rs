//! "Scan the QR code".

use super::{attempt::Attempt, load::loaded};
use crate::hook::{Modal, flow};
use leptos::{prelude::*, task::spawn_local};
use ui::{
    erased_view::{Erase, ErasedView},
    function::totp,
    handler::{Handler, handler},
    screen::Scan,
    strings::Strings,
};

pub(super) fn screen(strings: Strings) -> ErasedView {
    let shown = strings.clone();
    loaded(strings, Modal::QrCode, move || {
        let strings = shown.clone();
        Box::pin(async move {
            let enrollment = totp::begin(flow::ask(|guide| guide.replacing().cloned())).await?;
            let status = flow::refresh().await?;
            let may_cancel = status.is_full();
            Ok(Box::new(move |failed| {
                let attempt = Attempt::new(strings.clone(), failed);
                let on_code: Handler<_> = handler(move |code| attempt.prove(Box::pin(totp::confirm(code, flow::confirming()))));
                let on_cancel: Handler<_> = handler(move |()| cancel(attempt));
                view! {
                    <Scan
                        strings
                        enrollment
                        may_cancel
                        form_error=attempt.form_error
                        busy=attempt.busy
                        on_code=on_code
                        on_cancel=on_cancel
                    />
                }
                .erase()
            }) as _)
        })
    })
}

/// Gives up the enrollment and returns to where the screen was opened, or to the choice.
fn cancel(attempt: Attempt) {
    spawn_local(async move {
        match totp::cancel().await {
            Ok(()) => {
                flow::changed().await;
                if flow::refresh().await.is_ok_and(|status| status.is_full()) {
                    flow::give_up();
                } else {
                    flow::show(Modal::ChooseType);
                }
            }
            Err(error) => attempt.refuse(&error.0),
        }
    });
}
