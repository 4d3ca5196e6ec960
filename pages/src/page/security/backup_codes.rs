//! The backup codes: how many are left, and new ones.

use crate::{page::section::section, page_context::PageContext};
use app::screen::BackupCodesLeft;
use leptos::prelude::*;
use mfa::view::RecoveryStatus;

pub(super) fn part(page: &PageContext, status: RecoveryStatus) -> AnyView {
    let words = page.words;
    let content = view! { <BackupCodesLeft kit=page.kit() status /> };
    section("codes-title", words.text("security-codes-title"), words.text("security-codes-text"), content)
}
