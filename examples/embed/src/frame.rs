//! The frame of every page.

use crate::page;
use latchkey::{
    MfaProvider, MfaStylesheets,
    hook::{Modal, use_auth, use_mfa_modals},
};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::{
    SsrMode,
    components::{A, Route, Router, Routes},
    path,
};

/// Latchkey's account page, for browsers without scripts.
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
                <MfaStylesheets />
                <link rel="icon" href="data:," />
                <HydrationScripts options />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The application. Latchkey's dialogs open in the provider, on every page.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <MfaProvider>
            <Router>
                <header class="top">
                    <A href="/" attr:class="name">
                        "Strongroom"
                    </A>
                    <Menu />
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
        </MfaProvider>
    }
}

/// The signed-in user, and the navigation. Latchkey's pages, and those that it protects, are loaded as whole pages.
#[component]
fn Menu() -> impl IntoView {
    let auth = use_auth();
    let modals = use_mfa_modals();
    let manage = move |click: MouseEvent| {
        click.prevent_default();
        modals.open(Modal::Manage);
    };
    let signed_in = move |name: String| {
        view! {
            <span class="who">{name}</span>
            <a href="/vault" rel="external">
                "Vault"
            </a>
            <a href=SECURITY rel="external" on:click=manage>
                "Security"
            </a>
            <form method="post" action="/logout">
                <button>"Sign out"</button>
            </form>
        }
    };
    view! {
        <nav aria-label="Strongroom">
            {move || match auth.user.get().or_else(|| auth.user_with_missing_info.get()) {
                Some(user) => signed_in(user.email).into_any(),
                None => view! { <A href="/login">"Sign in"</A> }.into_any(),
            }}
        </nav>
    }
}
