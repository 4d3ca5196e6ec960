//! The browser's passkeys: WebAuthn Level 3, with the browser's own JSON methods if it has them.

use super::Refusal;
use crate::{
    browser,
    js::{invoke, member, object, set, settled},
};
#[cfg(feature = "pages")]
use mfa::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Object, Reflect, Uint8Array, global};

/// A problem with the browser or the page that is known before the user is asked.
pub fn obstacle() -> Option<Refusal> {
    if member(&global(), "isSecureContext") == JsValue::FALSE {
        return Some(Refusal::Insecure);
    }
    credential_class().is_none().then_some(Refusal::Unsupported)
}

/// Whether passkeys can be offered in the autofill of the email field.
#[cfg(feature = "pages")]
pub(crate) async fn can_autofill() -> bool {
    let Some(class) = credential_class() else { return false };
    match invoke(&class, "isConditionalMediationAvailable", &[]) {
        Ok(answer) => settled(answer).await == Ok(JsValue::TRUE),
        Err(_) => false,
    }
}

/// Cancels the request that runs in the background.
pub(crate) struct Abort(JsValue);

#[cfg(feature = "pages")]
impl Abort {
    pub(crate) fn new() -> Self {
        let class = member(&global(), "AbortController");
        let controller = class.dyn_ref::<Function>().and_then(|class| Reflect::construct(class, &Array::new()).ok());
        Self(controller.unwrap_or_default())
    }

    pub(crate) fn abort(&self) {
        // This fails only if the browser has no `AbortController`, and then no request runs in the background.
        let _ = invoke(&self.0, "abort", &[]);
    }
}

/// Asks for a new passkey. The browser is called before anything is awaited, as it requires after a press of a button.
pub(crate) fn create(options: &JsValue) -> impl Future<Output = Result<JsValue, Refusal>> + use<> {
    ask("create", options, "parseCreationOptionsFromJSON", None)
}

/// Asks for an existing passkey; with `background`, in the autofill of a field.
pub(crate) fn get(options: &JsValue, background: Option<&Abort>) -> impl Future<Output = Result<JsValue, Refusal>> + use<> {
    ask("get", options, "parseRequestOptionsFromJSON", background)
}

fn ask(
    method: &str,
    options: &JsValue,
    parser: &str,
    background: Option<&Abort>,
) -> impl Future<Output = Result<JsValue, Refusal>> + use<> {
    let since = browser::now();
    let asked = start(method, options, parser, background);
    async move {
        let answer = match asked {
            Ok(asked) => settled(asked).await,
            Err(error) => Err(error),
        };
        let credential = answer.map_err(|error| refusal(&error, since))?;
        if credential.is_object() { to_json(&credential).ok_or(Refusal::Failed) } else { Err(Refusal::NotAllowed) }
    }
}

fn start(method: &str, options: &JsValue, parser: &str, background: Option<&Abort>) -> Result<JsValue, JsValue> {
    let class = credential_class().unwrap_or_default();
    let public_key = match invoke(&class, parser, &[options]) {
        Ok(parsed) => parsed,
        Err(_) => parse(options).ok_or(JsValue::NULL)?,
    };
    let request = object(&[("publicKey", &public_key)]);
    if let Some(background) = background {
        set(&request, "mediation", &"conditional".into());
        set(&request, "signal", &member(&background.0, "signal"));
    }
    invoke(&member(&member(&global(), "navigator"), "credentials"), method, &[&request])
}

/// Sends a signal about passkeys to password managers, if the browser supports it.
#[cfg(feature = "pages")]
pub(crate) fn signal(method: &str, about: &JsValue) {
    if let Some(Ok(told)) = credential_class().map(|class| invoke(&class, method, &[about])) {
        // Browsers don't tell whether the signal was received.
        leptos::task::spawn_local(async move { drop(settled(told).await) });
    }
}

fn credential_class() -> Option<JsValue> {
    let class = member(&global(), "PublicKeyCredential");
    class.is_function().then_some(class)
}

/// In milliseconds: no user can see a prompt and answer it in so short a time.
const AT_ONCE: f64 = 500.0;

/// The reason why a request that began at `since` returned no passkey. The names are those of WebAuthn Level 3 §5.1.3 and §5.1.4. If a browser must
/// not tell a page what a device supports, it reports `NotAllowedError`, and only the elapsed time distinguishes a missing device from a user who
/// declined.
fn refusal(error: &JsValue, since: f64) -> Refusal {
    match member(error, "name").as_string().as_deref() {
        Some("NotAllowedError") if browser::now() - since < AT_ONCE => Refusal::AtOnce,
        Some("NotAllowedError") => Refusal::NotAllowed,
        Some("InvalidStateError") => Refusal::AlreadyThere,
        Some("SecurityError") => Refusal::WrongAddress,
        Some("ConstraintError") => Refusal::Unfit,
        Some("NotSupportedError") => Refusal::Outdated,
        Some("AbortError") => Refusal::Aborted,
        _ => Refusal::Failed,
    }
}

