//! The authenticator apps. The section is omitted if there are none and none can be added.

use crate::{page::section::section, page_context::PageContext};
use leptos::prelude::*;
use mfa::Method;
use ui::{erased_view::ErasedView, function::manage::Managed, screen::Factors};

pub(super) fn part(page: &PageContext, managed: &Managed) -> Option<ErasedView> {
    const METHOD: Method = Method::Totp;
    let catalog = page.catalog;
    let (factors, may_add) = (managed.of(METHOD)?, managed.offered.contains(&METHOD));
    let content = view! { <Factors strings=page.strings() method=METHOD factors may_add /> };
    Some(section("devices-title", catalog.text("security-app-title"), catalog.text("security-app-text"), content))
}
