//! The backup codes: how many are left, and new ones.

use crate::page::{Visit, section::section};
use app::screen::BackupCodesLeft;
use leptos::prelude::*;
use mfa::view::RecoveryStatus;

pub(super) fn part(visit: &Visit, status: RecoveryStatus) -> AnyView {
    let words = visit.words;
    let content = view! { <BackupCodesLeft kit=visit.kit() status /> };
    section("codes-title", words.text("security-codes-title"), words.text("security-codes-text"), content)
}
