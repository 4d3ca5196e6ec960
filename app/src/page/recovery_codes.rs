//! `/mfa/recovery-codes`: the backup codes, for as long as nobody has said that they are saved.

use super::visit;
use crate::{
    component::{Advice, Check, Problem, TimeText, wide_card},
    form::Subject,
    guard::Place,
    icon::{DOWNLOAD, Icon},
    island::{CopyButton, PrintButton},
};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::RecoveryCodes, async |visit| {
        let (words, state, latchkey) = (visit.words, &visit.state, &visit.cx.latchkey);
        let session = visit.session()?;
        let codes = latchkey.recovery_codes(session).await?;
        let replaces_others = latchkey.recovery_status(session).await?.acknowledged;
        let codes: Vec<_> = codes
            .into_iter()
            .map(|code| {
                view! {
                    <li>
                        <code data-testid="recovery-code">{code}</code>
                    </li>
                }
            })
            .collect();
        let now = latchkey.now().0;
        Ok(wide_card(view! {
            {(!replaces_others).then(|| view! { <p class="steps steps-3">{words.text("steps-3")}</p> })}
            <h1>{words.text("recovery-codes-title")}</h1>
            <p class="lead">{words.text("recovery-codes-lead")}</p>
            <Problem error=state.page_error().cloned() words />
            {replaces_others.then(|| view! { <Advice text=words.text("recovery-codes-advice") /> })}
            <div class="sheet">
                <div class="sheet-head">
                    <p>{words.fill("recovery-codes-sheet", [("issuer", visit.cx.site.issuer.clone().into())])}</p>
                    <p>{session.email.clone()} ", " <TimeText at=now now words exact=true /></p>
                </div>
                <ol class="codes">{codes}</ol>
            </div>
            <div class="actions">
                <CopyButton
                    from=".codes code".to_owned()
                    label=words.text("recovery-codes-copy")
                    copied=words.text("frame-copied")
                />
                <a class="button button-small" href="/mfa/recovery-codes.txt" download>
                    <Icon path=DOWNLOAD />
                    {words.text("recovery-codes-download")}
                </a>
                <PrintButton label=words.text("recovery-codes-print") />
            </div>
            <form class="stack rule" method="post" action="/mfa/recovery-codes" novalidate>
                <Check
                    id="acknowledged"
                    label=words.text("recovery-codes-saved")
                    error=state.error_about(Subject::Confirmation, words).map(|_| words.text("recovery-codes-not-saved"))
                />
                <button class="button button-primary button-block">{words.text("recovery-codes-done")}</button>
            </form>
        }))
    })
}
