use latchkey::Error;
use latchkey::hook::{AuthenticateDevice, use_mfa};

/// Proves a code. Returns a message for the user if that fails.
async fn check(code: String) -> Result<(), &'static str> {
    let mfa = use_mfa();
    let proof = AuthenticateDevice { code, ..Default::default() };
    match mfa.authenticate_device(proof).await {
        Ok(_next_step) => Ok(()),
        Err(Error::MfaInvalidCode) => Err("That code doesn't fit"),
        Err(Error::MfaRateLimited { .. }) => Err("Wait a little"),
        Err(error) => Err(error.code()),
    }
}
