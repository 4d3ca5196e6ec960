//! The error of a screen that can't be shown, with an alternative.

use super::{button, new_codes};
use crate::hook::{
    Modal, flow,
    guide::{Event, Guide},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::Error;
use ui::{
    component::Alert,
    erased_view::{Erase, ErasedView},
    strings::{StringKey, Strings},
};
use web_sys::js_sys::encode_uri_component;

/// The sentence for `error` instead of the screen, with a button for the next action.
pub(super) fn view(strings: &Strings, error: &Error, retry: Callback<()>) -> ErasedView {
    let mut form_error = strings.form_error(error);
    form_error.about_field = false;
    match error {
        Error::NotSignedIn => form_error.text = strings.text(StringKey::SignedOut),
        Error::NotPossibleNow => form_error.text = strings.text(StringKey::NothingToVerify),
        Error::MfaChallengeOver if is_at_sign_in() => form_error.text = strings.text(StringKey::SignInOver),
        _ => {}
    }
    let way = match error {
        Error::NotSignedIn => sign_in(strings),
        Error::RequiresAdditionalAuth => button(strings, StringKey::GoOn, flow::begin),
        Error::TotpDeviceAlreadyRegistered => button(strings, StringKey::ManageTitle, || flow::show(Modal::Manage)),
        Error::NotPossibleNow => button(strings, StringKey::SetUp, || flow::send(Event::SetUp)),
        // The screen belongs to another account by now, so it is rendered anew.
        Error::SessionChanged => button(strings, StringKey::GoOn, || spawn_local(async { drop(flow::refresh().await) })),
        Error::NoRecoveryCodes | Error::RecoveryCodesAcknowledged => button(strings, StringKey::NewCodes, new_codes::on_press()),
        Error::EnrollmentNotBegun | Error::MfaEnrollmentOver => button(strings, StringKey::StartOver, || flow::show(Modal::ChooseType)),
        Error::MfaChallengeOver if is_at_sign_in() => {
            let sign_in = sign_in_address(strings.sign_in());
            button(strings, StringKey::SignInAgain, move || sign_in_again(sign_in.clone(), retry))
        }
        Error::MethodDisabled if flow::ask(Guide::is_proving) => {
            button(strings, StringKey::UseBackupCode, || flow::show(Modal::EnterBackupCodes))
        }
        Error::MethodDisabled | Error::MfaLocked | Error::ConfirmationOver => button(strings, StringKey::Close, flow::give_up),
        _ => button(strings, StringKey::Retry, move || retry.run(())),
    };
    view! {
        <Alert strings=strings.clone() form_error=RwSignal::new(Some(form_error)) />
        <div class="mfa-dialog-way">{way}</div>
    }
    .erase()
}

fn is_at_sign_in() -> bool {
    crate::hook::state::state().status.with_untracked(|status| status.as_ref().is_some_and(|status| !status.is_full()))
}

fn button(strings: &Strings, word: StringKey, press: impl Fn() + 'static) -> ErasedView {
    button::primary(strings.text(word), Box::new(move |_| press()))
}

/// Opens the sign-in page, which leads back to this page.
fn sign_in(strings: &Strings) -> ErasedView {
    view! {
        <a class="button button-primary button-block" href=sign_in_address(strings.sign_in())>
            {strings.text(StringKey::SignIn)}
        </a>
    }
    .erase()
}

fn sign_in_address(sign_in: &str) -> String {
    let location = window().location();
    let here = [location.pathname(), location.search()].into_iter().filter_map(Result::ok).collect::<String>();
    let next = if sign_in.contains('?') { "&next=" } else { "?next=" };
    [sign_in, next, &String::from(encode_uri_component(&here))].concat()
}

/// A finished challenge ends the half session too.
fn sign_in_again(sign_in: String, retry: Callback<()>) {
    spawn_local(async move {
        match crate::hook::use_auth().sign_out().await {
            // This fails only for an invalid address.
            Ok(()) => drop(window().location().assign(&sign_in)),
            // Loading the screen fails with the same error, and shows it.
            Err(_) => {
                retry.try_run(());
            }
        }
    });
}
