//! `/playground`: the built-in screens and the hooks, live, with the code beside them. It is documentation for developers, in English for all
//! visitors; the dialogs that it opens are in the visitor's language.

mod code;
mod part;
mod parts;

use crate::panel::{
    AuthPanel, AuthenticatePasskeyPanel, DeletePasskeyPanel, EventLog, EventsPanel, GetPasskeysPanel, MethodsPanel, MfaPanel, ModalsPanel,
    PromptPanel, RegisterPasskeyPanel, RequiredPanel, SettingsPanel, SignInWithPasskeyPanel, SyncPanel, TransferPanel,
};
use app::island::MfaProviderIsland;
use axum::{extract::Request, response::Response};
use leptos::prelude::*;
use mfa::Policy;
use pages::{PageContext, Shown};
use part::Part;
use parts::{
    AUTH, AUTHENTICATE_PASSKEY, DELETE_PASSKEY, EVENTS, GET_PASSKEYS, METHODS, MFA, MODALS, PROMPT, REGISTER_PASSKEY, REQUIRED, SETTINGS,
    SIGN_IN_WITH_PASSKEY, SYNC, TRANSFER,
};
use ui::{
    control::Asleep,
    erased_view::{Erase, ErasedView},
    icon::{ALERT, Icon},
    paths,
};

/// The notice if not all panels are activated.
const ASLEEP: &str = "The buttons on this page need JavaScript and WebAssembly, and in this browser they haven’t all come to life: scripts are turned off, blocked by a setting such as Lockdown Mode, or couldn’t be loaded. The rest can be read, and all that the built-in screens do can be done on the page Account security.";

/// The hooks, in the order of the page.
const PARTS: [&Part; 15] = [
    &MODALS,
    &AUTH,
    &MFA,
    &SYNC,
    &PROMPT,
    &REQUIRED,
    &TRANSFER,
    &SETTINGS,
    &METHODS,
    &REGISTER_PASSKEY,
    &AUTHENTICATE_PASSKEY,
    &GET_PASSKEYS,
    &DELETE_PASSKEY,
    &SIGN_IN_WITH_PASSKEY,
    &EVENTS,
];

/// The entry that the policy needs for the example's action.
const TRANSFER_ENTRY: &str =
    r#"{"name":"transfer.create","description":"Send money","required":true,"token":"single_use","lifetime_seconds":60}"#;
const SETTINGS_ENTRY: &str =
    r#"{"name":"settings.change","description":"Change settings","required":true,"token":"time_bound","lifetime_seconds":300}"#;

/// Returns the page. The request carries a [`ui::request::RequestContext`] in its extensions.
pub async fn show(request: Request) -> Response {
    pages::show_with(request, |context| Box::pin(content(context))).await
}

async fn content(mut page: PageContext) -> Shown {
    // Hooks are rendered within this context, and read the status from it.
    page.cx.status = Some(page.cx.find_status().await?);
    page.cx.clone().provide();
    let policy = page.policy().await?;
    let prefix = page.cx.site.prefix.clone();
    let main = view! {
        <main id="main" class="page play" lang="en">
            <h1>"Playground"</h1>
            <p class="lead">
                "The hooks and the built-in screens that an application's own pages are given, alive and with the code beside them. Everything acts on your account here; “Events” notes what comes of it."
            </p>
            {standing(&page)}
            {contents()}
            <div class="play-parts" id="play-server" data-prefix=prefix>
                {MODALS.show(view! { <ModalsPanel /> }.erase())}
                {AUTH.show(view! { <AuthPanel /> }.erase())}
                {MFA.show(view! { <MfaPanel /> }.erase())}
                {SYNC.show(view! { <SyncPanel /> }.erase())}
                {PROMPT.show(view! { <PromptPanel /> }.erase())}
                {REQUIRED.show(view! { <RequiredPanel /> }.erase())}
                {TRANSFER.noted(unlisted(&policy, "transfer.create", TRANSFER_ENTRY), view! { <TransferPanel /> }.erase())}
                {SETTINGS.noted(unlisted(&policy, "settings.change", SETTINGS_ENTRY), view! { <SettingsPanel /> }.erase())}
                {METHODS.show(view! { <MethodsPanel /> }.erase())}
                {REGISTER_PASSKEY.show(view! { <RegisterPasskeyPanel /> }.erase())}
                {AUTHENTICATE_PASSKEY.show(view! { <AuthenticatePasskeyPanel /> }.erase())}
                {GET_PASSKEYS.show(view! { <GetPasskeysPanel /> }.erase())}
                {DELETE_PASSKEY.show(view! { <DeletePasskeyPanel /> }.erase())}
                {SIGN_IN_WITH_PASSKEY.show(view! { <SignInWithPasskeyPanel /> }.erase())}
                {EVENTS.show(view! { <EventsPanel /> }.erase())}
            </div>
            <aside class="play-log" aria-labelledby="events">
                <EventLog />
            </aside>
            <MfaProviderIsland />
        </main>
    };
    Ok(main.erase())
}

/// The requirements for using the page.
fn standing(page: &PageContext) -> impl IntoView + use<> {
    let and_back = |path: &str| page.cx.site.link(&[path, "?next=", &page.cx.address()].concat());
    let signed_out = page.cx.session.is_none().then(|| {
        view! {
            <div class="notice">
                <Icon path=ALERT />
                <p>
                    "You are signed out, and most of this needs an account. "<a href=and_back(paths::SIGN_UP)>"Create one"</a>" or "
                    <a href=and_back(paths::SIGN_IN)>"sign in"</a>"; both lead back here."
                </p>
            </div>
        }
    });
    view! {
        <Asleep text=ASLEEP.to_owned() />
        {signed_out}
    }
}

/// Without an entry in the policy, an example's action requires no proof: explains how to add it.
fn unlisted(policy: &Policy, action: &str, entry: &'static str) -> Option<ErasedView> {
    policy.action(action).is_none().then(|| {
        let lead = format!("The policy of this server doesn't list {action}, so that nothing is asked for here. ");
        view! {
            <div class="notice notice-warn">
                <Icon path=ALERT />
                <div>
                    <p>
                        {lead} "An administrator adds it under Policy on the dashboard, or, with those that are listed already, by"
                    </p>
                    <code class="play-command" translate="no">"latchkey policy set actions='["{entry}"]'"</code>
                </div>
            </div>
        }
        .erase()
    })
}

fn contents() -> impl IntoView {
    let links = PARTS.map(|part| {
        view! {
            <li>
                <a href=format!("#{}", part.name)>{part.name}</a>
            </li>
        }
    });
    view! {
        <nav class="play-contents" aria-label="On this page">
            <ol>
                {links} <li>
                    <a href="#events">"Events"</a>
                </li>
            </ol>
        </nav>
    }
}
