//! The authenticator apps: nothing where there are none and none can be added.

use crate::page::{Visit, section::section};
use app::{function::manage::Managed, screen::Factors};
use leptos::prelude::*;
use mfa::Method;

pub(super) fn part(visit: &Visit, managed: &Managed) -> Option<AnyView> {
    const METHOD: Method = Method::Totp;
    let words = visit.words;
    let (factors, may_add) = (managed.of(METHOD)?, managed.offered.contains(&METHOD));
    let content = view! { <Factors kit=visit.kit() method=METHOD factors may_add /> };
    Some(section("devices-title", words.text("security-app-title"), words.text("security-app-text"), content))
}
