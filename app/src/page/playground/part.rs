//! One hook on the page: what it is for, what it gives and how it fails, the live part and the code.

use super::code;
use crate::island::CopyButton;
use leptos::prelude::*;

/// What is said about a hook.
pub(super) struct Part {
    pub(super) name: &'static str,
    /// What it is for, in a sentence.
    pub(super) lead: &'static str,
    /// What is worth knowing before one presses anything.
    pub(super) notes: &'static [&'static str],
    /// The codes of the errors that are its own.
    pub(super) errors: &'static [&'static str],
    pub(super) sample: &'static str,
}

impl Part {
    pub(super) fn show(&self, live: AnyView) -> AnyView {
        let name = self.name;
        let code_id = format!("{name}-code");
        let errors = (!self.errors.is_empty()).then(|| {
            let codes = self.errors.iter().map(|code| view! { <li><code>{*code}</code></li> }).collect_view();
            view! {
                <h3>"Errors"</h3>
                <ul class="play-codes">{codes}</ul>
            }
        });
        view! {
            <section class="play-part" aria-labelledby=name>
                <div class="play-head">
                    <h2 id=name>{name}</h2>
                    <p class="play-lead">{self.lead}</p>
                    {self.notes.iter().map(|note| view! { <p>{*note}</p> }).collect_view()}
                    {errors}
                </div>
                <div class="play-card">
                    <div class="play-live">{live}</div>
                    <div class="play-code">
                        <div class="play-code-head">
                            <span>"Rust"</span>
                            <CopyButton from=format!("#{code_id}") label="Copy".to_owned() copied="Copied".to_owned() />
                        </div>
                        <pre tabindex="0">
                            <code id=code_id>{code::coloured(self.sample)}</code>
                        </pre>
                    </div>
                </div>
            </section>
        }
        .into_any()
    }
}
