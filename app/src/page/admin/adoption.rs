//! `/admin`: how far the second factor has come, in numbers, charts and tables.

mod chart;
pub(crate) mod period;
mod table;

use super::{Tab, frame, visit};
use crate::{
    component::TimeText,
    guard::Place,
    page::{Visit, section::section},
    words::Words,
};
use leptos::prelude::*;
use mfa::adoption::{Census, Day, Passage};
use period::Period;
use table::table;

/// What counts as a second factor that was refused.
const REFUSED: [&str; 5] = ["code_refused", "code_replayed", "recovery_code_refused", "passkey_refused", "passkey_cloned"];
/// Where a row of wrong guesses ends: in a wait, or for good.
const WAITS: [&str; 1] = ["guesses_paused"];
const STOPS: [&str; 1] = ["guesses_stopped"];

/// What stands in each row of the file.
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

/// One day of the file. What isn't known of it is left empty.
pub(crate) fn cells(day: &Day) -> [String; 13] {
    let known = |part: fn(&Census) -> i64| day.census.as_ref().map(|census| part(census).to_string()).unwrap_or_default();
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
        count(&REFUSED),
        count(&["recovery_code_used"]),
        count(&WAITS),
        count(&STOPS),
    ]
}

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| {
        let words = visit.words;
        let period = Period::of(visit.cx.query.as_deref());
        let adoption = visit.cx.latchkey.adoption(visit.session()?, period.days()).await?;
        let content = view! {
            <p class="lead">
                {words.text("admin-adoption-lead")} " "
                <TimeText moment=words.moment(adoption.at, visit.cx.latchkey.now().0) exact=true />
            </p>
            {now(&visit, &adoption.now)}
            {periods(&visit, period)}
            {over_time(&adoption.days, words)}
            {funnel(&adoption.funnel, words)}
            {trouble(&adoption.days, words)}
            <p>
                <a class="button" href=visit.cx.link(&period.file()) download="">
                    {words.text("admin-adoption-export")}
                </a>
            </p>
        };
        Ok(frame(&visit, Tab::Adoption, words.text("admin-adoption-title"), content))
    })
}

fn now(visit: &Visit, census: &Census) -> impl IntoView + use<> {
    let words = visit.words;
    let row = |name: &'static str, count: i64, of: i64| vec![words.text(name), count.to_string(), words.share(count, of)];
    let rows = vec![
        row("admin-adoption-enrolled", census.enrolled, census.accounts),
        row("admin-adoption-apps", census.apps, census.accounts),
        row("admin-adoption-passkeys", census.passkeys, census.accounts),
        row("admin-adoption-unenrolled", census.accounts.saturating_sub(census.enrolled), census.accounts),
        row("admin-adoption-few-codes", census.few_codes, census.accounts),
        row("admin-adoption-no-codes", census.no_codes, census.accounts),
    ];
    let headings = ["admin-adoption-what", "admin-adoption-accounts", "admin-adoption-share"];
    let content = view! {
        {table(words.text("admin-adoption-now"), &headings.map(|heading| words.text(heading)), rows)}
        <p class="card-part">
            <a href=visit.cx.link("/admin/people?show=unenrolled")>{words.text("admin-adoption-see-unenrolled")}</a>
            " · "
            <a href=visit.cx.link("/admin/people?show=few-codes")>{words.text("admin-adoption-see-few-codes")}</a>
            " · "
            <a href=visit.cx.link("/admin/people?show=no-codes")>{words.text("admin-adoption-see-no-codes")}</a>
        </p>
    };
    let text = words.fill("admin-adoption-now-text", [("accounts", census.accounts.into())]);
    section("now-title", words.text("admin-adoption-now"), text, content)
}

/// Which days are shown, as links.
fn periods(visit: &Visit, shown: Period) -> impl IntoView + use<> {
    let words = visit.words;
    let link = |period: Period| {
        let current = (period == shown).then_some("page");
        view! {
            <li>
                <a href=visit.cx.link(&period.path()) aria-current=current>
                    {words.fill("admin-adoption-days", [("days", i64::from(period.days()).into())])}
                </a>
            </li>
        }
    };
    view! {
        <nav aria-label=words.text("admin-adoption-period")>
            <ul class="admin-tabs periods">{Period::ALL.map(link)}</ul>
        </nav>
    }
}

