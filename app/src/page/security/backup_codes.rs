//! The backup codes: how many are left, and new ones.

use super::section::section;
use crate::{
    component::{BackupCount, Warning},
    words::Words,
};
use leptos::prelude::*;
use mfa::view::Overview;

pub(super) fn part(overview: &Overview, words: Words) -> impl IntoView + use<> {
    let status = overview.recovery.clone();
    let few = status.is_low();
    // Codes stand in for a method: without one there is nothing to stand in for.
    (overview.policy.recovery_codes && !overview.devices.is_empty()).then(|| {
        section(
            "codes-title",
            words.text("security-codes-title"),
            words.text("security-codes-text"),
            view! {
                <div class="card-line">
                    <div class="remaining">
                        <BackupCount status words />
                    </div>
                    <form method="post" action="/account/recovery-codes">
                        <button class="button">{words.text("security-codes-new")}</button>
                    </form>
                </div>
                {few.then(|| warning(words))}
            },
        )
    })
}

fn warning(words: Words) -> impl IntoView {
    view! {
        <div class="card-part">
            <Warning text=Some(words.text("security-codes-few")) />
        </div>
    }
}
