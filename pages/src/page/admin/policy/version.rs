//! `/admin/policy/versions/{version}`: one of them, compared with the one in force.

use super::{author, difference, draft::Draft, is_by_operator};
use crate::{
    component::sentence,
    page::{
        admin::{Tab, frame},
        section::section,
    },
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, Version};
use ui::{component::TimeText, erased_view::Erase, paths};

pub(crate) async fn show(page: PageContext) -> Shown {
    let number = page.parameter()?;
    let catalog = page.catalog;
    let session = page.session()?;
    let number: i64 = number.parse().map_err(|_| Error::NotFound)?;
    let version = page.cx.latchkey.admin().policy_version(session, number).await?;
    let newest = page.cx.latchkey.admin().newest_policy(session).await?;
    let titles = (catalog.text("admin-policy-this-version"), catalog.text("admin-policy-now"));
    let content = match difference::table(&version.policy, &newest.policy, catalog, titles) {
        Some(table) => view! {
            {about(&page, &version)}
            {section("compared", catalog.text("admin-version-compared"), catalog.text("admin-version-compared-text"), table)}
            {restore(&page, newest.number, &version)}
        }
        .erase(),
        None => view! {
            {about(&page, &version)}
            <p class="notice notice-info">{catalog.text("admin-version-same")}</p>
        }
        .erase(),
    };
    let heading = match version.number {
        0 => catalog.text("admin-version-defaults"),
        number => catalog.fill("admin-version-named", [("number", number.into())]),
    };
    Ok(frame(&page, Tab::Policy, heading, content))
}

fn about(page: &PageContext, version: &Version) -> Option<impl IntoView + use<>> {
    let catalog = page.catalog;
    (version.number > 0).then(|| {
        let when = view! { <TimeText moment=catalog.exact_moment(version.at) /> }.erase();
        let text = match is_by_operator(version) {
            true => sentence(catalog, "admin-version-about-by-operator", [("when", when.into())]),
            false => sentence(catalog, "admin-version-about", [("author", author(page, version).into()), ("when", when.into())]),
        };
        view! {
            <p class="lead">{text}</p>
            <p class="quote">{version.reason.clone()}</p>
        }
    })
}

/// Leads to the preview of what it would change.
fn restore(page: &PageContext, newest: i64, version: &Version) -> impl IntoView + use<> {
    let address = format!("{}?{}", paths::POLICY_PREVIEW, Draft::of(newest, &version.policy).query());
    view! {
        <a class="button button-primary" href=page.cx.link(&address)>
            {page.catalog.text("admin-version-restore")}
        </a>
    }
}
