//! The share of accounts with a second step, for each day.

use super::{chart, numbers, period, table::table};
use crate::page::{admin::empty, section::section};
use leptos::prelude::*;
use mfa::adoption::{Day, FactorCounts};
use ui::{catalog::Catalog, erased_view::ErasedView, icon::USER};

const ID: &str = "over-time";
/// The values that are drawn for a day.
const PARTS: [fn(&FactorCounts) -> i64; 3] = [|census| census.enrolled, |census| census.apps, |census| census.passkeys];

pub(super) fn over_time(days: &[Day], catalog: Catalog) -> ErasedView {
    let names = ["admin-adoption-enrolled", "admin-adoption-apps", "admin-adoption-passkeys"].map(|name| catalog.text(name));
    let shares = |census: &FactorCounts| PARTS.map(|part| catalog.share(part(census), census.accounts));
    let rows: Vec<Vec<_>> = days
        .iter()
        .rev()
        .filter_map(|day| {
            let census = day.census.as_ref()?;
            Some([period::date(day), census.accounts.to_string()].into_iter().chain(shares(census)).collect())
        })
        .collect();
    let headings = [catalog.text("admin-adoption-day"), catalog.text("admin-adoption-accounts")].into_iter().chain(names.clone());
    let title = catalog.text("admin-adoption-over-time");
    let numbers = (!rows.is_empty()).then(|| numbers(catalog, table(ID, title.clone(), &headings.collect::<Vec<_>>(), rows)));
    let content = view! {
        {picture(days, &names, catalog).unwrap_or_else(|| empty(USER, catalog.text("admin-adoption-over-time-none")))}
        {numbers}
    };
    section("over-time-title", title, catalog.text("admin-adoption-over-time-text"), content)
}

/// `None` if no account ever had a method.
fn picture(days: &[Day], names: &[String; 3], catalog: Catalog) -> Option<ErasedView> {
    let known: Vec<_> = days.iter().filter_map(|day| Some((day, day.census.as_ref()?))).collect();
    let (first, last) = known.first().zip(known.last())?;
    if known.iter().all(|(_, census)| census.enrolled == 0) {
        return None;
    }
    let share = |(_, census): &(&Day, &FactorCounts), part: fn(&FactorCounts) -> i64| catalog.share(part(census), census.accounts);
    let enrolled = |day| share(day, |census| census.enrolled);
    let gist = if known.len() == 1 {
        catalog.fill("admin-adoption-over-time-one", [("share", enrolled(last).into()), ("day", period::date(last.0).into())])
    } else {
        catalog.fill(
            "admin-adoption-over-time-from-to",
            [
                ("before", enrolled(first).into()),
                ("first", period::date(first.0).into()),
                ("after", enrolled(last).into()),
                ("last", period::date(last.0).into()),
            ],
        )
    };
    let around = chart::Around { id: ID, gist, scale: [100, 50, 0].map(|part| catalog.share(part, 100)).into(), days: period::ends(days) };
    let [any, app, passkey] = names;
    let named = |name: &String, part| format!("{name}: {}", share(last, part));
    let [of_any, of_app, of_passkey] = PARTS;
    let names = [named(any, of_any), named(app, of_app), named(passkey, of_passkey)];
    let series = PARTS.map(|part| days.iter().map(|day| day.census.as_ref().and_then(|of| percent(part(of), of.accounts))).collect());
    Some(chart::lines(around, names, &series))
}

/// `None` if there are no accounts.
#[expect(clippy::cast_precision_loss, reason = "numbers of people, as a share to be drawn")]
fn percent(part: i64, of: i64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64 * 100.0)
}
