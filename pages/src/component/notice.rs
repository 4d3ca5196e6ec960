//! The notices at the beginning of a page.

use leptos::prelude::*;
use mfa::Error;
use ui::{
    catalog::Catalog,
    control::ControlSlot,
    icon::{ALERT, CHECK, Icon},
};

/// The error, unless it is about one field: announced at once, and with a countdown if there is a wait.
#[component]
pub fn Problem(
    /// The error, if there is one.
    error: Option<Error>,
    /// The language.
    catalog: Catalog,
    /// A sentence in place of the error's own.
    #[prop(default = None)]
    text: Option<String>,
) -> impl IntoView {
    error.map(|error| {
        let wait = error.retry_after_seconds();
        let text = text.unwrap_or_else(|| catalog.error(&error));
        view! {
            <div class="notice notice-error" role="alert">
                <Icon path=ALERT />
                <p>
                    {text}
                    {wait.map(|seconds| format!(" {}", catalog.fill("frame-try-again-in", [("wait", catalog.wait(seconds).into())])))}
                </p>
            </div>
            {wait.map(|seconds| countdown(seconds, catalog))}
        }
    })
}

pub(crate) fn countdown(seconds: u64, catalog: Catalog) -> impl IntoView {
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    ControlSlot::Timer { seconds, label: catalog.text("frame-time-left"), over: catalog.text("frame-try-now") }.view()
}

/// A confirmation that something was done.
#[component]
pub fn Done(
    /// Its text, if there is one.
    text: Option<String>,
) -> impl IntoView {
    text.map(|text| {
        view! {
            <div class="notice notice-success" role="status">
                <Icon path=CHECK />
                <p>{text}</p>
            </div>
        }
    })
}

/// A warning.
#[component]
pub fn Warning(
    /// Its text, if there is one.
    text: Option<String>,
    /// Whether it is announced at once.
    #[prop(optional)]
    alert: bool,
) -> impl IntoView {
    text.map(|text| {
        view! {
            <div class="notice notice-warn" role=alert.then_some("alert")>
                <Icon path=ALERT />
                <p>{text}</p>
            </div>
        }
    })
}
