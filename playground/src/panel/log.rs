//! The events on the page, newest last.

use leptos::{html, prelude::*};
use std::time::Duration;
use ui::{browser, erased_view::draw_afresh};

/// The maximum number of entries.
const MOST: usize = 50;

#[derive(Clone)]
struct Entry {
    number: u32,
    time: String,
    text: String,
}

#[cfg(feature = "hydrate")]
thread_local! {
    /// Islands have no common ancestor that could own it.
    static LOG: ArcRwSignal<Vec<Entry>> = ArcRwSignal::default();
}

#[cfg(feature = "hydrate")]
fn log() -> ArcRwSignal<Vec<Entry>> {
    LOG.with(Clone::clone)
}

/// On the server, there are no events.
#[cfg(not(feature = "hydrate"))]
fn log() -> ArcRwSignal<Vec<Entry>> {
    ArcRwSignal::default()
}

/// Adds an entry with these words.
pub(super) fn add(catalog: &[&str]) {
    let (time, text) = (clock(), catalog.join(" "));
    log().update(|entries| {
        let number = entries.last().map_or(0, |last| last.number.wrapping_add(1));
        if entries.len() == MOST {
            entries.remove(0);
        }
        entries.push(Entry { number, time, text });
    });
}

/// The visitor's local time of day.
#[cfg(feature = "hydrate")]
fn clock() -> String {
    let now = web_sys::js_sys::Date::new_0();
    time_of(now.get_hours(), now.get_minutes(), now.get_seconds())
}

#[cfg(not(feature = "hydrate"))]
fn clock() -> String {
    String::new()
}

#[cfg(any(feature = "hydrate", test))]
fn time_of(hours: u32, minutes: u32, seconds: u32) -> String {
    let two = |number: u32| [if number < 10 { ":0" } else { ":" }, &number.to_string()].concat();
    [hours.to_string(), two(minutes), two(seconds)].concat()
}

/// The results of the handlers and calls of this page.
#[island]
pub fn EventLog() -> impl IntoView {
    let (entries, count, cleared) = (log(), log(), log());
    let is_empty = move || count.with(Vec::is_empty);
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let list = NodeRef::<html::Div>::new();
    let changes = log();
    Effect::new(move || {
        changes.track();
        // After the newest entry was rendered.
        browser::after(Duration::ZERO, move || {
            if let Some(list) = list.get_untracked() {
                list.set_scroll_top(list.scroll_height());
            }
        });
    });
    draw_afresh(view! {
        <div class="play-log-head">
            <h2 id="events">"Events"</h2>
            <button
                type="button"
                class="button button-small"
                disabled=move || !awake.get()
                on:click=move |_| cleared.update(Vec::clear)
            >
                "Clear"
            </button>
        </div>
        <div node_ref=list class="play-log-list" role="log" aria-label="Events" tabindex="0">
            <ol>
                <For each=move || entries.get() key=|entry| entry.number let(entry)>
                    <li>
                        <span class="play-log-time">{entry.time}</span>
                        " "
                        <code translate="no">{entry.text}</code>
                    </li>
                </For>
            </ol>
        </div>
        <p class="play-log-empty" class:hidden=move || !is_empty()>
            "What handlers are told, what completes and what calls come to is noted here."
        </p>
    })
}

#[cfg(test)]
mod tests {
    use super::time_of;

    #[test]
    fn times_have_two_digits_but_for_the_hour() {
        assert_eq!(time_of(9, 5, 3), "9:05:03");
        assert_eq!(time_of(23, 59, 10), "23:59:10");
    }
}
