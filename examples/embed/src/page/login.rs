//! `/login`: the application's own sign-in, a plain form.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(crate) fn page() -> impl IntoView {
    let query = use_query_map().read_untracked();
    let next = query.get("next");
    let failed = query.get("failed").is_some();
    view! {
        <section class="card">
            <h1>"Sign in"</h1>
            {failed.then(|| view! { <p class="alert" role="alert">"That name and that password don’t belong together."</p> })}
            <form method="post" action="/login">
                {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
                <label for="name">"Name"</label>
                <input id="name" name="name" autocomplete="username" autocapitalize="none" required />
                <label for="password">"Password"</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required />
                <button class="action">"Sign in"</button>
            </form>
        </section>
    }
}
