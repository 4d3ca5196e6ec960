//! What happened to the account.

use crate::{component::TimeText, page::section::section, words::Words};
use leptos::prelude::*;
use mfa::view::Activity;

const REFUSED: &str = "refused";

/// A section with these lines, and below them what leads on.
pub(in crate::page) fn part(
    (id, title, text): (&'static str, String, String),
    activity: Vec<Activity>,
    now: i64,
    words: Words,
    more: Option<AnyView>,
) -> impl IntoView {
    section(
        id,
        title,
        text,
        view! {
            {list(activity, now, words)}
            {more.map(|more| view! { <p class="card-part">{more}</p> })}
        },
    )
}

/// The lines, newest first.
pub(in crate::page) fn list(activity: Vec<Activity>, now: i64, words: Words) -> impl IntoView {
    let lines: Vec<_> = activity.into_iter().map(|entry| line(entry, now, words)).collect();
    view! { <ol class="log">{lines}</ol> }
}

fn line(entry: Activity, now: i64, words: Words) -> impl IntoView {
    let class = if entry.result == REFUSED { "log-item log-refused" } else { "log-item" };
    let what = words.activity_told(&entry.event, entry.method.as_deref(), entry.detail, i64::from(entry.times));
    let place = (!entry.address.is_empty()).then(|| {
        let place = format!("{} · {}", words.agent(&entry.agent), entry.address);
        format!(" · {}", if entry.times > 1 { words.fill("activity-last-from", [("place", place.into())]) } else { place })
    });
    view! {
        <li class=class>
            <p class="log-text">{what}</p>
            <p class="row-text">
                <TimeText moment=words.moment(entry.last_at.unwrap_or(entry.at), now) exact=true />
                {place}
            </p>
        </li>
    }
}
