//! The form of the policy. It is sent by GET to the preview, so that a draft lives in an address: it can be reloaded, gone back to, and handed on.

use super::draft::{Draft, ENROLLMENTS, enrollment_name, of_action};
use crate::{component::Warning, page::section::section, page_context::PageContext};
use leptos::prelude::*;
use mfa::{Enrollment, policy::TokenKind};
use ui::{
    catalog::Catalog,
    erased_view::{Erase, ErasedView},
    paths,
};

pub(super) fn form(page: &PageContext, draft: &Draft) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let part = |id: &'static str, title, text, content: ErasedView| section(id, catalog.text(title), catalog.text(text), content);
    view! {
        <form class="policy-form" method="get" action=page.cx.link(paths::POLICY_PREVIEW)>
            <input type="hidden" name="based_on" value=draft.value("based_on") />
            {part("policy-methods", "admin-policy-methods-title", "admin-policy-methods-text", methods(draft, catalog))}
            {part("policy-enrollment", "admin-policy-enrollment-title", "admin-policy-enrollment-text", enrollment(draft, catalog))}
            {part("policy-proof", "admin-policy-proof-title", "admin-policy-proof-text", proof(draft, catalog))}
            {part("policy-recovery", "admin-policy-recovery-title", "admin-policy-recovery-text", recovery(page, draft))}
            {part("policy-actions", "admin-policy-actions-title", "admin-policy-actions-text", actions(draft, catalog))}
            <div class="policy-foot">
                <button class="button button-primary">{catalog.text("admin-policy-preview")}</button>
                <p class="hint">{catalog.text("admin-policy-preview-hint")}</p>
            </div>
        </form>
    }
}

fn methods(draft: &Draft, catalog: Catalog) -> ErasedView {
    view! {
        <div class="card-part stack">
            {check(draft, "totp", catalog.text("admin-policy-totp"), None)}
            {check(draft, "totp_codes", catalog.text("admin-policy-totp-codes"), None)}
            {number(draft, "max_totp_devices", catalog.text("admin-policy-max-apps"), None)}
            <hr />
            {check(draft, "passkey", catalog.text("admin-policy-passkey"), None)}
            {check(draft, "passkey_codes", catalog.text("admin-policy-passkey-codes"), None)}
            {number(draft, "max_passkeys", catalog.text("admin-policy-max-passkeys"), None)}
        </div>
    }
    .erase()
}

fn enrollment(draft: &Draft, catalog: Catalog) -> ErasedView {
    let chosen = draft.value("enrollment");
    let radio = |enrollment: Enrollment| {
        let value = enrollment_name(enrollment);
        let (label, text) = match enrollment {
            Enrollment::Signup => ("admin-policy-enroll-signup", "admin-policy-enroll-signup-text"),
            Enrollment::Action => ("admin-policy-enroll-action", "admin-policy-enroll-action-text"),
            Enrollment::None => ("admin-policy-enroll-none", "admin-policy-enroll-none-text"),
        };
        let id = format!("enrollment-{value}");
        view! {
            <div class="option">
                <label class="check">
                    <input type="radio" name="enrollment" value=value checked=chosen == value aria-describedby=id.clone() />
                    " "
                    <span>{catalog.text(label)}</span>
                </label>
                <p class="hint" id=id>
                    {catalog.text(text)}
                </p>
            </div>
        }
    };
    view! {
        <div class="card-part stack">
            <fieldset>
                <legend>{catalog.text("admin-policy-enrollment-title")}</legend>
                {ENROLLMENTS.map(radio)}
            </fieldset>
            <div class="field">
                <label for="grace">{catalog.text("admin-policy-grace")}</label>
                <input id="grace" name="grace" type="date" value=draft.value("grace") aria-describedby="grace-hint" />
                <p class="hint" id="grace-hint">
                    {catalog.text("admin-policy-grace-hint")}
                </p>
            </div>
        </div>
    }
    .erase()
}

