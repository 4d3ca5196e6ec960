//! The browser's passkeys: WebAuthn Level 3, by its own JSON where the browser has that.
//!
//! Called by name, since the typed bindings of all that would weigh more than what they are for.

use super::passkey::Refusal;
use mfa::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array, global};

/// What is wrong with the browser or the page, before anything is asked.
pub(crate) fn obstacle() -> Option<Refusal> {
    if member(&global(), "isSecureContext") == JsValue::FALSE {
        return Some(Refusal::Insecure);
    }
    credential_class().is_none().then_some(Refusal::Unsupported)
}

/// Whether passkeys can be offered where an email address is typed.
pub(crate) async fn can_autofill() -> bool {
    let Some(class) = credential_class() else { return false };
    match invoke(&class, "isConditionalMediationAvailable", &[]) {
        Ok(answer) => settled(answer).await == Ok(JsValue::TRUE),
        Err(_) => false,
    }
}

/// Stops what is asked in the background.
pub(crate) struct Abort(JsValue);

impl Abort {
    pub(crate) fn new() -> Self {
        let class = member(&global(), "AbortController");
        let controller = class.dyn_ref::<Function>().and_then(|class| Reflect::construct(class, &Array::new()).ok());
        Self(controller.unwrap_or_default())
    }

    pub(crate) fn abort(&self) {
        // Refused only where there is no such thing, and nothing is asked in the background there.
        let _ = invoke(&self.0, "abort", &[]);
    }
}

/// Asks for a new passkey. The browser is called before anything is awaited, as a press of a button allows.
pub(crate) fn create(options: &JsValue) -> impl Future<Output = Result<JsValue, Refusal>> + use<> {
    ask("create", options, "parseCreationOptionsFromJSON", None)
}

/// Asks for a passkey that there is; with `background`, among what a field offers.
pub(crate) fn get(options: &JsValue, background: Option<&Abort>) -> impl Future<Output = Result<JsValue, Refusal>> + use<> {
    ask("get", options, "parseRequestOptionsFromJSON", background)
}

fn ask(
    method: &str,
    options: &JsValue,
    parser: &str,
    background: Option<&Abort>,
) -> impl Future<Output = Result<JsValue, Refusal>> + use<> {
    let asked = start(method, options, parser, background);
    async move {
        let credential = settled(asked.map_err(|error| refusal(&error))?).await.map_err(|error| refusal(&error))?;
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

/// Tells password managers something about passkeys, where the browser can pass it on.
pub(crate) fn signal(method: &str, about: &JsValue) {
    if let Some(Ok(told)) = credential_class().map(|class| invoke(&class, method, &[about])) {
        // Whether anybody listened isn't told.
        leptos::task::spawn_local(async move { drop(settled(told).await) });
    }
}

/// An object with these members.
pub(crate) fn object(members: &[(&str, &JsValue)]) -> JsValue {
    let object = JsValue::from(Object::new());
    for (name, value) in members {
        set(&object, name, value);
    }
    object
}

/// Nothing where there is no such member.
pub(crate) fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

fn set(of: &JsValue, name: &str, value: &JsValue) {
    // Refused only by what is no object.
    let _ = Reflect::set(of, &name.into(), value);
}

fn invoke(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = member(of, name).dyn_into()?;
    Reflect::apply(&function, of, &arguments.iter().copied().collect())
}

async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await
}

fn credential_class() -> Option<JsValue> {
    let class = member(&global(), "PublicKeyCredential");
    class.is_function().then_some(class)
}

/// The names are those of WebAuthn Level 3 §5.1.3 and §5.1.4.
fn refusal(error: &JsValue) -> Refusal {
    match member(error, "name").as_string().as_deref() {
        Some("NotAllowedError") => Refusal::NotAllowed,
        Some("InvalidStateError") => Refusal::AlreadyThere,
        Some("SecurityError") => Refusal::WrongAddress,
        Some("NotSupportedError" | "ConstraintError") => Refusal::Unfit,
        Some("AbortError") => Refusal::Aborted,
        _ => Refusal::Failed,
    }
}

/// `toJSON`, or the same by hand: for browsers before 2023 to 2025, and for password managers that put themselves in the browser's place.
fn to_json(credential: &JsValue) -> Option<JsValue> {
    if let Ok(json) = invoke(credential, "toJSON", &[]) {
        return Some(json);
    }
    let response = member(credential, "response");
    let members = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    let encoded = object(&[]);
    for name in members {
        if let Ok(buffer) = member(&response, name).dyn_into::<ArrayBuffer>() {
            set(&encoded, name, &encode(&buffer)?);
        }
    }
    if let Ok(transports) = invoke(&response, "getTransports", &[]) {
        set(&encoded, "transports", &transports);
    }
    let id = member(credential, "id");
    let extensions = invoke(credential, "getClientExtensionResults", &[]).unwrap_or_default();
    Some(object(&[
        ("id", &id),
        ("rawId", &id),
        ("type", &member(credential, "type")),
        ("response", &encoded),
        ("clientExtensionResults", &extensions),
    ]))
}

/// Options with bytes in the place of base64url: the challenge, the user's handle, and the ids of credentials.
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
            let listed: Array = listed.iter().map(|described| with_bytes(&described)).collect::<Option<_>>()?;
            set(&parsed, name, &listed);
        }
    }
    Some(parsed)
}

/// Bytes of base64url.
fn decode(text: &JsValue) -> Option<JsValue> {
    let standard = text.as_string()?.replace('-', "+").replace('_', "/");
    let binary = leptos::prelude::window().atob(&standard).ok()?;
    let bytes: Vec<u8> = binary.chars().map(|byte| u8::try_from(u32::from(byte)).ok()).collect::<Option<_>>()?;
    Some(Uint8Array::from(bytes.as_slice()).into())
}

fn encode(buffer: &ArrayBuffer) -> Option<JsValue> {
    let binary: String = Uint8Array::new(buffer).to_vec().into_iter().map(char::from).collect();
    let standard = leptos::prelude::window().btoa(&binary).ok()?;
    Some(standard.replace('+', "-").replace('/', "_").trim_end_matches('=').into())
}

/// What the server said of an answer, as far as the browser wants to know: a passkey that is not known any more need not be offered again.
pub(crate) fn signal_if_unknown(error: &Error, options: &JsValue, credential: &JsValue) {
    if *error == Error::PasskeyUnknown {
        let about = object(&[("rpId", &member(options, "rpId")), ("credentialId", &member(credential, "id"))]);
        signal("signalUnknownCredential", &about);
    }
}
