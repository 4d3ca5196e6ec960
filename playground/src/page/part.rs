//! One hook on the page: its purpose, results and errors, the live panel and the code.

use super::code;
use leptos::prelude::*;
use ui::{
    control::ControlSlot,
    erased_view::{Erase, ErasedView},
};

/// The documentation of a hook.
pub(super) struct Part {
    pub(super) name: &'static str,
    /// Its purpose, in one sentence.
    pub(super) lead: &'static str,
    /// Facts to know before using the buttons.
    pub(super) notes: &'static [&'static str],
    /// The codes of its specific errors.
    pub(super) errors: &'static [&'static str],
    pub(super) sample: &'static str,
    /// The code of the application's server, if the hook needs it.
    pub(super) server: Option<&'static str>,
}

impl Part {
    pub(super) fn show(&self, live: ErasedView) -> ErasedView {
        self.noted(None, live)
    }

    /// The same with a note about this server.
    pub(super) fn noted(&self, note: Option<ErasedView>, live: ErasedView) -> ErasedView {
        let name = self.name;
        let errors = (!self.errors.is_empty()).then(|| {
            let codes = self.errors.iter().map(|code| view! { <li><code translate="no">{*code}</code></li> }).collect_view();
            view! {
                <h3>"Errors"</h3>
                <ul class="play-codes">{codes}</ul>
            }
        });
        view! {
            <section class="play-part" aria-labelledby=name>
                <div class="play-head">
                    <h2 id=name translate="no">{name}</h2>
                    <p class="play-lead">{self.lead}</p>
                    {self.notes.iter().map(|note| view! { <p>{*note}</p> }).collect_view()}
                    {errors} {note}
                </div>
                <div class="play-card">
                    <div class="play-live">{live}</div>
                    {shown("Rust", format!("{name}-code"), self.sample)}
                    {self.server.map(|server| shown("On the server", format!("{name}-server"), server))}
                </div>
            </section>
        }
        .erase()
    }
}

fn shown(label: &'static str, id: String, code: &str) -> impl IntoView + use<> {
    // The names of actions contain dots, which a CSS selector would take for classes.
    let from = format!("[id=\"{id}\"]");
    view! {
        <div class="play-code">
            <div class="play-code-head">
                <span>{label}</span>
                {ControlSlot::Copy { from, label: "Copy".to_owned(), copied: "Copied".to_owned() }.view()}
            </div>
            <pre tabindex="0">
                <code id=id translate="no" data-copy=code.to_owned()>{code::coloured(code)}</code>
            </pre>
        </div>
    }
}
