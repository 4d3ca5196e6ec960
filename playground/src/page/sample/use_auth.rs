use latchkey::hook::use_auth;
use leptos::prelude::*;

#[component]
fn Greeting() -> impl IntoView {
    let auth = use_auth();
    move || match (auth.user.get(), auth.user_with_missing_info.get()) {
        (Some(user), _) => format!("Hello, {}", user.email),
        // Its scope is `requiresAdditionalAuth`.
        (None, Some(_)) => "One more step, and you are in".to_owned(),
        (None, None) => "Hello, stranger".to_owned(),
    }
}
