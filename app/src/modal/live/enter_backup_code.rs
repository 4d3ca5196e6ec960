//! "Enter a backup code".

use super::{attempt::Attempt, challenge, load::loaded};
use crate::{
    function::recovery,
    handler::{Handler, handler},
    hook::{Modal, flow},
    kit::Kit,
    piece::{Piece, piece},
    screen::EnterBackupCode,
};
use leptos::prelude::*;
use mfa::Error;

pub(super) fn screen(kit: Kit) -> Piece {
    let shown = kit.clone();
    loaded(kit, Modal::EnterBackupCodes, move || {
        let kit = shown.clone();
        Box::pin(async move {
            let wait = challenge::begin().await?;
            // How many are left, only a full session may know.
            if flow::refresh().await?.is_full() && recovery::status().await?.remaining == 0 {
                return Err(Error::NoRecoveryCodes);
            }
            Ok(Box::new(move |failed| {
                let attempt = Attempt::new(kit.clone(), failed);
                if let Some(wait) = &wait {
                    attempt.refuse(wait);
                }
                let on_code: Handler<_> = handler(move |code| attempt.prove(Box::pin(recovery::verify(code, flow::confirming()))));
                let on_other_method: Handler<_> = handler(|()| flow::show(Modal::ChooseType));
                piece(view! {
                    <EnterBackupCode
                        kit
                        trouble=attempt.trouble
                        busy=attempt.busy
                        on_code=on_code
                        on_other_method=on_other_method
                    />
                })
            }) as _)
        })
    })
}
