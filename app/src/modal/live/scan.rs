//! "Scan the QR code".

use super::{attempt::Attempt, load::loaded};
use crate::{
    function::totp,
    handler::{Handler, handler},
    hook::{Modal, flow},
    kit::Kit,
    piece::{Piece, piece},
    screen::Scan,
};
use leptos::{prelude::*, task::spawn_local};

pub(super) fn screen(kit: Kit) -> Piece {
    let shown = kit.clone();
    loaded(kit, Modal::QrCode, move || {
        let kit = shown.clone();
        Box::pin(async move {
            let enrollment = totp::begin(flow::ask(|guide| guide.replacing().cloned())).await?;
            let status = flow::refresh().await?;
            let may_cancel = status.is_full();
            Ok(Box::new(move |failed| {
                let attempt = Attempt::new(kit.clone(), failed);
                let on_code: Handler<_> = handler(move |code| attempt.prove(Box::pin(totp::confirm(code, flow::confirming()))));
                let on_cancel: Handler<_> = handler(move |()| cancel(attempt));
                piece(view! {
                    <Scan
                        kit
                        enrollment
                        may_cancel
                        trouble=attempt.trouble
                        busy=attempt.busy
                        on_code=on_code
                        on_cancel=on_cancel
                    />
                })
            }) as _)
        })
    })
}

/// Gives the device up: back to where the screen was opened, or to the choice.
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
