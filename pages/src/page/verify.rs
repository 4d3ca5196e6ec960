//! `/mfa/verify`: a code from the authenticator app, at sign-in or before a sensitive action.

use crate::{
    component::{Problem, card},
    form_state::in_words,
    page::{confirm::SUMMARY, lost_access, trust},
    page_context::{PageContext, Shown},
    sensitive::act_of,
};
use leptos::prelude::*;
use mfa::{Error, Form, Method, PendingForm, Sensitive};
use ui::{catalog::Catalog, erased_view::ErasedView, form_error::FormError, paths, screen::Verify};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let full = page.is_full();
    let pending = page.pending_form().await?;
    if !page.policy().await?.accepts(Method::Totp) {
        return Ok(switched_off(&page, Method::Totp, pending));
    }
    let (form_error, recovery) = refusal(&page).await?;
    let (heading, lead) = match &pending {
        Some(pending) => headed(&pending.form, "step-up-lead", catalog),
        None if full => (catalog.text("step-up-title"), catalog.text("step-up-lead")),
        None => (catalog.text("verify-title"), catalog.fill("verify-lead", [("issuer", page.cx.site.issuer.clone().into())])),
    };
    let offer = trust::offer(&page).await?;
    Ok(card(view! {
        <h1>{heading}</h1>
        <Verify
            strings=page.strings_for(pending.as_ref()).offering_trust(offer)
            lead
            may_cancel=full && pending.is_none()
            form_error=RwSignal::new(form_error)
        />
        {pending.map(|pending| cancel(&page, &pending))}
        {recovery}
    }))
}

/// The refusal of the form, or the wait, which is shown before a code is typed, also when the visitor returns to the page; and where codes are locked,
/// the way to the recovery of the account, if there is one.
pub(super) async fn refusal(page: &PageContext) -> Result<(Option<FormError>, Option<ErasedView>), Error> {
    let wait = match page.state.error {
        None => page.cx.latchkey.sessions().guess_wait(page.session()?).await?,
        Some(_) => None,
    };
    let is_locked = page.state.error.as_ref().or(wait.as_ref()) == Some(&Error::MfaLocked);
    let recovery = if is_locked { lost_access::recovery(page).await? } else { None };
    Ok((page.form_error().or_else(|| wait.map(|wait| in_words(&wait, page.catalog))), recovery))
}

/// The advice for visitors whose only method isn't accepted any more.
pub(super) fn switched_off(page: &PageContext, method: Method, pending: Option<PendingForm>) -> ErasedView {
    let catalog = page.catalog;
    let text = match method {
        Method::Totp => "switched-off-totp",
        Method::Passkey => "switched-off-passkey",
    };
    card(view! {
        <h1>{catalog.text("switched-off-title")}</h1>
        <Problem error=page.state.error.clone() catalog />
        <p class="lead">{catalog.text(text)}</p>
        <div class="stack">
            <a class="button button-primary button-block" href=page.strings_for(pending.as_ref()).proof(paths::RECOVERY)>
                {catalog.text("switched-off-backup-code")}
            </a>
            <a class="button button-quiet button-block" href=page.cx.link(paths::LOST_ACCESS)>
                {catalog.text("lost-access-title")}
            </a>
        </div>
        {pending.map(|pending| cancel(page, &pending))}
    })
}

/// The button that drops the pending form: a later proof doesn't continue it.
pub(super) fn cancel(page: &PageContext, pending: &PendingForm) -> impl IntoView + use<> {
    view! {
        <form class="proof-cancel" method="post" action=page.strings_for(Some(pending)).proof(&page.cx.path)>
            <button class="button button-quiet button-block" name="action" value="cancel">
                {page.catalog.text("frame-cancel")}
            </button>
        </form>
    }
}

/// The heading and the sentence of a page that asks for a proof for this form. An action of an application is the heading itself: it is what the
/// visitor has to read. `lead` is the sentence that then says how to go on.
pub(super) fn headed(form: &Form, lead: &'static str, catalog: Catalog) -> (String, String) {
    let text = what_for(form, catalog);
    if form.act == Sensitive::ConfirmAction { (text, catalog.text(lead)) } else { (catalog.text("step-up-title"), text) }
}

/// On a page of an enrollment: the action of an application that it proves.
pub(super) fn lead_of(action: Option<&PendingForm>, catalog: Catalog) -> Option<impl IntoView + use<>> {
    action.map(|action| view! { <p class="lead">{what_for(&action.form, catalog)}</p> })
}

/// The sentence about the action that follows the proof.
pub(super) fn what_for(form: &Form, catalog: Catalog) -> String {
    if form.act == Sensitive::ConfirmAction {
        let summary = form.fields.iter().find(|(name, _)| name == SUMMARY).map(|(_, value)| value.as_str());
        return catalog.fill("step-up-confirm", [("summary", summary.unwrap_or_default().into())]);
    }
    let field = |wanted: &str| form.fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    catalog.text(act_of(&form.path, field("action") == Some("replace"), field("method")).1)
}
