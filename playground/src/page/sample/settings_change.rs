use latchkey::hook::{PromptError, TokenRequest, use_get_mfa_token};
use latchkey::view::MfaToken;
use leptos::prelude::*;

/// Saves a setting. `post` is your own request, and returns false if the token isn't accepted any more.
async fn save(kept: StoredValue<Option<MfaToken>>, post: impl AsyncFn(Option<MfaToken>) -> bool) -> Result<(), PromptError> {
    if let Some(token) = kept.get_value()
        && post(Some(token)).await
    {
        return Ok(());
    }
    let token = use_get_mfa_token().get(TokenRequest::action("settings.change")).await?;
    kept.set_value(token.clone());
    post(token).await;
    Ok(())
}
