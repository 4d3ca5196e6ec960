//! `/`: for everybody.

use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    view! {
        <section class="hero">
            <p class="kicker">"Safe keeping since this morning"</p>
            <h1>"Leave it with us."</h1>
            <p class="lead">
                "Strongroom keeps what matters behind two doors: the password that you have here, and a code from the phone in your pocket."
            </p>
            <a class="action" href="/vault" rel="external">
                "Open my vault"
            </a>
        </section>
    }
}
