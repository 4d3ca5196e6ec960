//! Times.

use crate::moment::Moment;
use leptos::prelude::*;

/// A time, with the exact time in UTC as a tooltip.
#[component]
pub fn TimeText(
    /// The time.
    moment: Moment,
) -> impl IntoView {
    view! {
        <time datetime=moment.machine title=moment.title>
            {moment.text}
        </time>
    }
}
