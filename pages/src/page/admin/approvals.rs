//! `/admin/approvals`: the requests that wait for a second administrator, and the earlier decisions.

use super::{Tab, account_action::strings_of, empty, frame};
use crate::{
    component::{sentence, verbatim},
    page::section::section,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::Approval;
use ui::{
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::CHECK,
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let (open, over) = page.cx.latchkey.admin().approvals(page.session()?).await?;
    let me = page.session()?.account_id.clone();
    let waiting = match open.as_slice() {
        [] => empty(CHECK, catalog.text("admin-approvals-none")),
        open => {
            let rows: Vec<_> = open.iter().map(|approval| row(&page, approval, Some(&me))).collect();
            view! { <ul class="rows">{rows}</ul> }.erase()
        }
    };
    let past = (!over.is_empty()).then(|| {
        let rows: Vec<_> = over.iter().map(|approval| row(&page, approval, None)).collect();
        let list = view! { <ul class="rows">{rows}</ul> };
        section("approvals-over", catalog.text("admin-approvals-over"), catalog.text("admin-approvals-over-text"), list)
    });
    let content = view! {
        {section("approvals-open", catalog.text("admin-approvals-open"), catalog.text("admin-approvals-open-text"), waiting)}
        {past}
    };
    Ok(frame(&page, Tab::Approvals, catalog.text("admin-approvals-title"), content))
}

/// A request; if it is open, with the actions that `me` may take.
fn row(page: &PageContext, approval: &Approval, me: Option<&str>) -> impl IntoView + use<> {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    let act = catalog.text(strings_of(approval.act).title);
    let what = catalog.fill("admin-action-heading", [("what", act.clone().into()), ("who", approval.name.clone().into())]);
    let outcome = match (&approval.outcome, &approval.decider, me) {
        (_, _, Some(_)) => None,
        (Some(outcome), Some(who), None) => {
            let key = match outcome.as_str() {
                "approved" => "admin-approvals-approved",
                "refused" => "admin-approvals-refused",
                _ => "admin-approvals-withdrawn",
            };
            Some(sentence(catalog, key, [("who", verbatim(who))]))
        }
        _ => Some(catalog.text("admin-approvals-expired").erase()),
    };
    // Only the administrator who may approve it has the button.
    let effect = me.filter(|me| may_approve(approval, me)).map(|_| {
        view! {
            <p class="row-text" id=effect_id(approval)>
                {catalog.text(strings_of(approval.act).approval)}
            </p>
        }
    });
    view! {
        <li class="row row-plain">
            <div class="row-main">
                <p class="row-name">{sentence(catalog, "admin-action-heading", [("what", act.into()), ("who", verbatim(&approval.name))])}</p>
                <p class="row-text">
                    {sentence(catalog, "admin-approvals-asked", [("who", verbatim(&approval.requester))])} " "
                    <TimeText moment=catalog.moment(approval.at, now) /> ": " {approval.reason.clone()}
                </p>
                {outcome.map(|outcome| view! { <p class="row-text">{outcome}</p> })}
                {effect}
            </div>
            {me.map(|me| decision(page, approval, me, &what))}
        </li>
    }
}

/// Neither who asks for it nor the person it is about approves it.
fn may_approve(approval: &Approval, me: &str) -> bool {
    approval.account_id != me && approval.requested_by != me
}

/// The id of the sentence about what follows from approving it.
fn effect_id(approval: &Approval) -> String {
    format!("effect-{}", approval.id)
}

fn decision(page: &PageContext, approval: &Approval, me: &str, what: &str) -> ErasedView {
    let catalog = page.catalog;
    if approval.account_id == me {
        return view! { <p class="row-text row-actions">{catalog.text("admin-approvals-concerns-you")}</p> }.erase();
    }
    let button = |action: &'static str, key, named, class, described_by: Option<String>| {
        view! {
            <button
                class=class
                name="action"
                value=action
                aria-label=catalog.fill(named, [("what", what.to_owned().into())])
                aria-describedby=described_by
            >
                {catalog.text(key)}
            </button>
        }
    };
    let buttons = if approval.requested_by == me {
        button("withdraw", "admin-approvals-withdraw", "admin-approvals-withdraw-named", "button button-small", None).erase()
    } else {
        let effect = Some(effect_id(approval));
        view! {
            {button("approve", "admin-approvals-approve", "admin-approvals-approve-named", "button button-small button-primary", effect)}
            {button("refuse", "admin-approvals-refuse", "admin-approvals-refuse-named", "button button-small", None)}
        }
        .erase()
    };
    view! {
        <form class="row-actions buttons" method="post" action=page.cx.link(paths::APPROVALS)>
            <input type="hidden" name="id" value=approval.id.clone() />
            {buttons}
        </form>
    }
    .erase()
}
