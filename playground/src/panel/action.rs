//! Actions of an application that require confirmation: `use_is_mfa_required_for_action` and `use_get_mfa_token`, with an example of each kind.

use super::bench::{Bench, Call, Outcome, button, field, row, typed};
use app::hook::{GetMfaToken, IsMfaRequiredForAction, TokenRequest, use_get_mfa_token, use_is_mfa_required_for_action};
use leptos::prelude::*;
use mfa::view::MfaToken;

type Kept = StoredValue<Option<MfaToken>>;

/// The requirements of an action.
#[island]
pub fn RequiredPanel() -> impl IntoView {
    let required = use_is_mfa_required_for_action();
    let bench = Bench::new("use_is_mfa_required_for_action");
    let (action, input) = field("play-action", "Action", "Its name in the policy, such as transfer.create.");
    let call = move || bench.call("ask", ask(required, typed(input)));
    bench.show_with_result(vec![action, row(vec![button("Call ask", Box::new(call))])], bench.progress())
}

fn ask(required: IsMfaRequiredForAction, action: String) -> Call {
    Box::pin(async move {
        let demand = required.ask(&action).await.map_err(|error| error.code())?;
        let yes = |yes: bool| if yes { "true" } else { "false" };
        Ok(["required: ", yes(demand.required), ", enrollment: ", yes(demand.enrollment)].concat())
    })
}

/// A transfer. Each one is confirmed separately.
#[island]
pub fn TransferPanel() -> impl IntoView {
    let tokens = use_get_mfa_token();
    let bench = Bench::new("use_get_mfa_token");
    let (amount, amount_input) = field("play-amount", "Amount", "In euros, such as 12.00.");
    let (to, to_input) = field("play-to", "To", "The recipient. Nothing is really sent.");
    let send = move || bench.call("transfer", transfer(tokens, typed(amount_input), typed(to_input)));
    bench.show_with_result(vec![amount, to, row(vec![button("Send", Box::new(send))])], bench.progress())
}

fn transfer(tokens: GetMfaToken, amount: String, to: String) -> Call {
    Box::pin(async move {
        let summary = ["Send ", &amount, " € to ", &to].concat();
        let body = send::json(&[("amount", amount), ("to", to)]);
        // The token is only valid for exactly these bytes.
        let transfer = TokenRequest { action: "transfer.create".to_owned(), content: Some(body.clone()), summary: Some(summary) };
        let token = tokens.get(transfer).await.map_err(|error| error.code())?;
        send::post("transfer", &body, token.as_ref()).await
    })
}

/// Settings that can be changed for a while after a confirmation.
#[island]
pub fn SettingsPanel() -> impl IntoView {
    let tokens = use_get_mfa_token();
    let bench = Bench::new("settings.change");
    let kept = Kept::new(None);
    let (limit, input) = field("play-limit", "Daily limit", "In euros. Change it again: for a while nobody asks.");
    let save = move || bench.call("settings", change(tokens, kept, typed(input)));
    bench.show_with_result(vec![limit, row(vec![button("Save", Box::new(save))])], bench.progress())
}

fn change(tokens: GetMfaToken, kept: Kept, limit: String) -> Call {
    Box::pin(async move {
        let body = send::json(&[("limit", limit)]);
        if let Some(token) = kept.get_value() {
            match send::post("settings", &body, Some(&token)).await {
                // The token has expired, belongs to another session, or the policy now makes it valid for a single use.
                Err(
                    "mfa_token_consumed" | "mfa_token_expired" | "mfa_token_unknown" | "mfa_token_wrong_session" | "mfa_token_wrong_user",
                ) => kept.set_value(None),
                outcome => return outcome,
            }
        }
        let token = tokens.get(TokenRequest::action("settings.change")).await.map_err(|error| error.code())?;
        kept.set_value(token.clone());
        send::post("settings", &body, token.as_ref()).await
    })
}

/// The requests of an application's page.
#[cfg(feature = "hydrate")]
mod send {
    use super::Outcome;
    use leptos::prelude::document;
    use mfa::view::MfaToken;
    use ui::{
        js::{field, object},
        transport::{fetch, headers},
    };
    use wasm_bindgen::JsValue;
    use web_sys::js_sys::{JSON, JsString, Reflect};

    /// The codes with which the server may refuse.
    const REFUSALS: [&str; 13] = [
        "malformed_request",
        "mfa_token_consumed",
        "mfa_token_expired",
        "mfa_token_required",
        "mfa_token_unknown",
        "mfa_token_wrong_action",
        "mfa_token_wrong_content",
        "mfa_token_wrong_session",
        "mfa_token_wrong_user",
        "not_found",
        "not_signed_in",
        "requires_additional_auth",
        "unavailable",
    ];

    pub(super) fn json(members: &[(&str, String)]) -> String {
        let values: Vec<_> = members.iter().map(|(name, value)| (*name, JsValue::from(value))).collect();
        let members: Vec<_> = values.iter().map(|(name, value)| (*name, value)).collect();
        JSON::stringify(&object(&members)).map(String::from).unwrap_or_default()
    }

    pub(super) async fn post(what: &str, body: &str, token: Option<&MfaToken>) -> Outcome {
        let headers = headers();
        if let Some(token) = token {
            // This fails only if the value isn't an object.
            let _ = Reflect::set(&headers, &"latchkey-mfa-token".into(), &JsValue::from(&token.token));
        }
        let address = [&prefix(), "/api/playground/", what].concat();
        let (done, answer) = fetch(&address, &JsString::from(body), &headers).await.ok_or("transport")?;
        if done {
            let method = field::<Option<String>>(&answer, "method").flatten().unwrap_or_else(|| "no".to_owned());
            Ok([&field::<String>(&answer, "done").unwrap_or_default(), ", ", &method, " proof"].concat())
        } else {
            let code = field::<String>(&answer, "code").unwrap_or_default();
            Err(REFUSALS.into_iter().find(|known| *known == code).unwrap_or("refused"))
        }
    }

    /// The prefix of this installation's paths.
    fn prefix() -> String {
        document().get_element_by_id("play-server").and_then(|place| place.get_attribute("data-prefix")).unwrap_or_default()
    }
}

/// On the server, buttons do nothing.
#[cfg(not(feature = "hydrate"))]
mod send {
    use super::Outcome;
    use mfa::view::MfaToken;

    pub(super) fn json(_: &[(&str, String)]) -> String {
        String::new()
    }

    pub(super) async fn post(_: &str, _: &str, _: Option<&MfaToken>) -> Outcome {
        Err("unavailable")
    }
}
