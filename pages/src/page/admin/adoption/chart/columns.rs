//! A column chart: how often an event happened on each day.

use super::{Around, HEIGHT, WIDTH, length, position};
use leptos::prelude::*;
use ui::erased_view::{Erase, ErasedView};

/// One column for each day; the highest one has the height of the chart.
pub(in crate::page::admin::adoption) fn columns(around: Around, values: &[i64]) -> ErasedView {
    let highest = values.iter().copied().max().unwrap_or(0);
    let step = WIDTH / position(values.len().max(1));
    // Many columns are drawn as an area: gaps this thin would flicker.
    let width = if step < 4.0 { step } else { step * 0.8 };
    let column = |(day, value): (usize, &i64)| {
        let height = length(*value, highest, HEIGHT);
        let (x, y) = (position(day) * step, HEIGHT - height);
        (height > 0.0).then(|| {
            view! { <rect x=format!("{x:.1}") y=format!("{y:.1}") width=format!("{width:.1}") height=format!("{height:.1}") /> }
        })
    };
    let drawn: Vec<_> = values.iter().enumerate().map(column).collect();
    around.figure(view! { <g class="columns">{drawn}</g> }.erase(), ().erase())
}
