//! Charts, drawn on the server as SVG. Each is one picture with a name; what it shows stands in a table below it.

use leptos::prelude::*;

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 160.0;

/// Lines over days: shares of a hundred, with gaps where nothing is known.
pub(super) fn lines(title: &str, names: &[String; 3], series: &[Vec<Option<f64>>; 3]) -> AnyView {
    let step = WIDTH / position(series.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(1).max(1));
    let line = |number: usize, values: &[Option<f64>]| {
        let point = |(day, value): (usize, &Option<f64>)| value.map(|value| (position(day) * step, HEIGHT - value / 100.0 * HEIGHT));
        let points: Vec<_> = values.iter().enumerate().map(point).collect();
        let runs: Vec<_> = points.split(Option::is_none).map(draw).collect();
        view! { <g class=format!("series series-{number}")>{runs}</g> }
    };
    let drawn: Vec<_> = (1..).zip(series).map(|(number, values)| line(number, values)).collect();
    let key: Vec<_> = (1..).zip(names).map(|(number, name)| swatch(number, name)).collect();
    view! {
        <figure class="card-part chart">
            <div class="chart-scale" aria-hidden="true">
                <span>"100 %"</span>
                <span>"0 %"</span>
            </div>
            <svg viewBox=format!("-4 -4 {} {}", WIDTH + 8.0, HEIGHT + 8.0) role="img" aria-label=title.to_owned()>
                <path class="axis" d=format!("M0 0H{WIDTH}M0 {0}H{WIDTH}M0 {HEIGHT}H{WIDTH}", HEIGHT / 2.0) />
                {drawn}
            </svg>
            <figcaption>
                <ul class="chart-key">{key}</ul>
            </figcaption>
        </figure>
    }
    .into_any()
}

/// Neighbours as a line; one alone as a dot.
fn draw(run: &[Option<(f64, f64)>]) -> Option<AnyView> {
    let points: Vec<_> = run.iter().flatten().collect();
    match points.as_slice() {
        [] => None,
        [(x, y)] => Some(view! { <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="4" /> }.into_any()),
        points => {
            let points: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            Some(view! { <polyline points=points.join(" ") /> }.into_any())
        }
    }
}

fn swatch(number: usize, name: &str) -> impl IntoView + use<> {
    view! {
        <li>
            <svg viewBox="0 0 24 8" aria-hidden="true">
                <g class=format!("series series-{number}")>
                    <polyline points="0,4 24,4" />
                </g>
            </svg>
            {name.to_owned()}
        </li>
    }
}

/// A column for each day, the highest one as high as the picture.
pub(super) fn columns(title: &str, values: &[i64]) -> AnyView {
    let highest = values.iter().copied().max().unwrap_or(0);
    let step = WIDTH / position(values.len().max(1));
    let column = |(day, value): (usize, &i64)| {
        let height = length(*value, highest, HEIGHT);
        let (x, y, width) = (position(day) * step, HEIGHT - height, (step * 0.8).max(1.0));
        (height > 0.0).then(|| {
            view! { <rect x=format!("{x:.1}") y=format!("{y:.1}") width=format!("{width:.1}") height=format!("{height:.1}") /> }
        })
    };
    let drawn: Vec<_> = values.iter().enumerate().map(column).collect();
    view! {
        <figure class="card-part chart">
            <div class="chart-scale" aria-hidden="true">
                <span>{highest}</span>
                <span>"0"</span>
            </div>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=title.to_owned()>
                <path class="axis" d=format!("M0 {HEIGHT}H{WIDTH}") />
                <g class="columns">{drawn}</g>
            </svg>
            <figcaption>{title.to_owned()}</figcaption>
        </figure>
    }
    .into_any()
}

/// A bar for each step: how many came, and within it how many went on.
pub(super) fn funnel(title: &str, steps: &[(String, i64, i64)]) -> AnyView {
    const BAR: f64 = 28.0;
    const ROW: f64 = 36.0;
    let most = steps.iter().map(|(_, reached, _)| *reached).max().unwrap_or(0);
    let bar = |(number, (_, reached, left)): (usize, &(String, i64, i64))| {
        let y = position(number) * ROW;
        let rect = |class: &'static str, count: i64| {
            let width = length(count, most, WIDTH);
            view! { <rect class=class x="0" y=format!("{y:.0}") width=format!("{width:.1}") height=format!("{BAR:.0}") /> }
        };
        view! {
            {rect("reached", *reached)}
            {rect("left", (*left).min(*reached))}
        }
    };
    let drawn: Vec<_> = steps.iter().enumerate().map(bar).collect();
    view! {
        <figure class="card-part chart">
            <svg viewBox=format!("0 0 {WIDTH} {:.0}", position(steps.len()) * ROW) role="img" aria-label=title.to_owned()>
                <g class="columns">{drawn}</g>
            </svg>
        </figure>
    }
    .into_any()
}

#[expect(clippy::cast_precision_loss, reason = "places in a picture")]
fn position(number: usize) -> f64 {
    number as f64
}

/// A part of the whole length.
#[expect(clippy::cast_precision_loss, reason = "places in a picture")]
fn length(value: i64, highest: i64, whole: f64) -> f64 {
    if highest > 0 { value as f64 / highest as f64 * whole } else { 0.0 }
}
