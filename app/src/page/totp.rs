//! `/mfa/totp`: the QR code of an authenticator app, and its first code.

use super::visit;
use crate::{
    component::{Advice, CodeField, Problem, QrCode, wide_card},
    form::Subject,
    guard::Place,
    icon::{Icon, OPEN},
    island::CopyButton,
};
use leptos::prelude::*;
use mfa::Error;

/// Symbols in one group of the secret.
const GROUP: usize = 4;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Totp, async |visit| {
        let (words, state) = (visit.words, &visit.state);
        let pending = visit.cx.latchkey.pending_totp(visit.session()?).await?.ok_or(Error::EnrollmentNotBegun)?;
        let full = visit.is_full();
        let heading = match (full, &pending.replaces) {
            (true, Some(_)) => "totp-replace-heading",
            (true, None) => "totp-add-heading",
            (false, _) => "totp-title",
        };
        let secret: Vec<char> = pending.secret.chars().collect();
        let groups: Vec<_> = secret.chunks(GROUP).map(|group| view! { <span>{group.iter().collect::<String>()}</span> }).collect();
        Ok(wide_card(view! {
            {(!full).then(|| view! { <p class="steps steps-2">{words.text("steps-2")}</p> })}
            <h1>{words.text(heading)}</h1>
            <Problem error=state.page_error().cloned() words />
            {pending.replaces.is_some().then(|| view! { <Advice text=words.text("totp-replace-advice") /> })}
            <div class="scan">
                <QrCode qr=pending.qr label=words.text("totp-qr") />
                <div class="scan-side">
                    <h2>{words.text("totp-scan")}</h2>
                    <p>{words.text("totp-scan-text")}</p>
                    <a class="button" href=pending.uri>
                        <Icon path=OPEN />
                        {words.text("totp-open")}
                    </a>
                    <p class="hint">{words.text("totp-secret-hint")}</p>
                    <div class="secret-row">
                        <code class="secret" data-testid="totp-secret">
                            {groups}
                        </code>
                        <CopyButton
                            from=".secret".to_owned()
                            label=words.text("totp-copy")
                            copied=words.text("frame-copied")
                        />
                    </div>
                </div>
            </div>
            <form class="stack rule scan-confirm" method="post" action="/mfa/totp" novalidate>
                <h2>{words.text("totp-enter")}</h2>
                <CodeField
                    words
                    hint=words.text("totp-code-hint")
                    error=state.error_about(Subject::Code, words)
                    focus=false
                />
                <button class="button button-primary button-block">{words.text("verify-button")}</button>
            </form>
            <form class="scan-cancel" method="post" action="/mfa/totp">
                <button class="button button-quiet button-block" name="action" value="cancel">
                    {words.text(if full { "frame-cancel" } else { "totp-start-over" })}
                </button>
            </form>
        }))
    })
}
