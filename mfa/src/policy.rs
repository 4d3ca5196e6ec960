//! What the operator demands of everybody.

use crate::Method;
use serde::{Deserialize, Serialize};

/// When a user without a method has to enroll one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enrollment {
    /// Never: those who want to, do.
    None,
    /// Before the first full session.
    Signup,
    /// Before the first protected action.
    Action,
}

/// The policy in force. It is stored, so that it can change while the server runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// Authenticator apps may be enrolled.
    pub totp: bool,
    /// Passkeys may be enrolled.
    pub passkey: bool,
    /// Whoever enrolls a method gets recovery codes.
    pub recovery_codes: bool,
    /// A user who has a method proves it at every sign-in.
    pub session_based: bool,
    /// When a user without a method has to enroll one.
    pub enrollment: Enrollment,
    /// Verified authenticator apps per user.
    pub max_totp_devices: u32,
    /// How long a proof counts as fresh for sensitive actions, in seconds.
    pub step_up_seconds: u64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            totp: true,
            passkey: false,
            recovery_codes: true,
            session_based: true,
            enrollment: Enrollment::Signup,
            max_totp_devices: 1,
            step_up_seconds: 300,
        }
    }
}

impl Policy {
    /// The methods that may be enrolled, in the order in which they are offered.
    pub fn offered(&self) -> Vec<Method> {
        [(self.totp, Method::Totp), (self.passkey, Method::Passkey)].into_iter().filter_map(|(on, method)| on.then_some(method)).collect()
    }

    /// Whether a user must have a method before anything else.
    pub fn demands_enrollment(&self) -> bool {
        self.enrollment == Enrollment::Signup && !self.offered().is_empty()
    }

    /// The shortest password that is accepted: 8 where a second factor is certain to be asked for, else 15
    /// (NIST SP 800-63B-4 §3.1.1.2).
    pub fn minimum_password_length(&self) -> u32 {
        if self.session_based && self.demands_enrollment() { 8 } else { 15 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_longer_where_they_are_all_there_is() {
        assert_eq!(Policy::default().minimum_password_length(), 8);
        assert_eq!(Policy { enrollment: Enrollment::None, ..Policy::default() }.minimum_password_length(), 15);
        assert_eq!(Policy { totp: false, ..Policy::default() }.minimum_password_length(), 15);
    }
}
