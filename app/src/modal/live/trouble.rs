//! Why a screen can't be shown, and the way on.

use super::{button, manage};
use crate::{
    component::Alert,
    hook::{
        Modal, flow,
        guide::{Event, Guide},
    },
    kit::{Kit, Word},
    piece::{Piece, piece},
    trouble::Trouble,
};
use leptos::{prelude::*, task::spawn_local};
use mfa::Error;
use web_sys::js_sys::encode_uri_component;

impl Kit {
    /// What went wrong, on a screen with one field.
    pub(super) fn trouble(&self, error: &Error) -> Trouble {
        let about_field = error.is_about_code() || *error == Error::NameInvalid;
        let wait = error.retry_after_seconds().map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX));
        Trouble { text: self.error(error), about_field, wait }
    }
}

/// The sentence for `error` in the place of the screen, and what can be done about it.
pub(super) fn view(kit: &Kit, error: &Error, retry: Callback<()>) -> Piece {
    let mut trouble = kit.trouble(error);
    trouble.about_field = false;
    match error {
        Error::NotSignedIn => trouble.text = kit.text(Word::SignedOut),
        Error::NotPossibleNow => trouble.text = kit.text(Word::NothingToVerify),
        _ => {}
    }
    let way = match error {
        Error::NotSignedIn => sign_in(kit),
        Error::RequiresAdditionalAuth => button(kit, Word::GoOn, flow::begin),
        Error::TotpDeviceAlreadyRegistered => button(kit, Word::ManageTitle, || flow::show(Modal::Manage)),
        Error::NotPossibleNow => button(kit, Word::SetUp, || flow::send(Event::SetUp)),
        // What is shown belongs to somebody else by now: drawn anew.
        Error::SessionChanged => button(kit, Word::GoOn, || spawn_local(async { drop(flow::refresh().await) })),
        Error::NoRecoveryCodes | Error::RecoveryCodesAcknowledged => button(kit, Word::NewCodes, manage::on_new_codes()),
        Error::EnrollmentNotBegun | Error::MfaEnrollmentOver => button(kit, Word::StartOver, || flow::show(Modal::ChooseType)),
        Error::MfaChallengeOver if is_at_sign_in() => {
            let sign_in = sign_in_address(kit.sign_in());
            button(kit, Word::SignInAgain, move || sign_in_again(sign_in.clone(), retry))
        }
        Error::MethodDisabled if flow::ask(Guide::is_proving) => button(kit, Word::UseBackupCode, || flow::show(Modal::EnterBackupCodes)),
        Error::MethodDisabled | Error::MfaLocked | Error::ConfirmationOver => button(kit, Word::Close, flow::give_up),
        _ => button(kit, Word::Retry, move || retry.run(())),
    };
    piece(view! {
        <Alert kit=kit.clone() trouble=RwSignal::new(Some(trouble)) />
        <div class="mfa-dialog-way">{way}</div>
    })
}

fn is_at_sign_in() -> bool {
    crate::hook::state::state().status.with_untracked(|status| status.as_ref().is_some_and(|status| !status.is_full()))
}

fn button(kit: &Kit, word: Word, press: impl Fn() + 'static) -> Piece {
    button::primary(kit.text(word), Box::new(move |_| press()))
}

/// To the sign-in, and back to this page.
fn sign_in(kit: &Kit) -> Piece {
    piece(view! {
        <a class="button button-primary button-block" href=sign_in_address(kit.sign_in())>
            {kit.text(Word::SignIn)}
        </a>
    })
}

fn sign_in_address(sign_in: &str) -> String {
    let location = window().location();
    let here = [location.pathname(), location.search()].into_iter().filter_map(Result::ok).collect::<String>();
    let next = if sign_in.contains('?') { "&next=" } else { "?next=" };
    [sign_in, next, &String::from(encode_uri_component(&here))].concat()
}

/// A challenge that is over takes the half session with it.
fn sign_in_again(sign_in: String, retry: Callback<()>) {
    spawn_local(async move {
        match crate::hook::use_auth().sign_out().await {
            // Refused only for an address that is none.
            Ok(()) => drop(window().location().assign(&sign_in)),
            // Loading the screen meets the same trouble, and says so.
            Err(_) => {
                retry.try_run(());
            }
        }
    });
}
