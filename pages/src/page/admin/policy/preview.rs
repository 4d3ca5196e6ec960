//! `/admin/policy/preview`: whom a change would touch, before it is saved.

use super::{
    affected::{path, who, words_of},
    difference,
    draft::Draft,
};
use crate::{
    component::Warning,
    page::{
        admin::{Tab, frame, reason},
        section::section,
    },
    page_context::{NotShown, PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{AffectedPeople, Error, PolicyEffect, Preview, RecoveryPreview, error::Subject};
use ui::{
    catalog::Catalog,
    component::{Field, Kind},
    erased_view::{Erase, ErasedView},
    paths,
};

pub(crate) async fn show(mut page: PageContext) -> Shown {
    let catalog = page.catalog;
    // A draft that was refused is in the form, and else in the address.
    let refused = Draft::of_fields(page.state.fields.clone());
    let draft = match refused {
        Some(draft) => Some(draft),
        None => Draft::of_query(page.cx.query.as_deref())?,
    };
    let Some(draft) = draft else { return Err(NotShown::Redirect(page.cx.link(paths::POLICY))) };
    let content = match draft.policy() {
        Ok(policy) => {
            let session = page.session()?;
            let newest = page.cx.latchkey.admin().newest_policy(session).await?;
            let affected = page.cx.latchkey.admin().preview_policy(session, &policy).await?;
            // The page compares with the newest version, and saving is a change of that one. Further editing begins with the draft as it was, so that the
            // next preview warns as well.
            let current = draft.clone().rebased(newest.number);
            let warning = (draft.based_on() != Some(newest.number)).then(|| {
                let text = catalog.fill("admin-policy-rebased", [("number", newest.number.into())]);
                view! { <Warning text=Some(text) alert=page.state.error.is_some() /> }
            });
            if warning.is_some() {
                page.state.error.take_if(|error| *error == Error::PolicyChanged);
            }
            let titles = (catalog.text("admin-policy-now"), catalog.text("admin-policy-then"));
            match difference::table(&newest.policy, &policy, catalog, titles) {
                Some(table) => view! { {warning} {change(&page, (&draft, &current), &affected, table)} }.erase(),
                None => nothing(&page, &draft),
            }
        }
        Err(error) => impossible(&page, &draft, catalog.text(error.key())),
    };
    Ok(frame(&page, Tab::Policy, catalog.text("admin-preview-title"), content))
}

/// The form again, with what was filled in.
fn back(page: &PageContext, draft: &Draft) -> String {
    page.cx.link(&format!("{}?{}", paths::POLICY, draft.query()))
}

fn impossible(page: &PageContext, draft: &Draft, text: String) -> ErasedView {
    view! {
        <div class="notice notice-error" role="alert">
            <p>{text}</p>
        </div>
        <a class="button" href=back(page, draft)>
            {page.catalog.text("admin-policy-edit")}
        </a>
    }
    .erase()
}

fn nothing(page: &PageContext, draft: &Draft) -> ErasedView {
    view! {
        <p class="lead">{page.catalog.text("admin-policy-nothing")}</p>
        <a class="button" href=back(page, draft)>
            {page.catalog.text("admin-policy-edit")}
        </a>
    }
    .erase()
}

fn change(page: &PageContext, (draft, current): (&Draft, &Draft), preview: &Preview, table: ErasedView) -> ErasedView {
    let catalog = page.catalog;
    view! {
        {section("changes", catalog.text("admin-policy-changes"), catalog.text("admin-policy-changes-text"), table)}
        {section(
            "affected",
            catalog.text("admin-policy-affected"),
            catalog.fill("admin-policy-affected-text", [("accounts", preview.accounts.into())]),
            affected(page, draft, preview),
        )}
        {if preview.ungoverned { ungoverned(page, draft) } else { save(page, (draft, current), preview) }}
    }
    .erase()
}

fn affected(page: &PageContext, draft: &Draft, preview: &Preview) -> ErasedView {
    let row = |effect, affected| people(affected, effect, page.cx.link(&path(draft, effect)), page.catalog);
    view! {
        <div class="card-part stack">
            {row(PolicyEffect::Enroll, &preview.enroll)}
            {row(PolicyEffect::EnrollForAction, &preview.enroll_for_action)}
            {row(PolicyEffect::Prove, &preview.prove)}
            {row(PolicyEffect::NeedCode, &preview.need_code)}
            {row(PolicyEffect::LockOut, &preview.locked_out)}
            {(preview.trust_ended > 0).then(|| trust_ended(preview.trust_ended, page.catalog))}
            {preview.recovery.map(|recovery| self::recovery(recovery, page.catalog))}
        </div>
    }
    .erase()
}

/// How many browsers aren't trusted any more.
fn trust_ended(count: i64, catalog: Catalog) -> impl IntoView + use<> {
    view! {
        <div class="affected">
            <p>{catalog.fill("admin-policy-trust-ended", [("count", count.into())])}</p>
        </div>
    }
}

/// The number of accounts that couldn't be recovered, and of recoveries under way.
fn recovery(RecoveryPreview { unconfirmed, under_way }: RecoveryPreview, catalog: Catalog) -> ErasedView {
    let unconfirmed = (unconfirmed > 0).then(|| catalog.fill("admin-policy-unrecoverable", [("count", unconfirmed.into())]));
    let under_way = (under_way > 0).then(|| catalog.fill("admin-policy-recoveries", [("count", under_way.into())]));
    [unconfirmed, under_way].into_iter().flatten().map(|text| view! { <p>{text}</p> }).collect_view().erase()
}

/// How many it happens to, before and after, and who they are.
fn people(affected: &AffectedPeople, effect: PolicyEffect, all: String, catalog: Catalog) -> impl IntoView + use<> {
    let count = catalog.fill("admin-policy-from-to", [("before", affected.before.into()), ("after", affected.after.into())]);
    let names: Vec<_> = affected.names.iter().map(|name| view! { <li>{name.clone()}</li> }).collect();
    let more = affected.more();
    let list = (!names.is_empty()).then(|| {
        view! {
            <details>
                <summary>{catalog.text("admin-policy-who")}</summary>
                <ul class="plain-list">{names}</ul>
                <p class="hint">
                    {(more > 0).then(|| catalog.fill("admin-policy-more", [("count", more.into())]))} " "
                    <a href=all aria-label=format!("{}: {}", catalog.text("admin-policy-all"), catalog.text(who(effect)))>
                        {catalog.text("admin-policy-all")}
                    </a>
                </p>
            </details>
        }
    });
    view! {
        <div class="affected">
            <p>
                <strong>{catalog.text(words_of(effect))}</strong>
                ": "
                {count}
            </p>
            {list}
        </div>
    }
}

fn ungoverned(page: &PageContext, draft: &Draft) -> ErasedView {
    impossible(page, draft, page.catalog.error(&Error::LastAdministrator))
}

/// The form that saves `current`, which is the draft as a change of the newest version.
fn save(page: &PageContext, (draft, current): (&Draft, &Draft), preview: &Preview) -> ErasedView {
    let (catalog, state) = (page.catalog, &page.state);
    let hidden: Vec<_> =
        current.fields().into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    let locked_out = preview.newly_locked_out;
    let confirmation = (locked_out > 0).then(|| {
        view! {
            <Warning text=Some(catalog.fill("admin-policy-locks-out", [("count", locked_out.into())])) />
            <Field
                id="confirm"
                label=catalog.fill("admin-policy-confirm", [("count", locked_out.into())])
                kind=Kind::Text
                error=state.error_about(Subject::Confirmation, catalog)
            />
        }
    });
    let form = view! {
        <form class="card-part stack" method="post" action=page.cx.link(paths::POLICY_PREVIEW) novalidate>
            {hidden}
            {reason(page, "admin-policy-reason-hint")}
            {confirmation}
            <div class="buttons">
                <button class="button button-primary">{catalog.text("admin-policy-save")}</button>
                <a class="button button-quiet" href=back(page, draft)>
                    {catalog.text("admin-policy-edit")}
                </a>
            </div>
        </form>
    };
    section("save", catalog.text("admin-policy-save-title"), catalog.text("admin-policy-save-text"), form)
}
