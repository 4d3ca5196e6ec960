//! The methods that open the second door.

use latchkey::hook::{Modal, use_get_user_mfa_methods, use_mfa_modals};
use leptos::{prelude::*, task::spawn_local};

pub(super) fn view() -> impl IntoView {
    let methods = use_get_user_mfa_methods();
    let modals = use_mfa_modals();
    let apps = RwSignal::new(None);
    Effect::new(move || {
        // Runs again when a dialog opens or closes, since it may have changed the methods.
        modals.open.track();
        spawn_local(async move {
            let found = methods.get().await;
            // This fails if the user has left the page meanwhile.
            apps.try_set(Some(found));
        });
    });
    let summary = move || match apps.get() {
        None => "Looking…".to_owned(),
        Some(Ok(methods)) => methods.devices.into_iter().map(|device| device.name).collect::<Vec<_>>().join(", "),
        Some(Err(error)) => format!("We can’t tell at the moment ({}).", error.code()),
    };
    view! {
        <section class="box">
            <h2>"Your security"</h2>
            <p>"Your second door opens with:"</p>
            <p class="found">{summary}</p>
            <button class="needs-script" on:click=move |_| modals.open(Modal::Manage)>
                "Manage"
            </button>
            <p class="without-script">
                <a href="/security/account/security" rel="external">
                    "Look it up"
                </a>
            </p>
        </section>
    }
}
