//! Moments.

use crate::moment::Moment;
use leptos::prelude::*;

/// A moment: near ones as "3 minutes ago", the exact one as a tooltip.
#[component]
pub fn TimeText(
    /// The moment.
    moment: Moment,
    /// Always says date and time.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let (text, title) = if exact { (moment.exact, None) } else { (moment.near, Some(moment.exact)) };
    view! {
        <time datetime=moment.machine title=title>
            {text}
        </time>
    }
}
