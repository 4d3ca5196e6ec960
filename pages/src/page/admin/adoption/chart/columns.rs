//! How often something happened on each day.

use super::{Around, HEIGHT, WIDTH, length, position};
use leptos::prelude::*;

/// A column for each day, the highest one as high as the picture.
pub(in crate::page::admin::adoption) fn columns(around: Around, values: &[i64]) -> AnyView {
    let highest = values.iter().copied().max().unwrap_or(0);
    let step = WIDTH / position(values.len().max(1));
    // Many are an area: gaps as thin as these would flicker.
    let width = if step < 4.0 { step } else { step * 0.8 };
    let column = |(day, value): (usize, &i64)| {
        let height = length(*value, highest, HEIGHT);
        let (x, y) = (position(day) * step, HEIGHT - height);
        (height > 0.0).then(|| {
            view! { <rect x=format!("{x:.1}") y=format!("{y:.1}") width=format!("{width:.1}") height=format!("{height:.1}") /> }
        })
    };
    let drawn: Vec<_> = values.iter().enumerate().map(column).collect();
    around.figure(view! { <g class="columns">{drawn}</g> }.into_any(), ().into_any())
}
