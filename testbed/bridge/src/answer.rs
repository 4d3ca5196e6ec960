//! Every type of `mfa` that a function returns, as the server writes it.

use crate::{assert_crosses, js::structs, moment::Moment, read};
use mfa::{
    Error, Level, Method, NextStep,
    view::{
        ActionDemand, Activity, Confirmation, Device, MfaToken, Passkey, Qr, RecoveryStatus, SessionInfo, Status, TotpEnrollment, User,
    },
};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

fn text(text: &str) -> String {
    text.to_owned()
}

fn user(scope: Option<&str>) -> User {
    User { id: text("0190"), email: text("mira@example.org"), administrator: false, scope: scope.map(text) }
}

/// 2026-11-24 12:00 UTC in milliseconds.
const NOON: i64 = 1_795_521_600_000;

#[wasm_bindgen]
pub fn steps() {
    for step in [
        NextStep::SignIn,
        NextStep::ChooseMethod { offered: vec![Method::Totp, Method::Passkey], skippable: true },
        NextStep::ChooseMethod { offered: vec![], skippable: false },
        NextStep::SetUpTotp { device: text("d") },
        NextStep::SetUpPasskey,
        NextStep::Challenge { methods: vec![Method::Passkey], preferred: Method::Passkey },
        NextStep::AcknowledgeRecoveryCodes,
        NextStep::Done,
    ] {
        assert_crosses(&step);
    }
    for json in [r#"{"step":"dance"}"#, r#"{"step":"set_up_totp"}"#, r#"{"step":1}"#, r#""done""#, "{}", "null"] {
        assert_eq!(read::<NextStep>(json), None, "{json}");
    }
}

#[wasm_bindgen]
pub fn words_of_closed_lists() {
    assert_crosses(&vec![Method::Totp, Method::Passkey]);
    assert_crosses(&vec![Level::Half, Level::Full]);
    for json in [r#""Totp""#, r#""sms""#, r#""""#, "0", "null", "[]"] {
        assert_eq!(read::<Method>(json), None, "{json}");
        assert_eq!(read::<Level>(json), None, "{json}");
    }
}

#[wasm_bindgen]
pub fn statuses() {
    assert_crosses(&Status::signed_out());
    for scope in [None, Some("requiresAdditionalAuth")] {
        let enrolled = vec![Method::Totp];
        let sign_in = Some(text("f"));
        assert_crosses(&Status { user: Some(user(scope)), step: NextStep::Done, offered: enrolled.clone(), enrolled, sign_in });
    }
}

#[wasm_bindgen]
pub fn methods() {
    for last_used_at in [None, Some(NOON)] {
        assert_crosses(&Device { id: text("d"), name: text("Télé \u{1f511} \"2\""), created_at: NOON, last_used_at });
        assert_crosses(&Passkey { id: text("p"), name: text(""), synced: true, created_at: NOON, last_used_at });
    }
    let qr = Qr { size: 2, modules: vec![true, false, false, true] };
    assert_crosses(&TotpEnrollment { id: text("d"), secret: text("JBSW"), uri: text("otpauth://totp/a?b=c&d"), qr, replaces: None });
    assert_crosses(&RecoveryStatus { remaining: 0, total: u32::MAX, pending: true, acknowledged: false });
}

#[wasm_bindgen]
pub fn sessions_and_activity() {
    for level in [Level::Half, Level::Full] {
        let (agent, address) = (text("Firefox"), text("2001:db8::1"));
        assert_crosses(&SessionInfo { id: text("s"), agent, address, created_at: NOON, last_seen_at: NOON, current: true, level });
    }
    for (method, detail, last_at) in [(None, None, None), (Some(text("totp")), Some(text("Phone")), Some(NOON))] {
        let (event, result, address, agent) = (text("sign_in"), text("ok"), text("192.0.2.1"), text(""));
        assert_crosses(&Activity { at: NOON, event, method, result, address, agent, detail, times: 1, last_at, erased: false });
    }
    assert_crosses(&Moment { machine: text("2026-11-24T12:00:00Z"), text: text("now"), title: text("12:00 UTC") });
}

#[wasm_bindgen]
pub fn actions() {
    assert_crosses(&ActionDemand { required: true, enrollment: false });
    for summary in [None, Some(text("€ 5 to Ada"))] {
        let (id, action, description) = (text("c"), text("transfer.create"), text("Send money"));
        assert_crosses(&Confirmation { id, action, description, summary, enrollment: true });
    }
    assert_crosses(&MfaToken { token: text("t"), action: text("transfer.create"), expires_at: NOON });
}

#[wasm_bindgen]
pub fn errors() {
    for error in [
        Error::Unavailable,
        Error::MfaClockDrift { minutes: -3 },
        Error::PasswordTooShort { minimum: 10 },
        Error::MfaRateLimited { retry_after_seconds: 30 },
    ] {
        assert_crosses(&error);
    }
    assert_eq!(read(r#"{"code":"mfa_clock_drift"}"#), Some(Error::MfaClockDrift { minutes: 0 }), "a missing number is 0");
    assert_eq!(read(r#"{"code":"mfa_clock_drift","minutes":null}"#), Some(Error::MfaClockDrift { minutes: 0 }));
    let negative = r#"{"code":"password_too_short","minimum":-1}"#;
    assert_eq!(read(negative), Some(Error::PasswordTooShort { minimum: 0 }));
    for json in [r#"{"code":"from_another_version"}"#, r#"{"code":7}"#, r#""unavailable""#, "{}", "null", "[]"] {
        assert_eq!(read::<Error>(json), None, "{json}");
    }
}

#[derive(Debug, PartialEq, Serialize)]
struct Named {
    name: String,
    note: Option<String>,
}

structs! { Named { name, note } }

#[wasm_bindgen]
pub fn fields() {
    let named = |note: Option<&str>| Some(Named { name: text("a"), note: note.map(text) });
    assert_crosses(&named(Some("b")).unwrap());
    assert_eq!(read(r#"{"name":"a"}"#), named(None), "an optional field may be missing");
    assert_eq!(read(r#"{"name":"a","note":null}"#), named(None));
    assert_eq!(read(r#"{"name":"a","more":[1]}"#), named(None), "a newer server may answer more");
    for json in ["{}", r#"{"name":null}"#, r#"{"name":1}"#, r#"{"name":"a","note":1}"#, r#""a""#, "1", "true", "null", "[]"] {
        assert_eq!(read::<Named>(json), None, "{json}");
    }
}
