//! The few browser functions that screens use. On the server, where screens are only rendered, each of them does nothing.

#[cfg(feature = "hydrate")]
pub use real::*;

#[cfg(not(feature = "hydrate"))]
pub use none::*;

#[cfg(feature = "hydrate")]
mod real {
    use gloo::timers::callback::{Interval, Timeout};
    use leptos::{prelude::window, task::spawn_local};
    use std::{cell::Cell, rc::Rc, time::Duration};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Clipboard, Element, HtmlFormElement, HtmlInputElement, PerformanceNavigation, SubmitEvent,
        js_sys::{Date, Object},
    };

    /// The clipboard exists in secure contexts only.
    fn clipboard() -> Option<Clipboard> {
        let clipboard = window().navigator().clipboard();
        clipboard.is_object().then_some(clipboard)
    }

    /// Whether texts can be copied: the page is served securely.
    pub fn can_copy() -> bool {
        clipboard().is_some()
    }

    /// Copies the `data-copy` attributes of all elements that match `selector`, one per line, and calls `done` afterwards.
    pub fn copy(selector: &str, done: impl FnOnce() + 'static) {
        let Some((clipboard, text)) = clipboard().zip(values_of(selector)) else { return };
        spawn_local(async move {
            if JsFuture::from(clipboard.write_text(&text)).await.is_ok() {
                done();
            }
        });
    }

    fn values_of(selector: &str) -> Option<String> {
        let found = window().document()?.query_selector_all(selector).ok()?;
        let mut lines = String::new();
        for at in 0..found.length() {
            if at > 0 {
                lines.push('\n');
            }
            lines.push_str(&found.item(at)?.dyn_into::<Element>().ok()?.get_attribute("data-copy")?);
        }
        Some(lines)
    }

    /// Prints the page.
    pub fn print() {
        // This fails only if the page isn't allowed to print, and then there is nothing to do about it.
        let _ = window().print();
    }

    /// Focuses a field and selects its content, so that typing replaces it.
    pub fn select(input: &HtmlInputElement) {
        // Both fail only if the element is no longer part of the page.
        let _ = input.focus();
        input.select();
    }

    /// The value of the field `name` in the form that is being submitted.
    pub fn field(event: &SubmitEvent, name: &str) -> String {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let field = form.and_then(|form| form.query_selector(&["[name=", name, "]"].concat()).ok().flatten());
        field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()).map(|field| field.value()).unwrap_or_default()
    }

    /// Whether the checkbox `name` in the form that is being submitted is ticked.
    pub fn is_ticked(event: &SubmitEvent, name: &str) -> bool {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        form.is_some_and(|form| form.query_selector(&["[name=", name, "]:checked"].concat()).is_ok_and(|found| found.is_some()))
    }

    /// Submits the form of `input` as its button would.
    pub fn submit(input: &HtmlInputElement) {
        if let Some(form) = input.form() {
            // This fails only if the form is no longer part of the page.
            let _ = form.request_submit();
        }
    }

    /// Whether the page was just opened. If it was reloaded or reached with the back button, the browser may have filled its fields with earlier
    /// input.
    pub fn is_fresh() -> bool {
        window().performance().is_some_and(|performance| performance.navigation().type_() == PerformanceNavigation::TYPE_NAVIGATE)
    }

    /// Milliseconds since 1970.
    pub fn now() -> f64 {
        Date::now()
    }

    /// Today's date in the visitor's own format.
    pub fn today() -> String {
        Date::new_0().to_locale_date_string("default", &Object::new()).into()
    }

    /// Runs `run` once, after `wait`.
    pub fn after(wait: Duration, run: impl FnOnce() + 'static) {
        Timeout::new(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX), run).forget();
    }

    /// Calls `run` every second for as long as it returns true.
    pub fn every_second(run: impl Fn() -> bool + 'static) {
        let interval = Rc::new(Cell::new(None));
        let own = Rc::clone(&interval);
        interval.set(Some(Interval::new(1000, move || {
            if !run() {
                drop(own.take());
            }
        })));
    }
}

#[cfg(not(feature = "hydrate"))]
mod none {
    use std::time::Duration;

    /// Whether texts can be copied.
    pub fn can_copy() -> bool {
        false
    }

    /// Copies the `data-copy` of elements.
    pub fn copy(_selector: &str, _done: impl FnOnce() + 'static) {}

    /// Prints the page.
    pub fn print() {}

    /// Focuses a field.
    pub fn select<T>(_input: &T) {}

    /// The value of a field in the form that is being submitted.
    pub fn field<T>(_event: &T, _name: &str) -> String {
        String::new()
    }

    /// Whether a checkbox in the form that is being submitted is ticked.
    pub fn is_ticked<T>(_event: &T, _name: &str) -> bool {
        false
    }

    /// Submits the form of a field.
    pub fn submit<T>(_input: &T) {}

    /// Milliseconds since 1970.
    pub fn now() -> f64 {
        0.0
    }

    /// Runs a function later.
    pub fn after(_wait: Duration, _run: impl FnOnce() + 'static) {}

    /// Runs a function every second.
    pub fn every_second(_run: impl Fn() -> bool + 'static) {}
}
