use latchkey::Error;
use latchkey::hook::use_get_passkeys;

/// The names of the passkeys.
async fn names() -> Result<Vec<String>, Error> {
    let passkeys = use_get_passkeys().get().await?;
    Ok(passkeys.into_iter().map(|passkey| passkey.name).collect())
}
