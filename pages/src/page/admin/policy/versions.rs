//! `/admin/policy/versions`: every policy that was saved.

use super::author;
use crate::{
    fields::query_value,
    guard::Place,
    page::{
        Visit,
        admin::{Tab, frame, visit},
    },
};
use app::component::TimeText;
use leptos::prelude::*;
use mfa::Version;

/// Versions on a page.
const PAGE: u32 = 50;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| {
        let words = visit.words;
        let before = query_value(visit.cx.query.as_deref(), "before").and_then(|before| before.parse().ok());
        let versions = visit.cx.latchkey.policy_versions(visit.session()?, before, PAGE).await?;
        // The defaults held before the first one.
        let older = versions.last().filter(|last| last.number > 1).map(|last| last.number);
        let rows: Vec<_> = versions.iter().map(|version| row(&visit, version)).collect();
        let content = view! {
            <div class="card card-list">
                <ul class="rows">{rows} {older.is_none().then(|| defaults(&visit))}</ul>
            </div>
            {older
                .map(|before| {
                    view! {
                        <a class="button" href=visit.cx.link(&format!("/admin/policy/versions?before={before}"))>
                            {words.text("admin-older")}
                        </a>
                    }
                })}
        };
        Ok(frame(&visit, Tab::Policy, words.text("admin-versions-title"), content))
    })
}

fn row(visit: &Visit, version: &Version) -> impl IntoView + use<> {
    let (words, now) = (visit.words, visit.cx.latchkey.now().0);
    view! {
        <li class="row row-plain">
            <div class="row-main">
                <p class="row-name">
                    <a href=visit.cx.link(&format!("/admin/policy/versions/{}", version.number))>
                        {words.fill("admin-version-named", [("number", version.number.into())])}
                    </a>
                </p>
                <p class="row-text">
                    <TimeText moment=words.moment(version.at, now) /> " · " {author(visit, version)} " · " {version.reason.clone()}
                </p>
            </div>
        </li>
    }
}

fn defaults(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words;
    view! {
        <li class="row row-plain">
            <div class="row-main">
                <p class="row-name">
                    <a href=visit.cx.link("/admin/policy/versions/0")>{words.text("admin-version-defaults")}</a>
                </p>
                <p class="row-text">{words.text("admin-policy-defaults")}</p>
            </div>
        </li>
    }
}