/// Calls `toJSON`, or does the same by hand for browsers before 2023 to 2025 and for password managers that replace the browser's implementation.
fn to_json(credential: &JsValue) -> Option<JsValue> {
    if let Ok(json) = invoke(credential, "toJSON", &[]) {
        return Some(json);
    }
    let (response, encoded, json) = (member(credential, "response"), object(&[]), object(&[]));
    for name in ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"] {
        let buffer = member(&response, name);
        if buffer.is_object() {
            set(&encoded, name, &encode(&buffer)?);
        }
    }
    for (from, method, to, name) in
        [(&response, "getTransports", &encoded, "transports"), (credential, "getClientExtensionResults", &json, "clientExtensionResults")]
    {
        if let Ok(found) = invoke(from, method, &[]) {
            set(to, name, &found);
        }
    }
    for (from, name) in [("id", "id"), ("id", "rawId"), ("type", "type")] {
        set(&json, name, &member(credential, from));
    }
    set(&json, "response", &encoded);
    Some(json)
}

/// The options with base64url decoded to bytes: the challenge, the user's handle, and the ids of credentials.
fn parse(options: &JsValue) -> Option<JsValue> {
    let parsed = JsValue::from(Object::assign(&Object::new(), options.dyn_ref()?));
    set(&parsed, "challenge", &decode(&member(options, "challenge"))?);
    let with_bytes = |described: &JsValue| {
        let copy = JsValue::from(Object::assign(&Object::new(), described.dyn_ref()?));
        set(&copy, "id", &decode(&member(described, "id"))?);
        Some(copy)
    };
    let user = member(options, "user");
    if user.is_object() {
        set(&parsed, "user", &with_bytes(&user)?);
    }
    for name in ["excludeCredentials", "allowCredentials"] {
        if let Ok(listed) = member(options, name).dyn_into::<Array>() {
            let decoded = Array::new();
            for described in listed.iter() {
                decoded.push(&with_bytes(&described)?);
            }
            set(&parsed, name, &decoded);
        }
    }
    Some(parsed)
}

/// Decodes base64url.
fn decode(text: &JsValue) -> Option<JsValue> {
    let standard = translated(&text.as_string()?, [('-', '+'), ('_', '/')]);
    let binary = leptos::prelude::window().atob(&standard).ok()?;
    let bytes = Uint8Array::new_with_length(u32::try_from(binary.chars().count()).ok()?);
    for (at, byte) in (0..).zip(binary.chars()) {
        bytes.set_index(at, u8::try_from(u32::from(byte)).ok()?);
    }
    Some(bytes.into())
}

fn encode(buffer: &JsValue) -> Option<JsValue> {
    let letters: Function = member(&member(&global(), "String"), "fromCharCode").dyn_into().ok()?;
    let bytes = Uint8Array::new(buffer);
    let binary = Reflect::apply(&letters, &JsValue::UNDEFINED, bytes.unchecked_ref::<Array>()).ok()?.as_string()?;
    let standard = leptos::prelude::window().btoa(&binary).ok()?;
    Some(translated(&standard, [('+', '-'), ('/', '_')]).into())
}

/// The text with the two characters exchanged in which the alphabets differ, and without padding, which `atob` doesn't need.
fn translated(text: &str, letters: [(char, char); 2]) -> String {
    let mut translated = String::new();
    for letter in text.chars().filter(|letter| *letter != '=') {
        translated.push(letters.iter().find(|(from, _)| *from == letter).map_or(letter, |(_, to)| *to));
    }
    translated
}

/// If the server doesn't know the passkey, password managers are told not to offer it again. For sign-ins only: in a session, an unknown passkey may
/// belong to another account.
#[cfg(feature = "pages")]
pub(crate) fn signal_if_unknown(answer: &Result<JsValue, Error>, options: &JsValue, credential: &JsValue) {
    if matches!(answer, Err(Error::PasskeyUnknown)) {
        signal_unknown(&member(options, "rpId"), credential);
    }
}

/// If the server hasn't stored a passkey that the browser has just created for it, password managers are told to forget it. An answer that was lost, or
/// a server that fails, may have stored it; and a passkey that is registered already belongs to somebody.
#[cfg(feature = "pages")]
pub(crate) fn signal_if_refused(answer: &Result<JsValue, Error>, options: &JsValue, credential: &JsValue) {
    if matches!(answer, Err(error) if error.status() < 500 && *error != Error::PasskeyAlreadyRegistered) {
        signal_unknown(&member(&member(options, "rp"), "id"), credential);
    }
}

#[cfg(feature = "pages")]
fn signal_unknown(relying_party: &JsValue, credential: &JsValue) {
    signal("signalUnknownCredential", &object(&[("rpId", relying_party), ("credentialId", &member(credential, "id"))]));
}
