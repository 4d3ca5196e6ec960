//! Moments.

use crate::words::Words;
use leptos::prelude::*;

/// A moment: near ones as "3 minutes ago", the exact one as a tooltip.
#[component]
pub fn TimeText(
    /// The moment, in milliseconds since 1970.
    at: i64,
    /// Now, likewise.
    now: i64,
    /// The language.
    words: Words,
    /// Always says date and time.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let moment = words.moment(at, now);
    let (text, title) = if exact { (moment.exact, None) } else { (moment.near, Some(moment.exact)) };
    view! {
        <time datetime=moment.machine title=title>
            {text}
        </time>
    }
}
