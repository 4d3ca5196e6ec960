use app::hook::{AuthenticateDevice, use_mfa};
use mfa::Error;

/// Proves a code; says what to tell the user otherwise.
async fn check(code: String) -> Result<(), String> {
    let mfa = use_mfa();
    let proof = AuthenticateDevice { code, device_id: None };
    match mfa.authenticate_device(proof).await {
        Ok(_next_step) => Ok(()),
        Err(Error::MfaRateLimited { retry_after_seconds }) => Err(format!("Wait {retry_after_seconds} seconds")),
        Err(error) => Err(error.code().to_owned()),
    }
}
