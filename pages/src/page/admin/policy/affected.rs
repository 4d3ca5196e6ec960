//! `/admin/policy/preview/people`: the accounts that a change would affect in one way, in pages. The draft travels in the address, as that of the preview
//! does.

use super::draft::Draft;
use crate::{
    fields::query_value,
    page::admin::{
        Tab, empty, frame,
        people::{list, turns},
    },
    page_context::{NotShown, PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, PageCursor, People, PolicyEffect};
use ui::{
    erased_view::{Erase, ErasedView},
    icon::USER,
    paths,
};
use url::form_urlencoded::Serializer;

const EFFECTS: [PolicyEffect; 5] =
    [PolicyEffect::Enroll, PolicyEffect::EnrollForAction, PolicyEffect::Prove, PolicyEffect::NeedCode, PolicyEffect::LockOut];

const fn name(effect: PolicyEffect) -> &'static str {
    match effect {
        PolicyEffect::Enroll => "enroll",
        PolicyEffect::EnrollForAction => "enroll-for-action",
        PolicyEffect::Prove => "prove",
        PolicyEffect::NeedCode => "need-code",
        PolicyEffect::LockOut => "locked-out",
    }
}

/// The key of what happens to them, in words.
pub(super) const fn words_of(effect: PolicyEffect) -> &'static str {
    match effect {
        PolicyEffect::Enroll => "admin-policy-enroll",
        PolicyEffect::EnrollForAction => "admin-policy-enroll-for-action",
        PolicyEffect::Prove => "admin-policy-prove",
        PolicyEffect::NeedCode => "admin-policy-need-code",
        PolicyEffect::LockOut => "admin-policy-locked-out",
    }
}

/// The key of the heading of their list.
pub(super) const fn who(effect: PolicyEffect) -> &'static str {
    match effect {
        PolicyEffect::Enroll => "admin-affected-enroll",
        PolicyEffect::EnrollForAction => "admin-affected-enroll-for-action",
        PolicyEffect::Prove => "admin-affected-prove",
        PolicyEffect::NeedCode => "admin-affected-need-code",
        PolicyEffect::LockOut => "admin-affected-locked-out",
    }
}

/// The address of their first page.
pub(super) fn path(draft: &Draft, effect: PolicyEffect) -> String {
    address(draft, &[("who", name(effect))])
}

fn address(draft: &Draft, more: &[(&str, &str)]) -> String {
    let query = Serializer::new(String::new()).extend_pairs(draft.fields()).extend_pairs(more).finish();
    format!("{}?{query}", paths::AFFECTED_PEOPLE)
}

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let query = page.cx.query.as_deref();
    let Some(draft) = Draft::of_query(query)? else { return Err(NotShown::Redirect(page.cx.link(paths::POLICY))) };
    let preview = page.cx.link(&format!("{}?{}", paths::POLICY_PREVIEW, draft.query()));
    // The preview explains why the draft is invalid.
    let Ok(policy) = draft.policy() else { return Err(NotShown::Redirect(preview)) };
    let asked = query_value(query, "who").unwrap_or_default();
    let effect = EFFECTS.into_iter().find(|effect| name(*effect) == asked).ok_or(Error::NotFound)?;
    let (after, before) = (query_value(query, "after"), query_value(query, "before"));
    let turn = match (&after, &before) {
        (Some(after), _) => PageCursor::After(after),
        (None, Some(before)) => PageCursor::Before(before),
        (None, None) => PageCursor::First,
    };
    let (count, people) = page.cx.latchkey.admin().affected_people(page.session()?, &policy, effect, turn).await?;
    let content = view! {
        <p class="lead policy-saved">
            {catalog.fill("admin-policy-affected-people", [("count", count.into())])} " · "
            <a href=preview>{catalog.text("admin-policy-affected-back")}</a>
        </p>
        {shown(&page, &people)}
        {turns(&page, &people, |turn, id| address(&draft, &[("who", name(effect)), (turn, id)]))}
    };
    Ok(frame(&page, Tab::Policy, catalog.text(who(effect)), content))
}

fn shown(page: &PageContext, people: &People) -> ErasedView {
    if people.lines.is_empty() {
        let text = page.catalog.text("admin-policy-affected-nobody");
        return view! { <div class="card card-list">{empty(USER, text)}</div> }.erase();
    }
    list(page, people)
}
