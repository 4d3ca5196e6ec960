//! `/admin/policy/versions/{version}`: one of them, compared with the one in force.

use super::{author, difference, draft::Draft};
use crate::{
    component::sentence,
    guard::Place,
    page::{
        Visit,
        admin::{Tab, frame, visit},
        section::section,
    },
};
use app::component::TimeText;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use mfa::{Error, Version};

pub(crate) fn page() -> impl IntoView {
    let number = use_params_map().read_untracked().get("version").unwrap_or_default();
    visit(Place::Admin, async move |visit| {
        let words = visit.words;
        let session = visit.session()?;
        let number: i64 = number.parse().map_err(|_| Error::NotFound)?;
        let version = visit.cx.latchkey.policy_version(session, number).await?;
        let newest = visit.cx.latchkey.newest_policy(session).await?;
        let titles = (words.text("admin-policy-this-version"), words.text("admin-policy-now"));
        let content = match difference::table(&version.policy, &newest.policy, words, titles) {
            Some(table) => view! {
                {about(&visit, &version)}
                {section("compared", words.text("admin-version-compared"), words.text("admin-version-compared-text"), table)}
                {restore(&visit, newest.number, &version)}
            }
            .into_any(),
            None => view! {
                {about(&visit, &version)}
                <p class="notice notice-info">{words.text("admin-version-same")}</p>
            }
            .into_any(),
        };
        let heading = match version.number {
            0 => words.text("admin-version-defaults"),
            number => words.fill("admin-version-named", [("number", number.into())]),
        };
        Ok(frame(&visit, Tab::Policy, heading, content))
    })
}

fn about(visit: &Visit, version: &Version) -> Option<impl IntoView + use<>> {
    let words = visit.words;
    (version.number > 0).then(|| {
        let when = view! { <TimeText moment=words.exact_moment(version.at) /> }.into_any();
        view! {
            <p class="lead">
                {sentence(words, "admin-version-about", [("author", author(visit, version).into()), ("when", when.into())])}
            </p>
            <p class="quote">{version.reason.clone()}</p>
        }
    })
}

/// Leads to the preview of what it would change.
fn restore(visit: &Visit, newest: i64, version: &Version) -> impl IntoView + use<> {
    let address = format!("/admin/policy/preview?{}", Draft::of(newest, &version.policy).query());
    view! {
        <a class="button button-primary" href=visit.cx.link(&address)>
            {visit.words.text("admin-version-restore")}
        </a>
    }
}
