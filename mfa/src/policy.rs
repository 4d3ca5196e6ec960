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
            passkey: true,
            recovery_codes: true,
            session_based: true,
            enrollment: Enrollment::Signup,
            max_totp_devices: 1,
            step_up_seconds: 300,
        }
    }
}

/// Why a policy can't be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyError {
    /// `max_totp_devices` is nothing, though authenticator apps are on.
    NoDeviceAllowed,
    /// `step_up_seconds` is nothing, or more than a day: no proof would ever be fresh, or every one would.
    StepUpOutOfRange,
}

impl std::fmt::Display for PolicyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoDeviceAllowed => "max_totp_devices must be at least 1; to have no authenticator apps, set totp to false",
            Self::StepUpOutOfRange => "step_up_seconds must be 1 to 86400",
        })
    }
}

impl std::error::Error for PolicyError {}

impl Policy {
    /// Whether people can live with the policy.
    ///
    /// # Errors
    ///
    /// The first thing that they can't.
    pub fn check(&self) -> Result<(), PolicyError> {
        if self.max_totp_devices == 0 {
            return Err(PolicyError::NoDeviceAllowed);
        }
        if !(1..=86_400).contains(&self.step_up_seconds) {
            return Err(PolicyError::StepUpOutOfRange);
        }
        Ok(())
    }

    /// The methods that may be enrolled, in the order in which they are offered.
    pub fn offered(&self) -> Vec<Method> {
        [(self.totp, Method::Totp), (self.passkey, Method::Passkey)].into_iter().filter_map(|(on, method)| on.then_some(method)).collect()
    }

    /// Whether a user must have a method before anything else.
    pub fn demands_enrollment(&self) -> bool {
        self.enrollment == Enrollment::Signup && !self.offered().is_empty()
    }

    /// Whether one of an account's methods may be removed without another in its place.
    pub fn may_remove_one_of(&self, methods: usize) -> bool {
        methods > 1 || !self.demands_enrollment()
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
    fn a_policy_that_locks_people_out_is_refused() {
        assert_eq!(Policy::default().check(), Ok(()));
        assert_eq!(Policy { max_totp_devices: 0, ..Policy::default() }.check(), Err(PolicyError::NoDeviceAllowed));
        assert_eq!(Policy { step_up_seconds: 0, ..Policy::default() }.check(), Err(PolicyError::StepUpOutOfRange));
    }

    #[test]
    fn the_last_method_stays_where_one_is_demanded() {
        let optional = Policy { enrollment: Enrollment::None, ..Policy::default() };
        assert!(Policy::default().may_remove_one_of(2) && !Policy::default().may_remove_one_of(1));
        assert!(optional.may_remove_one_of(1));
    }

    #[test]
    fn passwords_are_longer_where_they_are_all_there_is() {
        assert_eq!(Policy::default().minimum_password_length(), 8);
        assert_eq!(Policy { enrollment: Enrollment::None, ..Policy::default() }.minimum_password_length(), 15);
        assert_eq!(Policy { totp: false, passkey: false, ..Policy::default() }.minimum_password_length(), 15);
    }
}
