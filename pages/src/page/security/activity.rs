//! The account's history.

use crate::{
    component::{Verbatim, sentence, verbatim},
    page::section::section,
};
use leptos::prelude::*;
use mfa::view::Activity;
use ui::{
    catalog::Catalog,
    component::TimeText,
    erased_view::{Erase, ErasedView},
};

const REFUSED: &str = "refused";

/// A section with these lines, and links below them.
pub(in crate::page) fn part(
    (id, title, text): (&'static str, String, String),
    activity: Vec<Activity>,
    catalog: Catalog,
    more: Option<ErasedView>,
) -> impl IntoView {
    section(
        id,
        title,
        text,
        view! {
            {list(activity, catalog)}
            {more.map(|more| view! { <p class="card-part">{more}</p> })}
        },
    )
}

/// The lines, newest first.
pub(in crate::page) fn list(activity: Vec<Activity>, catalog: Catalog) -> impl IntoView {
    let lines: Vec<_> = activity.into_iter().map(|entry| line(entry, catalog)).collect();
    view! { <ol class="log">{lines}</ol> }
}

fn line(entry: Activity, catalog: Catalog) -> impl IntoView {
    let class = if entry.result == REFUSED { "log-item log-refused" } else { "log-item" };
    let what =
        catalog.activity_told(&entry.event, entry.method.as_deref(), catalog.detail(entry.detail, entry.erased), i64::from(entry.times));
    let place = match (entry.erased, entry.address.is_empty()) {
        (true, _) => Some(erased_place(catalog).erase()),
        (false, false) => Some(place(catalog.agent(&entry.agent), &entry.address, entry.times > 1, catalog).erase()),
        (false, true) => None,
    };
    view! {
        <li class=class>
            <p class="log-text">{what}</p>
            <p class="row-text">
                <TimeText moment=catalog.exact_moment(entry.last_at.unwrap_or(entry.at)) />
                {place}
            </p>
        </li>
    }
}

/// Stands for a place that was erased.
pub(in crate::page) fn erased_place(catalog: Catalog) -> impl IntoView + use<> {
    view! { " · " {catalog.text("activity-erased-place")} }
}

/// Browser and address of an activity; the last ones, if there are several.
pub(in crate::page) fn place(agent: String, address: &str, last: bool, catalog: Catalog) -> impl IntoView + use<> {
    let place = format!("{agent} · {address}");
    let place = if last {
        sentence(catalog, "activity-last-from", [("place", verbatim(&place))])
    } else {
        view! { <Verbatim text=place /> }.erase()
    };
    view! { " · " {place} }
}
