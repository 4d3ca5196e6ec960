//! The few things that screens ask of the browser. On the server, where they are only drawn, each of them does nothing.

#[cfg(feature = "hydrate")]
pub use real::*;

#[cfg(not(feature = "hydrate"))]
pub use none::*;

#[cfg(feature = "hydrate")]
mod real {
    use gloo::{
        events::{EventListener, EventListenerOptions},
        timers::callback::{Interval, Timeout},
    };
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

    /// Copies the `data-copy` of all elements that match `selector`, a line each, and tells when it is done.
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
        // Refused only where a page may not print at all, and then there is nothing better to do.
        let _ = window().print();
    }

    /// Puts the cursor into a field, with what is in it selected: what is typed next takes its place.
    pub fn select(input: &HtmlInputElement) {
        // Both are refused only by an element that is no longer part of the page.
        let _ = input.focus();
        input.select();
    }

    /// What is in the field `name` of the form that is being sent.
    pub fn field(event: &SubmitEvent, name: &str) -> String {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let field = form.and_then(|form| form.query_selector(&["[name=", name, "]"].concat()).ok().flatten());
        field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()).map(|field| field.value()).unwrap_or_default()
    }

    /// Whether the box `name` of the form that is being sent is ticked.
    pub fn is_ticked(event: &SubmitEvent, name: &str) -> bool {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        form.is_some_and(|form| form.query_selector(&["[name=", name, "]:checked"].concat()).is_ok_and(|found| found.is_some()))
    }

    /// Sends the form of `input` as its button would.
    pub fn submit(input: &HtmlInputElement) {
        if let Some(form) = input.form() {
            // Refused only by a form that is no longer part of the page.
            let _ = form.request_submit();
        }
    }

    /// Lets the form of `input` be sent once: a second press while the answer is on its way would only send a code that is spent.
    pub fn send_once(input: &HtmlInputElement) {
        let Some(form) = input.form() else { return };
        let sent = Rc::new(Cell::new(false));
        let again = Rc::clone(&sent);
        let guard = EventListener::new_with_options(&form, "submit", EventListenerOptions::enable_prevent_default(), move |event| {
            if sent.replace(true) {
                event.prevent_default();
            }
        });
        // Coming back with the browser's back button finds the page as it was left.
        let reset = EventListener::new(&window(), "pageshow", move |_| again.set(false));
        // They live as long as the page.
        guard.forget();
        reset.forget();
    }

    /// Whether this is a page that was just opened, as opposed to one that was reloaded or gone back to, whose fields the browser may
    /// have filled with what was typed before.
    pub fn is_fresh() -> bool {
        window().performance().is_some_and(|performance| performance.navigation().type_() == PerformanceNavigation::TYPE_NAVIGATE)
    }

    /// Milliseconds since 1970.
    pub fn now() -> f64 {
        Date::now()
    }

    /// Today's date, as the visitor writes it.
    pub fn today() -> String {
        Date::new_0().to_locale_date_string("default", &Object::new()).into()
    }

    /// Runs `run` once, after `wait`.
    pub fn after(wait: Duration, run: impl FnOnce() + 'static) {
        Timeout::new(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX), run).forget();
    }

    /// Runs every second for as long as `run` answers true.
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

    /// Puts the cursor into a field.
    pub fn select<T>(_input: &T) {}

    /// The content of a field of the form that is being sent.
    pub fn field<T>(_event: &T, _name: &str) -> String {
        String::new()
    }

    /// Whether a box of the form that is being sent is ticked.
    pub fn is_ticked<T>(_event: &T, _name: &str) -> bool {
        false
    }

    /// Sends the form of a field.
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
