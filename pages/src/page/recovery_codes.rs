//! `/mfa/recovery-codes`: the backup codes, until they are acknowledged as saved.

use crate::{
    component::wide_card,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::Error;
use ui::screen::{BACKUP_CODES_FORM, BackupCodes, Sheet};

pub(crate) async fn show(page: PageContext) -> Shown {
    let (catalog, latchkey) = (page.catalog, &page.cx.latchkey);
    let session = page.session()?;
    let codes = latchkey.recovery_codes().codes(session).await?;
    let status = latchkey.recovery_codes().status(session).await?;
    let replaces_others = status.acknowledged;
    let now = latchkey.now().0;
    let sheet = Sheet { email: session.email.clone(), date: catalog.exact_moment(now).text };
    let mut form_error = page.form_error();
    if page.state.error == Some(Error::ConfirmationMissing) {
        form_error = form_error.map(|form_error| form_error.saying(catalog.text("recovery-codes-not-saved")));
    }
    Ok(wide_card(view! {
        {(!replaces_others).then(|| view! { <p class="steps steps-3">{catalog.text("steps-3")}</p> })}
        <h1>{catalog.text("recovery-codes-title")}</h1>
        <BackupCodes strings=page.strings() codes sheet replaces_others form_error=RwSignal::new(form_error) />
        {(replaces_others && status.remaining > 0).then(|| view! {
            <button class="button button-block" form=BACKUP_CODES_FORM name="discard" value="on">{catalog.text("recovery-codes-discard")}</button>
        })}
    }))
}
