//! Reads the server's answers from values of the browser.

use crate::moment::Moment;
use mfa::{
    Error, Level, Method, NextStep,
    view::{
        ActionDemand, Activity, Confirmation, Device, MfaToken, Passkey, Qr, RecoveryStatus, SessionInfo, Status, TotpEnrollment, User,
    },
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Reflect};

/// A type that can be read from a value of the browser.
pub trait FromJs: Sized {
    /// `None` if the value has another shape.
    fn from_js(value: &JsValue) -> Option<Self>;
}

/// Lists the fields of structs; each field is read by its name.
macro_rules! structs {
    ($($name:ident { $($field:ident),* })*) => {
        $(impl $crate::js::FromJs for $name {
            fn from_js(value: &wasm_bindgen::JsValue) -> Option<Self> {
                Some(Self { $($field: $crate::js::field(value, stringify!($field))?),* })
            }
        })*
    };
}
pub(crate) use structs;

structs! {
    ActionDemand { required, enrollment }
    Activity { at, event, method, result, address, agent, detail, times, last_at, erased }
    Confirmation { id, action, description, summary, enrollment }
    Device { id, name, created_at, last_used_at }
    MfaToken { token, action, expires_at }
    Moment { machine, text, title }
    Passkey { id, name, synced, created_at, last_used_at }
    Qr { size, modules }
    RecoveryStatus { remaining, total, pending, acknowledged }
    SessionInfo { id, agent, address, created_at, last_seen_at, current, level }
    Status { user, step, enrolled, offered, sign_in }
    TotpEnrollment { id, secret, uri, qr, replaces }
    User { id, email, administrator, scope }
}

/// The member with this name. `None` if there is none, or if it has another type.
pub fn field<T: FromJs>(value: &JsValue, name: &str) -> Option<T> {
    T::from_js(&member(value, name)?)
}

/// A separate function, so that it is compiled once for all types.
#[inline(never)]
fn member(value: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(value, &JsValue::from_str(name)).ok()
}

impl FromJs for () {
    fn from_js(_: &JsValue) -> Option<Self> {
        Some(())
    }
}

impl FromJs for bool {
    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }
}

impl FromJs for String {
    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

/// Numbers from the server are integers below 2⁵³.
impl FromJs for i64 {
    #[expect(clippy::cast_possible_truncation, reason = "the conversion saturates")]
    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|number| number as Self)
    }
}

impl FromJs for u32 {
    fn from_js(value: &JsValue) -> Option<Self> {
        i64::from_js(value)?.try_into().ok()
    }
}

impl FromJs for u64 {
    fn from_js(value: &JsValue) -> Option<Self> {
        i64::from_js(value)?.try_into().ok()
    }
}

impl<T: FromJs> FromJs for Option<T> {
    fn from_js(value: &JsValue) -> Option<Self> {
        if value.is_null() || value.is_undefined() { Some(None) } else { T::from_js(value).map(Some) }
    }
}

impl<T: FromJs> FromJs for Vec<T> {
    fn from_js(value: &JsValue) -> Option<Self> {
        value.dyn_ref::<Array>()?.iter().map(|item| T::from_js(&item)).collect()
    }
}

impl<A: FromJs, B: FromJs> FromJs for (A, B) {
    fn from_js(value: &JsValue) -> Option<Self> {
        let pair = value.dyn_ref::<Array>()?;
        Some((A::from_js(&pair.get(0))?, B::from_js(&pair.get(1))?))
    }
}

impl FromJs for Method {
    fn from_js(value: &JsValue) -> Option<Self> {
        Self::from_name(&value.as_string()?)
    }
}

impl FromJs for Level {
    fn from_js(value: &JsValue) -> Option<Self> {
        let name = value.as_string()?;
        [Self::Half, Self::Full].into_iter().find(|level| level.as_str() == name)
    }
}

impl FromJs for Error {
    fn from_js(value: &JsValue) -> Option<Self> {
        let code: String = field(value, "code")?;
        Self::from_code(&code, &|name| field::<Option<i64>>(value, name).flatten().unwrap_or(0))
    }
}

impl FromJs for NextStep {
    fn from_js(value: &JsValue) -> Option<Self> {
        Some(match field::<String>(value, "step")?.as_str() {
            "sign_in" => Self::SignIn,
            "choose_method" => Self::ChooseMethod { offered: field(value, "offered")?, skippable: field(value, "skippable")? },
            "set_up_totp" => Self::SetUpTotp { device: field(value, "device")? },
            "set_up_passkey" => Self::SetUpPasskey,
            "challenge" => Self::Challenge { methods: field(value, "methods")?, preferred: field(value, "preferred")? },
            "acknowledge_recovery_codes" => Self::AcknowledgeRecoveryCodes,
            "done" => Self::Done,
            _ => return None,
        })
    }
}
