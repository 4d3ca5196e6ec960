//! `/admin/policy/versions`: every policy that was saved.

use super::author;
use crate::{
    fields::query_value,
    page::admin::{Tab, frame},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::Version;
use ui::{component::TimeText, paths};

/// Versions on a page.
const PAGE: u32 = 50;

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let before = query_value(page.cx.query.as_deref(), "before").and_then(|before| before.parse().ok());
    let versions = page.cx.latchkey.admin().policy_versions(page.session()?, before, PAGE).await?;
    // The defaults held before the first one.
    let older = versions.last().filter(|last| last.number > 1).map(|last| last.number);
    let rows: Vec<_> = versions.iter().map(|version| row(&page, version)).collect();
    let content = view! {
        <div class="card card-list">
            <ul class="rows">{rows} {older.is_none().then(|| defaults(&page))}</ul>
        </div>
        {older
            .map(|before| {
                view! {
                    <a class="button" href=page.cx.link(&format!("{}?before={before}", paths::POLICY_VERSIONS))>
                        {catalog.text("admin-older")}
                    </a>
                }
            })}
    };
    Ok(frame(&page, Tab::Policy, catalog.text("admin-versions-title"), content))
}

fn row(page: &PageContext, version: &Version) -> impl IntoView + use<> {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    view! {
        <li class="row row-plain">
            <div class="row-main">
                <p class="row-name">
                    <a href=page.cx.link(&paths::with_id(paths::POLICY_VERSION, &version.number.to_string()))>
                        {catalog.fill("admin-version-named", [("number", version.number.into())])}
                    </a>
                </p>
                <p class="row-text">
                    <TimeText moment=catalog.moment(version.at, now) /> " · " {author(page, version)} " · " {version.reason.clone()}
                </p>
            </div>
        </li>
    }
}

fn defaults(page: &PageContext) -> impl IntoView + use<> {
    let catalog = page.catalog;
    view! {
        <li class="row row-plain">
            <div class="row-main">
                <p class="row-name">
                    <a href=page.cx.link(&paths::with_id(paths::POLICY_VERSION, "0"))>{catalog.text("admin-version-defaults")}</a>
                </p>
                <p class="row-text">{catalog.text("admin-policy-defaults")}</p>
            </div>
        </li>
    }
}
