//! The header of every page.

use leptos::prelude::*;
use mfa::{Level, Session};
use ui::{
    erased_view::Erase,
    icon::{Icon, USER},
    paths,
    request::RequestContext,
};

/// The header of every page: the installation's name, the signed-in user, and the sign-out button.
#[component]
pub fn Bar(
    /// The request.
    cx: RequestContext,
) -> impl IntoView {
    // The page `/sign-out` has the button itself, and an application has a button of its own.
    let leaves = cx.site.accounts.are_own() && cx.path != paths::SIGN_OUT;
    let sign_out = cx.link(paths::SIGN_OUT);
    let account = cx.link(paths::SECURITY);
    let catalog = cx.catalog;
    view! {
        <header class="bar">
            <a class="brand" href=cx.site.home()>
                {mark()}
                <span translate="no">{cx.site.issuer.clone()}</span>
            </a>
            {cx
                .session
                .map(|session| {
                    view! {
                        <div class="bar-end">
                            {who(&session, account)}
                            {leaves
                                .then(|| {
                                    view! {
                                        <form method="post" action=sign_out>
                                            <button class="button button-small">{catalog.text("sign-out-button")}</button>
                                        </form>
                                    }
                                })}
                        </div>
                    }
                })}
        </header>
    }
}

/// The user's email address, as a link to the account if the user is fully signed in.
fn who(session: &Session, account: String) -> impl IntoView + use<> {
    let email = view! {
        <Icon path=USER />
        <span translate="no">{session.email.clone()}</span>
    };
    match session.level {
        Level::Full => view! {
            <a class="who" href=account>
                {email}
            </a>
        }
        .erase(),
        Level::Half => view! { <span class="who">{email}</span> }.erase(),
    }
}

/// The product's logo: an L that is a key.
fn mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8"></rect>
            <path d="M13.9 14.5a4.25 4.25 0 1 0 0-8.5 4.25 4.25 0 0 0 0 8.5zm0 0v11h8.5m-8.5-5h5"></path>
        </svg>
    }
}
