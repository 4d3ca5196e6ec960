//! Which form does what.

#[cfg(test)]
mod tests;

use super::{Submission, account, admin, device, entrance, outcome::Outcome, passkey, proof, recovery, session};
use mfa::Error;

/// Does what the form asks for.
pub(super) async fn act(Submission { path, fields }: &Submission) -> Result<Outcome, Error> {
    let segments: Vec<_> = path.split('/').skip(1).collect();
    match segments.as_slice() {
        ["sign-up"] => entrance::sign_up(fields).await,
        ["sign-in"] => entrance::sign_in(fields).await,
        ["sign-out"] => entrance::sign_out().await,
        ["language"] => entrance::language(fields),
        ["time-zone"] => entrance::time_zone(fields),
        ["mfa", "choose"] => proof::choose(fields).await,
        ["mfa", "totp"] => proof::enroll(fields).await,
        ["mfa", "verify"] => proof::verify(fields).await,
        ["mfa", "passkey"] => passkey::go_on(fields).await,
        ["mfa", "recovery"] => proof::recover(fields).await,
        ["mfa", "recovery-codes"] => recovery::acknowledge(fields).await,
        ["account", "recovery-codes"] => recovery::generate().await,
        ["account", "devices"] => device::begin(fields).await,
        ["account", "devices", id, "rename"] => device::rename(id, fields).await,
        ["account", "devices", id, "remove"] => device::remove(id).await,
        ["account", "passkeys"] => passkey::add(fields).await,
        ["account", "passkeys", id, "rename"] => passkey::rename(id, fields).await,
        ["account", "passkeys", id, "remove"] => passkey::remove(id).await,
        ["account", "second-method"] => passkey::decline_second().await,
        ["account", "notices"] => account::take_note(fields).await,
        ["account", "sessions"] => session::end(fields).await,
        ["account", "email"] => account::change_email(fields).await,
        ["account", "password"] => account::change_password(fields).await,
        ["account", "delete"] => account::delete(fields).await,
        ["admin", area @ ..] => admin::act(area, fields).await,
        _ => Err(Error::NotFound),
    }
}
