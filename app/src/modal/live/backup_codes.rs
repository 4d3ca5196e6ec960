//! "Your backup codes".

use super::{attempt::Attempt, load::loaded};
use crate::{
    browser,
    function::recovery,
    handler::{Handler, handler},
    hook::{Modal, flow, guide::Event},
    kit::{Kit, Word},
    piece::{Piece, piece},
    screen::{BackupCodes, Sheet},
    trouble::Trouble,
};
use leptos::prelude::*;
use mfa::Error;

pub(super) fn screen(kit: Kit) -> Piece {
    let shown = kit.clone();
    loaded(kit, Modal::ViewBackupCodes, move || {
        let kit = shown.clone();
        Box::pin(async move {
            let codes = recovery::codes().await?;
            let replaces_others = recovery::status().await?.acknowledged;
            let email = flow::refresh().await?.user.map(|user| user.email).unwrap_or_default();
            let date = browser::today();
            Ok(Box::new(move |failed| {
                let attempt = Attempt::new(kit.clone(), failed);
                let not_saved = kit.text(Word::CodesNotSaved);
                let first = codes.first().cloned();
                let on_done: Handler<_> = handler(move |ticked| {
                    if ticked {
                        attempt.send(Box::pin(acknowledge(first.clone())));
                    } else {
                        attempt.say(Trouble { text: not_saved.clone(), about_field: true, wait: None });
                    }
                });
                piece(view! {
                    <BackupCodes
                        kit
                        codes
                        sheet=Sheet { email, date }
                        replaces_others
                        trouble=attempt.trouble
                        busy=attempt.busy
                        on_done=on_done
                    />
                })
            }) as _)
        })
    })
}

async fn acknowledge(shown: Option<String>) -> Result<(), Error> {
    match recovery::acknowledge(shown).await.map_err(Error::from) {
        // Pressed twice, or in another tab: it is done.
        Ok(()) | Err(Error::RecoveryCodesAcknowledged) => {
            flow::say(Word::NoticeCodesSaved);
            flow::changed().await;
            flow::send(Event::CodesSaved);
            Ok(())
        }
        Err(error) => Err(error),
    }
}
