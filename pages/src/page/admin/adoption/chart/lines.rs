//! A line chart: percentages over days.

use super::{Around, HEIGHT, WIDTH, position};
use leptos::prelude::*;
use ui::erased_view::{Erase, ErasedView};

/// Three lines with names, with gaps for unknown values. They differ by their dashes.
pub(in crate::page::admin::adoption) fn lines(around: Around, names: [String; 3], series: &[Vec<Option<f64>>; 3]) -> ErasedView {
    let days = series.iter().map(Vec::len).max().unwrap_or(0);
    let step = WIDTH / position(days.saturating_sub(1).max(1));
    let line = |values: &Vec<Option<f64>>| {
        let point = |(day, value): (usize, &Option<f64>)| value.map(|value| (position(day) * step, HEIGHT - value / 100.0 * HEIGHT));
        let points: Vec<_> = values.iter().enumerate().map(point).collect();
        points.split(Option::is_none).map(draw).collect::<Vec<_>>()
    };
    let drawn: Vec<_> = (1..).zip(series).map(|(number, values)| view! { <g class=class(number)>{line(values)}</g> }).collect();
    let key: Vec<_> = (1..).zip(names).map(|(number, name)| swatch(number, name)).collect();
    around.figure(drawn.erase(), view! { <ul class="chart-key">{key}</ul> }.erase())
}

fn class(number: usize) -> String {
    format!("series series-{number}")
}

/// Adjacent points as a line; a single one as a dot, which is a line to its own beginning.
fn draw(run: &[Option<(f64, f64)>]) -> Option<ErasedView> {
    let points: Vec<_> = run.iter().flatten().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    match points.as_slice() {
        [] => None,
        [point] => Some(view! { <path class="dot" d=format!("M{point}h0") /> }.erase()),
        points => Some(view! { <path d=format!("M{}", points.join("L")) /> }.erase()),
    }
}

fn swatch(number: usize, name: String) -> impl IntoView {
    view! {
        <li>
            <svg viewBox="0 0 32 8" aria-hidden="true">
                <g class=class(number)>
                    <path d="M0 4H32" />
                </g>
            </svg>
            {name}
        </li>
    }
}
