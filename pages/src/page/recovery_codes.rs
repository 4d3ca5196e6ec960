//! `/mfa/recovery-codes`: the backup codes, for as long as nobody has said that they are saved.

use crate::{
    component::wide_card,
    page_context::{PageContext, Shown},
};
use app::screen::{BackupCodes, Sheet};
use leptos::prelude::*;
use mfa::Error;

pub(crate) async fn show(page: PageContext) -> Shown {
    let (words, latchkey) = (page.words, &page.cx.latchkey);
    let session = page.session()?;
    let codes = latchkey.recovery_codes(session).await?;
    let replaces_others = latchkey.recovery_status(session).await?.acknowledged;
    let now = latchkey.now().0;
    let sheet = Sheet { email: session.email.clone(), date: words.exact_moment(now).text };
    let mut trouble = page.trouble();
    if page.state.error == Some(Error::ConfirmationMissing) {
        trouble = trouble.map(|trouble| trouble.saying(words.text("recovery-codes-not-saved")));
    }
    Ok(wide_card(view! {
        {(!replaces_others).then(|| view! { <p class="steps steps-3">{words.text("steps-3")}</p> })}
        <h1>{words.text("recovery-codes-title")}</h1>
        <BackupCodes kit=page.kit() codes sheet replaces_others trouble=RwSignal::new(trouble) />
    }))
}
