use app::hook::use_get_passkeys;
use mfa::Error;

/// What the user calls them.
async fn names() -> Result<Vec<String>, Error> {
    let passkeys = use_get_passkeys().get().await?;
    Ok(passkeys.into_iter().map(|passkey| passkey.name).collect())
}
