//! What is in the dialog while it is open: the title, the button that closes it, and the screen.

use super::{
    backup_codes,
    button::{self, Press},
    choose, enter_backup_code, host, manage, passkey, scan, verify,
};
use crate::{
    hook::{Modal, flow, state::state},
    kit::{Kit, Word},
    piece::Piece,
};
use leptos::prelude::*;

const CLOSE: &str = "M6 6l12 12M18 6 6 18";

/// The open dialog.
#[component]
pub fn Dialog(
    /// What every screen is given.
    kit: Kit,
    /// Whether it is being asked if the dialog is to be closed.
    leaving: RwSignal<bool>,
) -> impl IntoView {
    let open: Signal<Option<Modal>> = state().open.clone().into();
    let title = {
        let kit = kit.clone();
        move || {
            let word = if leaving.get() { Some(Word::LeaveTitle) } else { open.get().map(title_of) };
            word.map(|word| kit.text(word)).unwrap_or_default()
        }
    };
    let confirming = {
        let kit = kit.clone();
        // Asked anew with each screen.
        move || {
            open.get()
                .and_then(|_| flow::ask(|guide| guide.confirming().map(|(_, name)| name.clone())))
                .map(|what| kit.fill(Word::Confirm, "summary", &what))
                .unwrap_or_default()
        }
    };
    let close = kit.text(Word::Close);
    let on_close: Press = Box::new(move |_| host::leave(leaving));
    let question = kit.clone();
    // What changes is the text of an element, not a text node: translators put nodes of their own in the place of those.
    view! {
        <div class="mfa-dialog-head">
            <h2 id="mfa-dialog-title" tabindex="-1" prop:textContent=title></h2>
            <button type="button" class="mfa-dialog-close" aria-label=close on:click=on_close>
                <crate::icon::Icon path=CLOSE />
            </button>
        </div>
        <p id="mfa-dialog-confirm" class="confirming" prop:textContent=confirming></p>
        {move || leaving.get().then(|| ask(&question, leaving))}
        <div class="mfa-dialog-body" hidden=leaving>
            {move || open.get().map(|modal| screen(modal, kit.clone()))}
        </div>
    }
}

fn title_of(modal: Modal) -> Word {
    match modal {
        Modal::Manage => Word::ManageTitle,
        Modal::ChooseType => Word::ChooseTitle,
        Modal::QrCode => Word::ScanTitle,
        Modal::OtpVerification => Word::VerifyTitle,
        Modal::RegisterPasskey => Word::RegisterPasskeyTitle,
        Modal::VerifyPasskey => Word::VerifyPasskeyTitle,
        Modal::ViewBackupCodes => Word::CodesTitle,
        Modal::EnterBackupCodes => Word::EnterCodeTitle,
    }
}

fn screen(modal: Modal, kit: Kit) -> Piece {
    host::focus_soon();
    match modal {
        Modal::Manage => manage::screen(kit),
        Modal::ChooseType => choose::screen(kit),
        Modal::QrCode => scan::screen(kit),
        Modal::OtpVerification => verify::screen(kit),
        Modal::RegisterPasskey | Modal::VerifyPasskey => passkey::screen(kit, modal),
        Modal::ViewBackupCodes => backup_codes::screen(kit),
        Modal::EnterBackupCodes => enter_backup_code::screen(kit),
    }
}

/// The question before codes that nobody has saved disappear.
fn ask(kit: &Kit, leaving: RwSignal<bool>) -> impl IntoView + use<> {
    let stay = move |_| {
        leaving.set(false);
        host::focus_soon();
    };
    view! {
        <div class="mfa-dialog-body">
            <div class="stack">
                <p>{kit.text(Word::LeaveText)}</p>
                {button::primary(kit.text(Word::LeaveStay), Box::new(stay))}
                {button::quiet(kit.text(Word::Leave), Box::new(|_| flow::give_up()))}
            </div>
        </div>
    }
}
