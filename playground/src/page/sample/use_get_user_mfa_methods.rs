use latchkey::Error;
use latchkey::hook::use_get_user_mfa_methods;

/// Whether the user hasn't enrolled anything yet.
async fn has_nothing() -> Result<bool, Error> {
    let methods = use_get_user_mfa_methods().get().await?;
    Ok(!methods.any_verified)
}
