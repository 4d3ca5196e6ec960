//! A funnel: how many people reached each step, and how many of them completed it.

use super::{WIDTH, length};
use leptos::prelude::*;
use ui::erased_view::{Erase, ErasedView};

const HEIGHT: f64 = 24.0;

/// One step of the funnel.
pub(in crate::page::admin::adoption) struct Step {
    pub(in crate::page::admin::adoption) name: String,
    /// How many reached and completed it, as text.
    pub(in crate::page::admin::adoption) said: String,
    pub(in crate::page::admin::adoption) reached: i64,
    pub(in crate::page::admin::adoption) left: i64,
}

/// A bar below the text of each step. The bars only repeat the text, so they are hidden from screen readers.
pub(in crate::page::admin::adoption) fn funnel(gist: String, [reached, left]: [String; 2], steps: Vec<Step>) -> ErasedView {
    let most = steps.iter().map(|step| step.reached).max().unwrap_or(0);
    let step = |Step { name, said, reached, left }: Step| {
        view! {
            <li>
                <p class="funnel-words">
                    <strong>{name}</strong>
                    " "
                    <span>{said}</span>
                </p>
                {bars(length(reached, most, WIDTH), length(left, most, WIDTH))}
            </li>
        }
    };
    let steps: Vec<_> = steps.into_iter().map(step).collect();
    view! {
        <figure class="card-part">
            <ol class="funnel">{steps}</ol>
            <figcaption class="chart-caption">
                <p>{gist}</p>
                <ul class="chart-key" aria-hidden="true">
                    <li>{swatch("reached")} {reached}</li>
                    <li>{swatch("left")} {left}</li>
                </ul>
            </figcaption>
        </figure>
    }
    .erase()
}

fn bars(reached: f64, left: f64) -> impl IntoView {
    view! {
        <svg class="columns" viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
            <rect class="reached" width=format!("{reached:.1}") height=HEIGHT.to_string() />
            <rect class="left" width=format!("{left:.1}") height=HEIGHT.to_string() />
        </svg>
    }
}

fn swatch(class: &'static str) -> impl IntoView {
    view! {
        <svg class="columns" viewBox="0 0 32 8" aria-hidden="true">
            <rect class=class width="32" height="8" />
        </svg>
    }
}
