use latchkey::Error;
use latchkey::hook::use_get_passkeys;

/// What the user calls them.
async fn names() -> Result<Vec<String>, Error> {
    let passkeys = use_get_passkeys().get().await?;
    Ok(passkeys.into_iter().map(|passkey| passkey.name).collect())
}
