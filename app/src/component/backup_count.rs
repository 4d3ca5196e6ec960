//! How many backup codes are left.

use crate::words::Words;
use leptos::prelude::*;
use mfa::view::RecoveryStatus;

/// How many backup codes are left, in words and as a row of marks.
#[component]
pub fn BackupCount(
    /// The codes.
    status: RecoveryStatus,
    /// The language.
    words: Words,
) -> impl IntoView {
    let RecoveryStatus { remaining, total, .. } = status;
    let values = || [("remaining", remaining.into()), ("total", total.into())];
    let marks: Vec<_> = (0..total).map(|mark| view! { <i class=(mark < remaining).then_some("on")></i> }).collect();
    view! {
        <p>
            <strong>{words.fill("security-codes-count", values())}</strong>
            " "
            {words.text("security-codes-left")}
        </p>
        <span class="pips" aria-hidden="true">
            {marks}
        </span>
    }
}
