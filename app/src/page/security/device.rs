//! The authenticator apps: nothing where there are none and none can be added.

use super::{super::Visit, section::section};
use crate::{function::manage::DeviceLine, screen::Devices};
use leptos::prelude::*;

pub(super) fn part(visit: &Visit, devices: Vec<DeviceLine>, may_add: bool) -> Option<AnyView> {
    if devices.is_empty() && !may_add {
        return None;
    }
    let words = visit.words;
    let content = view! { <Devices kit=visit.kit() devices may_add /> };
    Some(section("devices-title", words.text("security-app-title"), words.text("security-app-text"), content))
}
