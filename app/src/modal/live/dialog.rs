//! The content of the open dialog: the title, the close button, and the screen.

use super::{
    backup_codes,
    button::{self, Press},
    choose, enter_backup_code,
    focus::focus_soon,
    leave::leave,
    manage, passkey, scan, verify,
};
use crate::hook::{Modal, flow, state::state};
use leptos::prelude::*;
use ui::{
    erased_view::{Erase, ErasedView},
    strings::{StringKey, Strings},
};

const CLOSE: &str = "M6 6l12 12M18 6 6 18";

/// The open dialog.
#[component]
pub fn Dialog(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// Whether the dialog asks for confirmation before it closes.
    leaving: RwSignal<bool>,
) -> impl IntoView {
    let open: Signal<Option<Modal>> = state().open.clone().into();
    let title = {
        let strings = strings.clone();
        move || {
            let word = if leaving.get() { Some(StringKey::LeaveTitle) } else { open.get().map(title_of) };
            word.map(|word| strings.text(word)).unwrap_or_default()
        }
    };
    let confirming = {
        let strings = strings.clone();
        // Evaluated for each screen.
        move || {
            open.get()
                .and_then(|_| flow::ask(|guide| guide.confirming().map(|(_, name)| name.clone())))
                .map(|what| strings.fill(StringKey::Confirm, "summary", &what))
                .unwrap_or_default()
        }
    };
    let close = strings.text(StringKey::Close);
    let on_close: Press = Box::new(move |_| leave(leaving));
    let question = strings.clone();
    // The text of an element changes, not a text node: translators replace text nodes with nodes of their own.
    view! {
        <div class="mfa-dialog-head">
            <h2 id="mfa-dialog-title" tabindex="-1" prop:textContent=title></h2>
            <button type="button" class="mfa-dialog-close" aria-label=close on:click=on_close>
                <ui::icon::Icon path=CLOSE />
            </button>
        </div>
        <p id="mfa-dialog-confirm" class="confirming" prop:textContent=confirming></p>
        {move || leaving.get().then(|| ask(&question, leaving))}
        <div class="mfa-dialog-body" hidden=leaving>
            {move || open.get().map(|modal| screen(modal, strings.clone()))}
        </div>
    }
}

fn title_of(modal: Modal) -> StringKey {
    match modal {
        Modal::Manage => StringKey::ManageTitle,
        Modal::ChooseType => StringKey::ChooseTitle,
        Modal::QrCode => StringKey::ScanTitle,
        Modal::OtpVerification => StringKey::VerifyTitle,
        Modal::RegisterPasskey => StringKey::RegisterPasskeyTitle,
        Modal::VerifyPasskey => StringKey::VerifyPasskeyTitle,
        Modal::ViewBackupCodes => StringKey::CodesTitle,
        Modal::EnterBackupCodes => StringKey::EnterCodeTitle,
    }
}

fn screen(modal: Modal, strings: Strings) -> ErasedView {
    focus_soon();
    match modal {
        Modal::Manage => manage::screen(strings),
        Modal::ChooseType => choose::screen(strings),
        Modal::QrCode => scan::screen(strings),
        Modal::OtpVerification => verify::screen(strings),
        Modal::RegisterPasskey | Modal::VerifyPasskey => passkey::screen(strings, modal),
        Modal::ViewBackupCodes => backup_codes::screen(strings),
        Modal::EnterBackupCodes => enter_backup_code::screen(strings),
    }
}

/// The confirmation before codes disappear that weren't acknowledged as saved.
fn ask(strings: &Strings, leaving: RwSignal<bool>) -> ErasedView {
    let stay = move |_| {
        leaving.set(false);
        focus_soon();
    };
    view! {
        <div class="mfa-dialog-body">
            <div class="stack">
                <p>{strings.text(StringKey::LeaveText)}</p>
                {button::primary(strings.text(StringKey::LeaveStay), Box::new(stay))}
                {button::quiet(strings.text(StringKey::Leave), Box::new(|_| flow::give_up()))}
            </div>
        </div>
    }
    .erase()
}
