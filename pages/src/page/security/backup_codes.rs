//! The backup codes: how many are left, and new ones.

use crate::{page::section::section, page_context::PageContext};
use leptos::prelude::*;
use mfa::view::RecoveryStatus;
use ui::{erased_view::ErasedView, screen::BackupCodesLeft};

pub(super) fn part(page: &PageContext, status: RecoveryStatus) -> ErasedView {
    let catalog = page.catalog;
    let content = view! { <BackupCodesLeft strings=page.strings() status /> };
    section("codes-title", catalog.text("security-codes-title"), catalog.text("security-codes-text"), content)
}
