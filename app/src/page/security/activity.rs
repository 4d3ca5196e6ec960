//! What happened to the account.

use crate::{component::TimeText, page::section::section, words::Words};
use leptos::prelude::*;
use mfa::view::Activity;

const REFUSED: &str = "refused";

pub(in crate::page) fn part(activity: Vec<Activity>, now: i64, words: Words, text: String) -> impl IntoView {
    let lines: Vec<_> = activity.into_iter().map(|entry| line(entry, now, words)).collect();
    section(
        "activity-title",
        words.text("security-activity-title"),
        text,
        view! {
            <ol class="log">{lines}</ol>
        },
    )
}

fn line(entry: Activity, now: i64, words: Words) -> impl IntoView {
    let class = if entry.result == REFUSED { "log-item log-refused" } else { "log-item" };
    let what = words.activity(&entry.event, entry.method.as_deref());
    let what = match entry.detail {
        Some(detail) => words.fill("activity-with-detail", [("what", what.into()), ("detail", detail.into())]),
        None => what,
    };
    let place = (!entry.address.is_empty()).then(|| format!(" · {} · {}", words.agent(&entry.agent), entry.address));
    view! {
        <li class=class>
            <p class="log-text">{what}</p>
            <p class="row-text">
                <TimeText moment=words.moment(entry.at, now) exact=true />
                {place}
            </p>
        </li>
    }
}
