//! `use_prompt_mfa_auth`.

use super::bench::{Bench, Call, button, row};
use app::hook::{PromptMfaAuth, use_prompt_mfa_auth};
use leptos::prelude::*;

/// A future that resolves when the user has proved a method.
#[island]
pub fn PromptPanel() -> impl IntoView {
    let prompt = use_prompt_mfa_auth();
    let bench = Bench::new("use_prompt_mfa_auth");
    let once = move || bench.call("prompt", ask(prompt));
    let twice = move || bench.call_all("prompt", vec![ask(prompt), ask(prompt)]);
    let buttons = row(vec![button("Call prompt", Box::new(once)), button("Call prompt twice", Box::new(twice))]);
    bench.show_with_result(vec![buttons], bench.progress())
}

fn ask(prompt: PromptMfaAuth) -> Call {
    Box::pin(async move { prompt.prompt().await.map(|user| user.email).map_err(|error| error.code()) })
}
