//! The authenticator apps.

use super::{super::Visit, section::section};
use crate::{function::manage::DeviceLine, screen::Devices};
use leptos::prelude::*;

pub(super) fn part(visit: &Visit, devices: Vec<DeviceLine>) -> AnyView {
    let words = visit.words;
    let content = view! { <Devices kit=visit.kit() devices /> };
    section("devices-title", words.text("security-app-title"), words.text("security-app-text"), content)
}
