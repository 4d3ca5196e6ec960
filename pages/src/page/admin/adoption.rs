//! `/admin`: the adoption of the second factor, in numbers, charts and tables.

mod chart;
mod enrollment;
mod over_time;
pub(crate) mod period;
mod table;
mod trouble;

use super::{Tab, frame};
use crate::{
    page::section::section,
    page_context::{PageContext, Shown},
};
use enrollment::funnel;
use leptos::prelude::*;
use mfa::adoption::{Day, FactorCounts};
use over_time::over_time;
use period::Period;
use table::table;
use trouble::trouble;
use ui::{catalog::Catalog, component::TimeText, erased_view::ErasedView, paths};

/// The events that end a row of wrong guesses: with a wait, or finally.
const WAITS: [&str; 1] = ["guesses_paused"];
const STOPS: [&str; 1] = ["guesses_stopped"];

/// The columns of the file.
pub(crate) const COLUMNS: [&str; 13] = [
    "day",
    "accounts",
    "enrolled",
    "apps",
    "passkeys",
    "few_codes",
    "no_codes",
    "enrollments",
    "sign_ins",
    "refused",
    "recovery_codes_used",
    "waits",
    "stops",
];

/// One day of the file. Unknown values are empty.
pub(crate) fn cells(day: &Day) -> [String; 13] {
    let known = |part: fn(&FactorCounts) -> i64| day.census.as_ref().map(|census| part(census).to_string()).unwrap_or_default();
    let count = |events: &[&str]| day.count(events).to_string();
    [
        period::date(day),
        known(|census| census.accounts),
        known(|census| census.enrolled),
        known(|census| census.apps),
        known(|census| census.passkeys),
        known(|census| census.few_codes),
        known(|census| census.no_codes),
        count(&["totp_added", "passkey_added"]),
        count(&["sign_in_complete"]),
        day.refused().to_string(),
        count(&["recovery_code_used"]),
        count(&WAITS),
        count(&STOPS),
    ]
}

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let period = Period::of(page.cx.query.as_deref());
    let adoption = page.cx.latchkey.admin().adoption(page.session()?, period.days()).await?;
    let content = view! {
        <p class="lead">
            {catalog.text("admin-adoption-lead")} " "
            <TimeText moment=catalog.exact_moment(adoption.at) />
        </p>
        {now(&page, &adoption.now)}
        {periods(&page, period)}
        {over_time(&adoption.days, catalog)}
        {funnel(&adoption.funnel, catalog)}
        {trouble(&adoption.days, catalog)}
        <p>
            <a class="button" href=page.cx.link(&period.file())>
                {catalog.text("admin-adoption-export")}
            </a>
        </p>
    };
    Ok(frame(&page, Tab::Adoption, catalog.text("admin-adoption-title"), content))
}

fn now(page: &PageContext, census: &FactorCounts) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let row = |name: &'static str, count: i64, of: i64| vec![catalog.text(name), count.to_string(), catalog.share(count, of)];
    let rows = vec![
        row("admin-adoption-enrolled", census.enrolled, census.accounts),
        row("admin-adoption-apps", census.apps, census.accounts),
        row("admin-adoption-passkeys", census.passkeys, census.accounts),
        row("admin-adoption-unenrolled", census.accounts.saturating_sub(census.enrolled), census.accounts),
        row("admin-adoption-few-codes", census.few_codes, census.accounts),
        row("admin-adoption-no-codes", census.no_codes, census.accounts),
    ];
    let headings = ["admin-adoption-what", "admin-adoption-accounts", "admin-adoption-share"];
    let shown = |show: &str| page.cx.link(&[paths::PEOPLE, "?show=", show].concat());
    let content = view! {
        {table("now", catalog.text("admin-adoption-now"), &headings.map(|heading| catalog.text(heading)), rows)}
        <p class="card-part">
            <a href=shown("unenrolled")>{catalog.text("admin-adoption-see-unenrolled")}</a>
            " · "
            <a href=shown("few-codes")>{catalog.text("admin-adoption-see-few-codes")}</a>
            " · "
            <a href=shown("no-codes")>{catalog.text("admin-adoption-see-no-codes")}</a>
        </p>
    };
    let text = catalog.fill("admin-adoption-now-text", [("accounts", census.accounts.into())]);
    section("now-title", catalog.text("admin-adoption-now"), text, content)
}

/// Links to the available periods.
fn periods(page: &PageContext, shown: Period) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let link = |period: Period| {
        let current = (period == shown).then_some("page");
        view! {
            <li>
                <a href=page.cx.link(&period.path()) aria-current=current>
                    {catalog.fill("admin-adoption-days", [("days", i64::from(period.days()).into())])}
                </a>
            </li>
        }
    };
    view! {
        <nav aria-label=catalog.text("admin-adoption-period")>
            <ul class="admin-tabs periods">{Period::ALL.map(link)}</ul>
        </nav>
    }
}

/// A table with one row for each day, collapsed.
fn numbers(catalog: Catalog, table: ErasedView) -> impl IntoView {
    view! {
        <details class="card-part">
            <summary>{catalog.text("admin-adoption-numbers")}</summary>
            {table}
        </details>
    }
}