fn proof(draft: &Draft, catalog: Catalog) -> ErasedView {
    view! {
        <div class="card-part stack">
            {check(draft, "session_based", catalog.text("admin-policy-session-based"), Some(catalog.text("admin-policy-session-based-text")))}
            {number(draft, "step_up_seconds", catalog.text("admin-policy-step-up"), Some(catalog.text("admin-policy-step-up-text")))}
            {number_from(0, draft, "trust_days", catalog.text("admin-policy-trust"), Some(catalog.text("admin-policy-trust-text")))}
        </div>
    }
    .erase()
}

fn recovery(page: &PageContext, draft: &Draft) -> ErasedView {
    let catalog = page.catalog;
    let is_possible = page.cx.latchkey.confirms_addresses();
    view! {
        <div class="card-part stack">
            <Warning text=(!is_possible).then(|| catalog.text("admin-recoveries-impossible")) />
            {number_from(0, draft, "recovery_hours", catalog.text("admin-policy-recovery-hours"), Some(catalog.text("admin-policy-recovery-hours-text")))}
        </div>
    }
    .erase()
}

fn actions(draft: &Draft, catalog: Catalog) -> ErasedView {
    let groups: Vec<_> = (0..draft.groups()).map(|index| action(draft, index, catalog)).collect();
    view! { <div class="card-part stack">{groups}</div> }.erase()
}

fn action(draft: &Draft, index: usize, catalog: Catalog) -> ErasedView {
    let field = |name: &str| of_action(index, name);
    let name = draft.value(&field("name"));
    let legend = match name.as_str() {
        "" => catalog.text("admin-policy-action-new"),
        name => name.to_owned(),
    };
    let lifetime = Some(draft.value(&field("lifetime"))).filter(|lifetime| !lifetime.is_empty()).unwrap_or_else(|| "300".to_owned());
    let chosen = draft.value(&field("token"));
    let kind = |kind: TokenKind, key| {
        view! {
            <option value=kind.as_str() selected=chosen == kind.as_str()>
                {catalog.text(key)}
            </option>
        }
    };
    view! {
        <fieldset class="action">
            <legend>{legend}</legend>
            {text(field("name"), name, catalog.text("admin-policy-action-name"))}
            {text(field("description"), draft.value(&field("description")), catalog.text("admin-policy-action-description"))}
            <div class="action-token">
                <div class="field">
                    <label for=field("token")>{catalog.text("admin-policy-action-token")}</label>
                    <select id=field("token") name=field("token")>
                        {kind(TokenKind::SingleUse, "admin-policy-single-use")}
                        {kind(TokenKind::TimeBound, "admin-policy-time-bound")}
                    </select>
                </div>
                <div class="field">
                    <label for=field("lifetime")>{catalog.text("admin-policy-action-lifetime")}</label>
                    <input id=field("lifetime") name=field("lifetime") type="number" inputmode="numeric" min="1" max="86400" value=lifetime />
                </div>
            </div>
            <label class="check">
                <input type="checkbox" name=field("required") value="on" checked=draft.is_on(&field("required")) />
                " "
                <span>{catalog.text("admin-policy-action-required")}</span>
            </label>
        </fieldset>
    }
    .erase()
}

fn text(id: String, value: String, label: String) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id.clone() name=id type="text" value=value autocomplete="off" spellcheck="false" />
        </div>
    }
}

fn number(draft: &Draft, name: &'static str, label: String, hint: Option<String>) -> impl IntoView + use<> {
    number_from(1, draft, name, label, hint)
}

fn number_from(least: u32, draft: &Draft, name: &'static str, label: String, hint: Option<String>) -> impl IntoView + use<> {
    let hint_id = format!("{name}-hint");
    let described = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="field field-short">
            <label for=name>{label}</label>
            <input id=name name=name type="number" inputmode="numeric" min=least value=draft.value(name) aria-describedby=described />
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
        </div>
    }
}

fn check(draft: &Draft, name: &'static str, label: String, hint: Option<String>) -> impl IntoView + use<> {
    let hint_id = format!("{name}-hint");
    let described = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="option">
            <label class="check">
                <input type="checkbox" name=name value="on" checked=draft.is_on(name) aria-describedby=described />
                " "
                <span>{label}</span>
            </label>
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
        </div>
    }
}
