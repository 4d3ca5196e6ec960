//! `/sign-in`: email and password.

use super::{entrance, wanted};
use crate::{
    component::{Done, Problem, Warning, card},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::Error;
use ui::{
    component::{Field, Kind},
    control::{
        ControlSlot,
        passkey::slot_button::{NEXT, PasskeyWords},
    },
    flash::Flash,
    passkey::Ceremony,
    paths,
};

/// The sign-in with a passkey.
fn passkey(page: &PageContext, next: Option<String>) -> impl IntoView + use<> {
    let words = PasskeyWords::of(&page.strings(), Ceremony::SignIn).about(next.map(|next| (NEXT, next)));
    let asleep = page.catalog.text("passkey-sign-in-asleep");
    view! {
        <div class="passkey-in">
            <p class="or needs-script">
                <span>{page.catalog.text("passkey-or")}</span>
            </p>
            {ControlSlot::Passkey { ceremony: Ceremony::SignIn, words }.view_or(Some(asleep))}
        </div>
    }
}

pub(crate) async fn show(page: PageContext) -> Shown {
    let (catalog, state) = (page.catalog, &page.state);
    let next = wanted(&page);
    // The page doesn't tell which of the two was wrong; the password has to be typed again.
    let retype = state.error == Some(Error::SignInFailed);
    // The challenge was that of the sign-in, which begins anew.
    let over = (state.error == Some(Error::MfaChallengeOver)).then(|| catalog.text("sign-in-over"));
    let done = match page.cx.flash {
        Some(Flash::PasswordReset | Flash::EmailConfirmed | Flash::RecoveryStarted | Flash::RecoveryStopped) => {
            page.cx.take_flash().map(|notice| notice.text(catalog))
        }
        _ => None,
    };
    // Without an error, the page says why the visitor was sent here.
    let why = match page.cx.flash {
        Some(Flash::NothingChanged) => page.cx.take_flash().map(|notice| notice.text(catalog)),
        // Any other notice belongs to the session that has ended.
        _ => (page.cx.session_is_over && state.error.is_none()).then(|| catalog.text("sign-in-ended")),
    };
    let with_passkey = page.policy().await?.passkey.then(|| passkey(&page, next.clone()));
    let other = entrance(&page.cx, paths::SIGN_UP, next.as_deref());
    Ok(card(view! {
        <h1>{catalog.text("sign-in-heading")}</h1>
        <p class="lead">{catalog.text("sign-in-lead")}</p>
        <Problem error=state.page_error().cloned() catalog text=over />
        <Warning text=why />
        <Done text=done />
        <form class="stack" method="post" action=page.cx.link(paths::SIGN_IN) novalidate>
            {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
            <Field id="email" label=catalog.text("entrance-email") kind=Kind::Email value=state.value("email") />
            <Field id="password" label=catalog.text("entrance-password") kind=Kind::Password focus=retype />
            <button class="button button-primary button-block">{catalog.text("sign-in-button")}</button>
        </form>
        <p class="aside">
            <a href=page.cx.link(paths::FORGOTTEN_PASSWORD)>{catalog.text("sign-in-forgotten")}</a>
        </p>
        {with_passkey}
        <p class="aside">{catalog.text("sign-in-new")} " " <a href=other>{catalog.text("sign-up-button")}</a></p>
    }))
}
