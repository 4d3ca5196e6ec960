//! The building blocks of the panels: buttons that call a function, and lines with the results.
//!
//! No function is generic, so that each is compiled once for all panels.

use super::log;
use leptos::{html, prelude::*, task::spawn_local};
use std::{cell::RefCell, future::Future, pin::Pin, rc::Rc};
use ui::erased_view::{Erase, ErasedView, FreshView, draw_afresh};

/// The result of a call: a short description, if there is anything to say, or the code of its error. Never a secret.
pub(super) type Outcome = Result<String, &'static str>;

pub(super) type Call = Pin<Box<dyn Future<Output = Outcome>>>;

/// One panel.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    hook: &'static str,
    result: RwSignal<String>,
    running: RwSignal<usize>,
    awake: RwSignal<bool>,
}

impl Bench {
    pub(super) fn new(hook: &'static str) -> Self {
        let awake = RwSignal::new(false);
        Effect::new(move || awake.set(true));
        Self { hook, result: RwSignal::new(String::new()), running: RwSignal::new(0), awake }
    }

    /// Makes a call, and shows its result.
    pub(super) fn call(self, name: &'static str, call: Call) {
        self.call_all(name, vec![call]);
    }

    /// Makes all calls at once, and shows their results when the last one is finished.
    pub(super) fn call_all(self, name: &'static str, calls: Vec<Call>) {
        self.running.update(|running| *running += calls.len());
        let outcomes = Rc::new(RefCell::new(vec![None; calls.len()]));
        for (at, call) in calls.into_iter().enumerate() {
            let outcomes = Rc::clone(&outcomes);
            spawn_local(async move {
                let outcome = call.await;
                log::add(&[name, outcome.as_ref().err().unwrap_or(&"ok")]);
                if let Some(slot) = outcomes.borrow_mut().get_mut(at) {
                    *slot = Some(text_of(&outcome));
                }
                self.running.update(|running| *running = running.saturating_sub(1));
                let texts: Option<Vec<_>> = outcomes.borrow().iter().cloned().collect();
                if let Some(texts) = texts {
                    self.result.set(texts.join(", "));
                }
            });
        }
    }

    /// `waiting` while a call is in progress, `idle` otherwise.
    pub(super) fn progress(self) -> Signal<String> {
        Signal::derive(move || if self.running.get() > 0 { "waiting" } else { "idle" }.to_owned())
    }

    /// The panel: its controls, and the state of the hook.
    pub(super) fn show(self, controls: Vec<ErasedView>, state: Signal<String>) -> FreshView {
        self.lines(controls, state, None)
    }

    /// The same with the last result.
    pub(super) fn show_with_result(self, controls: Vec<ErasedView>, state: Signal<String>) -> FreshView {
        self.lines(controls, state, Some(self.result.into()))
    }

    /// The controls are disabled until the panel is active.
    fn lines(self, controls: Vec<ErasedView>, state: Signal<String>, result: Option<Signal<String>>) -> FreshView {
        let mut lines = vec![("State", "-state", state)];
        lines.extend(result.map(|result| ("Last result", "-result", result)));
        let line = |(label, part, text): (&'static str, &'static str, Signal<String>)| {
            view! {
                <div class="play-line">
                    <dt>{label}</dt>
                    <dd data-testid=[self.hook, part].concat() translate="no" class:play-none=move || text.with(String::is_empty)>
                        {text}
                    </dd>
                </div>
            }
        };
        let lines = lines.into_iter().map(line).collect::<Vec<_>>();
        draw_afresh(view! {
            <fieldset class="play-controls" disabled=move || !self.awake.get()>
                {controls}
            </fieldset>
            <dl class="play-lines">
                {lines}
            </dl>
        })
    }
}

/// A button.
pub(super) fn button(label: &'static str, press: Box<dyn Fn()>) -> ErasedView {
    view! {
        <button type="button" class="button button-small" on:click=move |_| press()>
            {label}
        </button>
    }
    .erase()
}

/// Buttons in a row.
pub(super) fn row(buttons: Vec<ErasedView>) -> ErasedView {
    view! { <div class="play-buttons">{buttons}</div> }.erase()
}

/// A text field for an argument of the call.
pub(super) fn field(id: &'static str, label: &'static str, hint: &'static str) -> (ErasedView, NodeRef<html::Input>) {
    let input = NodeRef::<html::Input>::new();
    let hint_id = [id, "-hint"].concat();
    let view = view! {
        <div class="field">
            <label for=id>{label}</label>
            <input node_ref=input id=id type="text" autocomplete="off" aria-describedby=hint_id.clone() />
            <p class="hint" id=hint_id>
                {hint}
            </p>
        </div>
    };
    (view.erase(), input)
}

/// The field's value at the time of the call: browsers that fill in a field send no event.
pub(super) fn typed(input: NodeRef<html::Input>) -> String {
    input.get_untracked().map(|input| input.value()).unwrap_or_default()
}

fn text_of(outcome: &Outcome) -> String {
    match outcome {
        Ok(detail) if detail.is_empty() => "ok".to_owned(),
        Ok(detail) => ["ok: ", detail].concat(),
        Err(code) => (*code).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn results_are_short() {
        assert_eq!(text_of(&Ok(String::new())), "ok");
        assert_eq!(text_of(&Ok("10 codes".to_owned())), "ok: 10 codes");
        assert_eq!(text_of(&Err("step_up_required")), "step_up_required");
    }
}
