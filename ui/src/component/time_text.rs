//! Moments.

use crate::moment::Moment;
use leptos::prelude::*;

/// A moment, with the exact time in UTC as a tooltip.
#[component]
pub fn TimeText(
    /// The moment.
    moment: Moment,
) -> impl IntoView {
    view! {
        <time datetime=moment.machine title=moment.title>
            {moment.text}
        </time>
    }
}
