//! `/mfa/verify`: a code from the authenticator app, at sign-in or before something sensitive.

use super::{Visit, visit};
use crate::{
    component::{Problem, card},
    form_state::in_words,
    guard::Place,
};
use app::{screen::Verify, words::Words};
use leptos::prelude::*;
use mfa::{Form, Method, PendingForm};

pub(crate) fn page() -> impl IntoView {
    visit(Place::Verify, async |visit| {
        let words = visit.words;
        let full = visit.is_full();
        if !visit.cx.latchkey.policy().await?.accepts(Method::Totp) {
            return Ok(switched_off(&visit, Method::Totp));
        }
        let pending = visit.pending_form().await?;
        // A wait is told before a code is typed, also to whoever comes back to the page.
        let trouble = match visit.trouble() {
            None => visit.cx.latchkey.guess_wait(visit.session()?).await?.map(|wait| in_words(&wait, words)),
            trouble => trouble,
        };
        let lead = match &pending {
            Some(pending) => what_for(&pending.form, words),
            None if full => words.text("step-up-lead"),
            None => words.fill("verify-lead", [("issuer", visit.cx.site.issuer.clone().into())]),
        };
        Ok(card(view! {
            <h1>{words.text(if full { "step-up-title" } else { "verify-title" })}</h1>
            <Verify
                kit=visit.kit_for(pending.as_ref())
                lead
                may_cancel=full && pending.is_none()
                trouble=RwSignal::new(trouble)
            />
            {pending.map(|pending| cancel(&visit, &pending))}
        }))
    })
}

/// In the place of a proof that isn't accepted: what helps. Whoever comes here has nothing else.
pub(super) fn switched_off(visit: &Visit, method: Method) -> AnyView {
    let words = visit.words;
    let text = match method {
        Method::Totp => "switched-off-totp",
        Method::Passkey => "switched-off-passkey",
    };
    card(view! {
        <h1>{words.text("switched-off-title")}</h1>
        <Problem error=visit.state.error.clone() words />
        <p class="lead">{words.text(text)}</p>
        <div class="stack">
            <a class="button button-primary button-block" href=visit.cx.link("/mfa/recovery")>
                {words.text("switched-off-backup-code")}
            </a>
            <a class="button button-quiet button-block" href=visit.cx.link("/lost-access")>
                {words.text("lost-access-title")}
            </a>
        </div>
    })
}

/// Has the form that waits forgotten: nothing goes on after a proof that is given later.
pub(super) fn cancel(visit: &Visit, pending: &PendingForm) -> impl IntoView + use<> {
    view! {
        <form class="proof-cancel" method="post" action=visit.kit_for(Some(pending)).proof(&visit.cx.path)>
            <button class="button button-quiet button-block" name="action" value="cancel">
                {visit.words.text("frame-cancel")}
            </button>
        </form>
    }
}

/// What goes on after the proof.
pub(super) fn what_for(form: &Form, words: Words) -> String {
    let replaces = form.fields.iter().any(|(name, value)| name == "action" && value == "replace");
    words.text(match form.path.as_str() {
        "/account/devices" if replaces => "step-up-replace",
        "/account/devices" => "step-up-add",
        "/account/passkeys" => "step-up-passkey-add",
        "/account/recovery-codes" => "step-up-codes",
        "/account/email" => "step-up-email",
        "/account/password" => "step-up-password",
        "/account/delete" => "step-up-delete",
        "/admin/policy/preview" => "step-up-policy",
        "/admin/approvals" => "step-up-approval",
        "/admin/keys" => "step-up-key-create",
        path if path.starts_with("/admin/keys/") => "step-up-key-revoke",
        path if path.starts_with("/admin/people/") && path.ends_with("/reset") => "step-up-reset",
        path if path.starts_with("/admin/people/") && path.ends_with("/end-sessions") => "step-up-end-sessions",
        path if path.starts_with("/admin/people/") && path.ends_with("/disable") => "step-up-disable",
        path if path.starts_with("/admin/people/") && path.ends_with("/enable") => "step-up-enable",
        path if path.starts_with("/account/passkeys/") => "step-up-passkey-remove",
        path if path.ends_with("/remove") => "step-up-remove",
        _ => "step-up-lead",
    })
}
