//! What is around every page.

use crate::{
    function::{Who, who},
    page,
};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{A, Route, Router, Routes},
    path,
};

/// Where Latchkey's account page is.
const SECURITY: &str = "/security/account/security";

/// The document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>"Strongroom"</title>
                <link rel="stylesheet" href="/strongroom.css" />
                <link rel="icon" href="data:," />
                <HydrationScripts options />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    let visitor = Resource::new(|| (), async |()| who().await.ok().flatten());
    view! {
        <Router>
            <header class="top">
                <A href="/" attr:class="name">
                    "Strongroom"
                </A>
                <Suspense>{move || Suspend::new(async move { corner(visitor.await) })}</Suspense>
            </header>
            <main>
                <Routes fallback=page::missing::page>
                    <Route ssr=SsrMode::Async path=path!("/") view=page::home::page />
                    <Route ssr=SsrMode::Async path=path!("/login") view=page::login::page />
                    <Route ssr=SsrMode::Async path=path!("/vault") view=page::vault::page />
                </Routes>
            </main>
            <footer class="end">"An example. The two-step verification is Latchkey’s."</footer>
        </Router>
    }
}

/// Who is signed in, and where to go from here. Pages of Latchkey's, and those that it protects, are fetched from the server as a whole.
fn corner(visitor: Option<Who>) -> impl IntoView {
    match visitor {
        None => view! {
            <nav>
                <A href="/login">"Sign in"</A>
            </nav>
        }
        .into_any(),
        Some(who) => view! {
            <nav>
                <span class="who">{who.name}</span>
                <a href="/vault" rel="external">
                    "Vault"
                </a>
                <a href=SECURITY rel="external">
                    "Security"
                </a>
                <form method="post" action="/logout">
                    <button>"Sign out"</button>
                </form>
            </nav>
        }
        .into_any(),
    }
}
