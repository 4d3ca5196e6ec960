//! `use_auth`.

use super::bench::{Bench, button};
use app::hook::use_auth;
use leptos::prelude::*;

/// The signed-in user, and sign-out.
#[island]
pub fn AuthPanel() -> impl IntoView {
    let auth = use_auth();
    let bench = Bench::new("use_auth");
    let state = Signal::derive(move || match (auth.user.get(), auth.user_with_missing_info.get()) {
        (Some(user), _) => ["user: ", &user.email].concat(),
        (None, Some(user)) => ["owes: ", &user.email, " ", &user.scope.unwrap_or_default()].concat(),
        (None, None) if auth.is_loading.get() => "unknown".to_owned(),
        (None, None) => "nobody".to_owned(),
    });
    let sign_out = move || {
        bench.call("sign_out", Box::pin(async move { auth.sign_out().await.map(|()| String::new()).map_err(|error| error.code()) }));
    };
    bench.show_with_result(vec![button("Call sign_out", Box::new(sign_out))], state)
}
