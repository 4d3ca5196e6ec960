//! How many backup codes are left.

use crate::strings::{StringKey, Strings};
use leptos::prelude::*;
use mfa::view::RecoveryStatus;

/// The number of backup codes left, as text and as a row of marks.
#[component]
pub fn BackupCount(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The codes.
    status: RecoveryStatus,
) -> impl IntoView {
    let RecoveryStatus { remaining, total, .. } = status;
    let count = strings.fill_both(StringKey::BackupCount, [("remaining", &remaining.to_string()), ("total", &total.to_string())]);
    let marks: Vec<_> = (0..total).map(|mark| view! { <i class=(mark < remaining).then_some("on")></i> }).collect();
    view! {
        <p>
            <strong>{count}</strong>
            " "
            {strings.text(StringKey::BackupLeft)}
        </p>
        <span class="pips" aria-hidden="true">
            {marks}
        </span>
    }
}
