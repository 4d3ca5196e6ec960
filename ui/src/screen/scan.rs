//! The QR code of an authenticator app, and its first code.

use crate::{
    component::{Advice, Alert, CodeField, QrCode, Submit},
    control::ControlSlot,
    form_error::FormError,
    handler::{Handler, hand_over, instead},
    icon::{Icon, OPEN},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::view::TotpEnrollment;

/// The number of characters in one group of the secret.
const GROUP: usize = 4;

/// The setup of an authenticator app that waits for its first code.
#[component]
pub fn Scan(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The pending enrollment.
    enrollment: TotpEnrollment,
    /// Whether the screen can be cancelled; otherwise it offers to start over.
    may_cancel: bool,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// Whether a code is being checked.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with a code, instead of a request to the server.
    #[prop(default = None)]
    on_code: Handler<String>,
    /// Called when the enrollment is cancelled, instead of a request to the server.
    #[prop(default = None)]
    on_cancel: Handler<()>,
) -> impl IntoView {
    let copy = ControlSlot::Copy {
        from: ".secret".to_owned(),
        label: strings.text(StringKey::CopySecret),
        copied: strings.text(StringKey::Copied),
    };
    let secret: Vec<char> = enrollment.secret.chars().collect();
    let groups: Vec<_> = secret.chunks(GROUP).map(|group| view! { <span>{group.iter().collect::<String>()}</span> }).collect();
    view! {
        <Alert strings=strings.clone() form_error />
        {enrollment.replaces.is_some().then(|| view! { <Advice text=strings.text(StringKey::ReplaceAdvice) /> })}
        <div class="scan">
            <QrCode qr=enrollment.qr label=strings.text(StringKey::QrCode) />
            <div class="scan-side">
                <h2>{strings.text(StringKey::Scan)}</h2>
                <p>{strings.text(StringKey::ScanText)}</p>
                <a class="button" href=enrollment.uri>
                    <Icon path=OPEN />
                    {strings.text(StringKey::OpenApp)}
                </a>
                <p class="hint">{strings.text(StringKey::SecretHint)}</p>
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
            action=strings.proof(paths::TOTP)
            novalidate
            on:submit=hand_over(on_code, "code", busy)
        >
            <h2>{strings.text(StringKey::EnterFirst)}</h2>
            <CodeField strings=strings.clone() hint=Some(StringKey::CodeHint) form_error focus=false />
            <Submit label=strings.text(StringKey::Verify) busy />
        </form>
        <form class="scan-cancel" method="post" action=strings.proof(paths::TOTP)>
            <button class="button button-quiet button-block" name="action" value="cancel" on:click=instead(&on_cancel, || ())>
                {strings.text(if may_cancel { StringKey::Cancel } else { StringKey::StartOver })}
            </button>
        </form>
    }
}
