use latchkey::Error;
use latchkey::hook::{PromptMfaAuth, use_delete_passkey};

/// Asks for a proof first if there is no fresh one.
async fn delete(id: &str, prompt: PromptMfaAuth) -> Result<(), Error> {
    let passkey = use_delete_passkey();
    match passkey.delete(id).await {
        Err(Error::StepUpRequired) if prompt.prompt().await.is_ok() => passkey.delete(id).await,
        outcome => outcome,
    }
}
