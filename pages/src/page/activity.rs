//! `/account/activity`: the complete history of the account, newest first, in pages.

use super::security::activity_list;
use crate::{
    component::wide_page,
    fields::query_value,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{ActivityKind, ActivityPage};
use ui::{
    erased_view::{Erase, ErasedView},
    paths,
};

/// The number of lines on a page.
const PAGE: usize = 50;

/// The query of the page without attempts and ended sessions.
const CHANGES: &str = "changes";

pub(crate) async fn show(page: PageContext) -> Shown {
    let query = page.cx.query.as_deref();
    let kind = match query_value(query, "show").as_deref() {
        Some(CHANGES) => ActivityKind::Changes,
        _ => ActivityKind::Everything,
    };
    let before = query_value(query, "before");
    let found = page.cx.latchkey.account().activity_page(page.session()?, kind, before.as_deref(), PAGE).await?;
    Ok(shown(&page, kind, found))
}

fn shown(page: &PageContext, kind: ActivityKind, found: ActivityPage) -> ErasedView {
    let catalog = page.catalog;
    let only_changes = kind == ActivityKind::Changes;
    let (everything, changes) = (paths::ACTIVITY.to_owned(), format!("{}?show={CHANGES}", paths::ACTIVITY));
    let (text, shown, other, other_text) = match only_changes {
        true => ("activity-changes-lead", changes, everything, "activity-show-everything"),
        false => ("activity-everything-lead", everything, changes, "activity-show-changes"),
    };
    let older = found.older.map(|older| {
        let separator = if only_changes { "&" } else { "?" };
        view! {
            <a class="button" href=page.cx.link(&format!("{shown}{separator}before={older}"))>
                {catalog.text("activity-older")}
            </a>
        }
    });
    let lines = match found.lines.is_empty() {
        true => view! { <p class="card-part">{catalog.text("activity-none")}</p> }.erase(),
        false => activity_list(found.lines, catalog).erase(),
    };
    wide_page(view! {
        <h1>{catalog.text("activity-title")}</h1>
        <div class="section">
            <div class="section-head">
                <p>{catalog.text(text)}</p>
                <p>
                    <a href=page.cx.link(&other)>{catalog.text(other_text)}</a>
                </p>
            </div>
            <div class="card">{lines}</div>
        </div>
        <div class="buttons">
            {older}
            <a class="button button-quiet" href=page.cx.link(paths::SECURITY)>
                {catalog.text("activity-back")}
            </a>
        </div>
    })
}
