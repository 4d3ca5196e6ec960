//! Charts, rendered on the server as SVG. The SVG only has lines and areas: all text beside them is part of the page, so that it is as large on a
//! phone as elsewhere. Each chart has a name, a sentence that summarises it, and a table with its numbers.

mod columns;
mod funnel;
mod lines;

pub(super) use columns::columns;
pub(super) use funnel::{Step, funnel};
pub(super) use lines::lines;

use leptos::prelude::*;
use ui::erased_view::{Erase, ErasedView};

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 160.0;

/// The surroundings of a chart over some days.
pub(super) struct Around {
    /// The beginning of the ids: of the heading that names the chart (`-title`), its sentence (`-gist`) and its table (`-numbers`).
    pub(super) id: &'static str,
    /// The sentence that summarises the chart.
    pub(super) gist: String,
    /// The labels of the scale, from top to bottom, in equal steps.
    pub(super) scale: Vec<String>,
    /// The labels of the first and the last day.
    pub(super) days: [String; 2],
}

impl Around {
    /// The chart, between its scale and its days; below it the sentence and `key`.
    fn figure(self, drawn: ErasedView, key: ErasedView) -> ErasedView {
        let Self { id, gist, scale, days } = self;
        let steps = position(scale.len().saturating_sub(1).max(1));
        let axis: String = (0..scale.len()).map(|line| format!("M0 {:.0}H{WIDTH}", position(line) * HEIGHT / steps)).collect();
        let texts = |texts: Vec<String>| texts.into_iter().map(|text| view! { <span>{text}</span> }).collect::<Vec<_>>();
        view! {
            <figure class="card-part chart">
                <div class="chart-scale" aria-hidden="true">
                    {texts(scale)}
                </div>
                <svg
                    viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                    preserveAspectRatio="none"
                    role="img"
                    aria-labelledby=format!("{id}-title")
                    aria-describedby=format!("{id}-gist")
                    aria-details=format!("{id}-numbers")
                >
                    <path class="axis" d=axis />
                    {drawn}
                </svg>
                <div class="chart-days" aria-hidden="true">
                    {texts(days.into())}
                </div>
                <figcaption>
                    <p id=format!("{id}-gist")>{gist}</p>
                    {key}
                </figcaption>
            </figure>
        }
        .erase()
    }
}

#[expect(clippy::cast_precision_loss, reason = "places in a picture")]
fn position(number: usize) -> f64 {
    number as f64
}

/// A fraction of the whole length.
#[expect(clippy::cast_precision_loss, reason = "places in a picture")]
fn length(value: i64, highest: i64, whole: f64) -> f64 {
    if highest > 0 { value as f64 / highest as f64 * whole } else { 0.0 }
}
