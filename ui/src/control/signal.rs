//! Tells password managers which passkeys an account has (WebAuthn Level 3 §5.1.10), so that none offers a removed passkey, and all show the
//! account's current name.

use leptos::prelude::*;

/// Sends the signal once, and renders nothing.
#[component]
pub fn Signal(
    /// A [`mfa::view::PasskeySignal`] in JSON.
    passkeys: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    say(&passkeys);
    #[cfg(not(feature = "hydrate"))]
    drop(passkeys);
}

#[cfg(feature = "hydrate")]
fn say(passkeys: &str) {
    use crate::{
        js::{member, object},
        passkey::webauthn::signal,
    };
    let Ok(passkeys) = web_sys::js_sys::JSON::parse(passkeys) else { return };
    let (domain, user, name) = (member(&passkeys, "relying_party"), member(&passkeys, "user"), member(&passkeys, "name"));
    let accepted = member(&passkeys, "credentials");
    signal("signalAllAcceptedCredentials", &object(&[("rpId", &domain), ("userId", &user), ("allAcceptedCredentialIds", &accepted)]));
    signal("signalCurrentUserDetails", &object(&[("rpId", &domain), ("userId", &user), ("name", &name), ("displayName", &name)]));
}
