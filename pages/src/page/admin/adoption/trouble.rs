//! Refused second steps, and their consequences.

use super::{STOPS, WAITS, chart, numbers, period, table::table};
use crate::page::{admin::empty, section::section};
use leptos::prelude::*;
use mfa::adoption::Day;
use ui::{catalog::Catalog, erased_view::ErasedView, icon::CHECK};

const ID: &str = "trouble";

pub(super) fn trouble(days: &[Day], catalog: Catalog) -> ErasedView {
    let counts = |day: &Day| {
        let others = [WAITS, STOPS, ["recovery_code_used"], ["sign_in_complete"]].map(|events| day.count(&events));
        [day.refused()].into_iter().chain(others).map(|count| count.to_string())
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
    let title = catalog.text("admin-adoption-trouble");
    let content = view! {
        {picture(days, catalog).unwrap_or_else(|| empty(CHECK, catalog.text("admin-adoption-refused-none")))}
        {numbers(catalog, table(ID, title.clone(), &headings.map(|heading| catalog.text(heading)), rows))}
    };
    section("trouble-title", title, catalog.text("admin-adoption-trouble-text"), content)
}

/// `None` if none was refused.
fn picture(days: &[Day], catalog: Catalog) -> Option<ErasedView> {
    let refused: Vec<i64> = days.iter().map(Day::refused).collect();
    let (day, most) = days.iter().zip(&refused).rev().max_by_key(|(_, count)| **count).filter(|(_, count)| **count > 0)?;
    let gist = catalog.fill(
        "admin-adoption-refused-most",
        [("count", refused.iter().sum::<i64>().into()), ("day", period::date(day).into()), ("most", (*most).into())],
    );
    let around = chart::Around { id: ID, gist, scale: vec![most.to_string(), "0".to_owned()], days: period::ends(days) };
    Some(chart::columns(around, &refused))
}
