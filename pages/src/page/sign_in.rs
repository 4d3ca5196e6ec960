//! `/sign-in`: email and password.

use super::{Visit, entrance, visit, wanted};
use crate::{
    component::{Problem, Warning, card},
    guard::Place,
};
use app::{
    component::{Field, Kind},
    control::{
        Seat,
        passkey::seated::{NEXT, PasskeyWords},
    },
    notice::Notice,
    passkey::Ceremony,
};
use leptos::prelude::*;
use mfa::Error;

/// The other way in.
fn passkey(visit: &Visit, next: Option<String>) -> impl IntoView + use<> {
    let words = PasskeyWords::of(&visit.kit(), Ceremony::SignIn).about(next.map(|next| (NEXT, next)));
    let asleep = visit.words.text("passkey-sign-in-asleep");
    view! {
        <div class="passkey-in">
            <p class="or needs-script">
                <span>{visit.words.text("passkey-or")}</span>
            </p>
            {Seat::Passkey { ceremony: Ceremony::SignIn, words }.view_or(Some(asleep))}
        </div>
    }
}

pub(crate) fn page() -> impl IntoView {
    visit(Place::Entrance, async |visit| {
        let (words, state) = (visit.words, &visit.state);
        let next = wanted(&visit);
        // Which of the two was wrong isn't told; the password is the one that has to be typed again.
        let retype = state.error == Some(Error::SignInFailed);
        // Nothing was refused here, so it is said what has led here.
        let why = match visit.cx.notice {
            Some(Notice::NothingChanged) => visit.cx.take_notice().map(|notice| notice.text(words)),
            // Any other one is of the session that has ended.
            _ => (visit.cx.session_is_over && state.error.is_none()).then(|| words.text("sign-in-ended")),
        };
        let with_passkey = visit.cx.latchkey.policy().await?.passkey.then(|| passkey(&visit, next.clone()));
        let other = entrance(&visit.cx, "/sign-up", next.as_deref());
        Ok(card(view! {
            <h1>{words.text("sign-in-heading")}</h1>
            <p class="lead">{words.text("sign-in-lead")}</p>
            <Problem error=state.page_error().cloned() words />
            <Warning text=why />
            <form class="stack" method="post" action=visit.cx.link("/sign-in") novalidate>
                {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
                <Field id="email" label=words.text("entrance-email") kind=Kind::Email value=state.value("email") />
                <Field id="password" label=words.text("entrance-password") kind=Kind::Password focus=retype />
                <button class="button button-primary button-block">{words.text("sign-in-button")}</button>
            </form>
            {with_passkey}
            <p class="aside">{words.text("sign-in-new")} " " <a href=other>{words.text("sign-up-button")}</a></p>
        }))
    })
}
