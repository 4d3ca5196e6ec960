use latchkey::hook::{PromptError, TokenRequest, use_get_mfa_token};

/// Has the user confirm a transfer, and sends it: `post` is your own request, with the token in the header `Latchkey-Mfa-Token`.
async fn transfer(
    amount: &str,
    to: &str,
    post: impl AsyncFnOnce(String, Option<String>) -> Result<(), &'static str>,
) -> Result<(), &'static str> {
    let body = serde_json::json!({ "amount": amount, "to": to }).to_string();
    let transfer = TokenRequest {
        action: "transfer.create".to_owned(),
        // The token is only valid for exactly these bytes.
        content: Some(body.clone()),
        summary: Some(format!("Send {amount} € to {to}")),
    };
    match use_get_mfa_token().get(transfer).await {
        Ok(token) => post(body, token.map(|token| token.token)).await,
        Err(PromptError::Cancelled) => Err("nothing was sent"),
        Err(error) => Err(error.code()),
    }
}