fn over_time(days: &[Day], words: Words) -> impl IntoView + use<> {
    let share_of = |part: fn(&Census) -> i64| -> Vec<Option<f64>> {
        days.iter().map(|day| day.census.as_ref().and_then(|census| percent(part(census), census.accounts))).collect()
    };
    let names = ["admin-adoption-enrolled", "admin-adoption-apps", "admin-adoption-passkeys"].map(|name| words.text(name));
    let series = [share_of(|census| census.enrolled), share_of(|census| census.apps), share_of(|census| census.passkeys)];
    let rows = days.iter().rev().filter_map(|day| {
        let census = day.census.as_ref()?;
        Some([period::date(day), census.accounts.to_string()].into_iter().chain(shares(census, words)).collect())
    });
    let headings = [words.text("admin-adoption-day"), words.text("admin-adoption-accounts")].into_iter().chain(names.clone());
    let title = words.text("admin-adoption-over-time");
    let content = view! {
        {chart::lines(&title, &names, &series)}
        {numbers(words, table(title.clone(), &headings.collect::<Vec<_>>(), rows.collect()))}
    };
    section("over-time-title", title, words.text("admin-adoption-over-time-text"), content)
}

fn shares(census: &Census, words: Words) -> [String; 3] {
    [census.enrolled, census.apps, census.passkeys].map(|part| words.share(part, census.accounts))
}

fn funnel(funnel: &[Passage], words: Words) -> impl IntoView + use<> {
    let name = |passage: &Passage| {
        words.text(match passage.step {
            "choose_method" => "admin-adoption-step-choose",
            "set_up_totp" => "admin-adoption-step-app",
            "set_up_passkey" => "admin-adoption-step-passkey",
            _ => "admin-adoption-step-codes",
        })
    };
    let stopped = |passage: &Passage| passage.reached.saturating_sub(passage.left).max(0);
    let rows = funnel
        .iter()
        .map(|passage| vec![name(passage), passage.reached.to_string(), passage.left.to_string(), stopped(passage).to_string()])
        .collect();
    let bars: Vec<_> = funnel.iter().map(|passage| (name(passage), passage.reached, passage.left)).collect();
    let headings = ["admin-adoption-step", "admin-adoption-reached", "admin-adoption-left", "admin-adoption-stopped"];
    let title = words.text("admin-adoption-funnel");
    let content = view! {
        {chart::funnel(&title, &bars)}
        {table(title.clone(), &headings.map(|heading| words.text(heading)), rows)}
    };
    section("funnel-title", title, words.text("admin-adoption-funnel-text"), content)
}

fn trouble(days: &[Day], words: Words) -> impl IntoView + use<> {
    let counts = |day: &Day| {
        [&REFUSED[..], &WAITS, &STOPS, &["recovery_code_used"], &["sign_in_complete"]].map(|events| day.count(events).to_string())
    };
    let rows = days.iter().rev().map(|day| [period::date(day)].into_iter().chain(counts(day)).collect()).collect();
    let headings = [
        "admin-adoption-day",
        "admin-adoption-refused",
        "admin-adoption-waits",
        "admin-adoption-stops",
        "admin-adoption-codes-used",
        "admin-adoption-sign-ins",
    ];
    let title = words.text("admin-adoption-trouble");
    let refused: Vec<i64> = days.iter().map(|day| day.count(&REFUSED)).collect();
    let content = view! {
        {chart::columns(&words.text("admin-adoption-refused"), &refused)}
        {numbers(words, table(title.clone(), &headings.map(|heading| words.text(heading)), rows))}
    };
    section("trouble-title", title, words.text("admin-adoption-trouble-text"), content)
}

/// A table that is as long as there are days, folded.
fn numbers(words: Words, table: AnyView) -> impl IntoView {
    view! {
        <details class="card-part">
            <summary>{words.text("admin-adoption-numbers")}</summary>
            {table}
        </details>
    }
}

/// Nothing of nobody.
#[expect(clippy::cast_precision_loss, reason = "numbers of people, as a share to be drawn")]
fn percent(part: i64, of: i64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64 * 100.0)
}
