//! "Your backup codes".

use super::{attempt::Attempt, load::loaded};
use crate::hook::{Modal, flow, guide::Event};
use leptos::prelude::*;
use mfa::Error;
use ui::{
    browser,
    erased_view::{Erase, ErasedView},
    form_error::FormError,
    function::recovery,
    handler::{Handler, handler},
    screen::{BackupCodes, Sheet},
    strings::{StringKey, Strings},
};

pub(super) fn screen(strings: Strings) -> ErasedView {
    let shown = strings.clone();
    loaded(strings, Modal::ViewBackupCodes, move || {
        let strings = shown.clone();
        Box::pin(async move {
            let codes = recovery::codes().await?;
            let replaces_others = recovery::status().await?.acknowledged;
            let email = flow::refresh().await?.user.map(|user| user.email).unwrap_or_default();
            let date = browser::today();
            Ok(Box::new(move |failed| {
                let attempt = Attempt::new(strings.clone(), failed);
                let not_saved = strings.text(StringKey::CodesNotSaved);
                let first = codes.first().cloned();
                let on_done: Handler<_> = handler(move |ticked| {
                    if ticked {
                        attempt.send(Box::pin(acknowledge(first.clone())));
                    } else {
                        attempt.say(FormError { text: not_saved.clone(), about_field: true, wait: None });
                    }
                });
                view! {
                    <BackupCodes
                        strings
                        codes
                        sheet=Sheet { email, date }
                        replaces_others
                        form_error=attempt.form_error
                        busy=attempt.busy
                        on_done=on_done
                    />
                }
                .erase()
            }) as _)
        })
    })
}

async fn acknowledge(shown: Option<String>) -> Result<(), Error> {
    match recovery::acknowledge(shown).await.map_err(Error::from) {
        // The button was pressed twice, or in another tab: the codes are acknowledged.
        Ok(()) | Err(Error::RecoveryCodesAcknowledged) => {
            flow::say(StringKey::NoticeCodesSaved);
            flow::changed().await;
            flow::send(Event::CodesSaved);
            Ok(())
        }
        Err(error) => Err(error),
    }
}
