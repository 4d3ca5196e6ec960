//! The QR code of an authenticator app, and its first code.

use crate::{
    component::{Advice, Alert, CodeField, QrCode},
    control::Seat,
    handler::{Handler, hand_over, instead},
    icon::{Icon, OPEN},
    kit::{Kit, Word},
    trouble::Trouble,
};
use leptos::prelude::*;
use mfa::view::TotpEnrollment;

/// Symbols in one group of the secret.
const GROUP: usize = 4;

/// A device that waits for its first code.
#[component]
pub fn Scan(
    /// What every screen is given.
    kit: Kit,
    /// The device.
    enrollment: TotpEnrollment,
    /// Whether one may go back and do without it; otherwise one starts over.
    may_cancel: bool,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
    /// Whether a code is being looked at.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with a code in the place of the server.
    #[prop(default = None)]
    on_code: Handler<String>,
    /// Called in the place of the server when the device is given up.
    #[prop(default = None)]
    on_cancel: Handler<()>,
) -> impl IntoView {
    let copy = Seat::Copy { from: ".secret".to_owned(), label: kit.text(Word::CopySecret), copied: kit.text(Word::Copied) };
    let secret: Vec<char> = enrollment.secret.chars().collect();
    let groups: Vec<_> = secret.chunks(GROUP).map(|group| view! { <span>{group.iter().collect::<String>()}</span> }).collect();
    view! {
        <Alert kit=kit.clone() trouble />
        {enrollment.replaces.is_some().then(|| view! { <Advice text=kit.text(Word::ReplaceAdvice) /> })}
        <div class="scan">
            <QrCode qr=enrollment.qr label=kit.text(Word::QrCode) />
            <div class="scan-side">
                <h2>{kit.text(Word::Scan)}</h2>
                <p>{kit.text(Word::ScanText)}</p>
                <a class="button" href=enrollment.uri>
                    <Icon path=OPEN />
                    {kit.text(Word::OpenApp)}
                </a>
                <p class="hint">{kit.text(Word::SecretHint)}</p>
                <div class="secret-row">
                    <code class="secret" data-testid="totp-secret" translate="no" data-copy=enrollment.secret>
                        {groups}
                    </code>
                    {copy.view()}
                </div>
            </div>
        </div>
        <form
            class="stack rule scan-confirm"
            method="post"
            action=kit.link("/mfa/totp")
            novalidate
            on:submit=hand_over(on_code, "code", busy)
        >
            <h2>{kit.text(Word::EnterFirst)}</h2>
            <CodeField kit=kit.clone() hint=Some(Word::CodeHint) trouble focus=false />
            <button class="button button-primary button-block" aria-disabled=move || busy.get().then_some("true")>
                {kit.text(Word::Verify)}
            </button>
        </form>
        <form class="scan-cancel" method="post" action=kit.link("/mfa/totp")>
            <button class="button button-quiet button-block" name="action" value="cancel" on:click=instead(&on_cancel, || ())>
                {kit.text(if may_cancel { Word::Cancel } else { Word::StartOver })}
            </button>
        </form>
    }
}
