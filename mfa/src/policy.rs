//! The operator's policy, which applies to all users.

mod action;

pub use action::{Action, TokenKind};

use crate::{Method, Timestamp};
use serde::{Deserialize, Serialize};

/// When a user without a method has to enroll one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enrollment {
    /// Never: enrollment is voluntary. An action may still require it.
    None,
    /// Before the first full session.
    Signup,
    /// Before the first protected action.
    Action,
}

/// The policy in force. It is stored, so that it can change while the server runs.
///
/// If a newer server saved the policy, this server reads the fields that it knows. It can't enforce unknown fields, but keeps them when it saves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Authenticator apps may be enrolled.
    pub totp: bool,
    /// Passkeys may be enrolled.
    pub passkey: bool,
    /// Users with an authenticator app get recovery codes.
    pub totp_recovery_codes: bool,
    /// Users with a passkey get recovery codes.
    pub passkey_recovery_codes: bool,
    /// A user who has a method proves it at every sign-in.
    pub session_based: bool,
    /// When a user without a method has to enroll one.
    pub enrollment: Enrollment,
    /// Maximum number of verified authenticator apps per user.
    pub max_totp_devices: u32,
    /// Maximum number of passkeys per user. Users who already have more keep them.
    pub max_passkeys: u32,
    /// How long a proof counts as fresh for sensitive actions, in seconds.
    pub step_up_seconds: u64,
    /// For how many days users can have a browser trusted, so that the password is enough there: up to 90. 0 allows no trusted browsers.
    pub trust_days: u32,
    /// The end of the period in which enrollment at sign-up can be put off: milliseconds since 1970.
    pub grace_until: Option<i64>,
    /// The waiting time after which an account that lost all methods can be recovered with its password and its address, in hours. 0: never.
    pub recovery_hours: u32,
    /// The application's actions that need a proof of their own.
    pub actions: Vec<Action>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            totp: true,
            passkey: true,
            totp_recovery_codes: true,
            passkey_recovery_codes: true,
            session_based: true,
            enrollment: Enrollment::Signup,
            max_totp_devices: 1,
            max_passkeys: 25,
            step_up_seconds: 300,
            trust_days: 0,
            grace_until: None,
            recovery_hours: 72,
            actions: vec![],
        }
    }
}

/// Why a policy can't be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyError {
    /// `max_totp_devices` is zero, though authenticator apps are on.
    NoDeviceAllowed,
    /// `max_passkeys` is zero.
    NoPasskeyAllowed,
    /// `step_up_seconds` is zero, so that no proof would ever be fresh, or more than a day, so that all proofs would be.
    StepUpOutOfRange,
    /// `trust_days` is more than [`Policy::MOST_TRUST_DAYS`].
    TrustOutOfRange,
    /// `recovery_hours` is neither zero nor one to thirty days.
    RecoveryHoursOutOfRange,
    /// There are more actions than [`Policy::MOST_ACTIONS`].
    TooManyActions,
    /// An action's name isn't valid (see [`Action::name`]), or its description is too long.
    ActionName,
    /// Two actions have the same name.
    ActionTwice,
    /// A token's lifetime is zero, or more than a day.
    TokenLifetimeOutOfRange,
    /// An action requires enrollment, but no method can be enrolled.
    ActionWithoutMethod,
}

impl std::fmt::Display for PolicyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoDeviceAllowed => "max_totp_devices must be at least 1; to have no authenticator apps, set totp to false",
            Self::NoPasskeyAllowed => "max_passkeys must be at least 1; to have no passkeys, set passkey to false",
            Self::StepUpOutOfRange => "step_up_seconds must be 1 to 86400",
            Self::TrustOutOfRange => "trust_days must be 0 to 90; 0 allows no trusted browsers",
            Self::RecoveryHoursOutOfRange => "recovery_hours must be 24 to 720, or 0 for no account recovery",
            Self::TooManyActions => "there can be 100 actions at most",
            Self::ActionName => {
                "an action's name has 1 to 64 small letters, digits, dots, dashes and underscores, its description 200 characters at most"
            }
            Self::ActionTwice => "each action can be there once",
            Self::TokenLifetimeOutOfRange => "the lifetime_seconds of an action must be 1 to 86400",
            Self::ActionWithoutMethod => "an action is required, but no method is on that could be enrolled for it",
        })
    }
}

impl std::error::Error for PolicyError {}

impl Policy {
    /// Maximum number of actions in a policy.
    pub const MOST_ACTIONS: usize = 100;

    /// Most days for which a browser can be trusted.
    pub const MOST_TRUST_DAYS: u32 = 90;

    /// Whether the policy is valid.
    ///
    /// # Errors
    ///
    /// The first [`PolicyError`] found.
    pub fn check(&self) -> Result<(), PolicyError> {
        if self.max_totp_devices == 0 {
            return Err(PolicyError::NoDeviceAllowed);
        }
        if self.max_passkeys == 0 {
            return Err(PolicyError::NoPasskeyAllowed);
        }
        if !(1..=86_400).contains(&self.step_up_seconds) {
            return Err(PolicyError::StepUpOutOfRange);
        }
        if self.trust_days > Self::MOST_TRUST_DAYS {
            return Err(PolicyError::TrustOutOfRange);
        }
        if self.recovery_hours != 0 && !(24..=720).contains(&self.recovery_hours) {
            return Err(PolicyError::RecoveryHoursOutOfRange);
        }
        if self.actions.len() > Self::MOST_ACTIONS {
            return Err(PolicyError::TooManyActions);
        }
        for (index, action) in self.actions.iter().enumerate() {
            action.check()?;
            if self.actions.iter().take(index).any(|other| other.name == action.name) {
                return Err(PolicyError::ActionTwice);
            }
            if action.required && self.offered().is_empty() {
                return Err(PolicyError::ActionWithoutMethod);
            }
        }
        Ok(())
    }

    /// The methods that may be enrolled, in the order in which they are offered.
    pub fn offered(&self) -> Vec<Method> {
        [(self.totp, Method::Totp), (self.passkey, Method::Passkey)].into_iter().filter_map(|(on, method)| on.then_some(method)).collect()
    }

    /// Whether a method is accepted. A method that isn't accepted proves nothing.
    pub fn accepts(&self, method: Method) -> bool {
        match method {
            Method::Totp => self.totp,
            Method::Passkey => self.passkey,
        }
    }

    /// Whether a user with these methods gets recovery codes.
    pub fn gives_recovery_codes(&self, enrolled: &[Method]) -> bool {
        enrolled.iter().any(|method| match method {
            Method::Totp => self.totp_recovery_codes,
            Method::Passkey => self.passkey_recovery_codes,
        })
    }

    /// The protected action of this name.
    pub fn action(&self, name: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.name == name)
    }

    /// Whether a user without a method must enroll one for `action`.
    pub fn demands_enrollment_for(&self, action: &Action) -> bool {
        action.required || self.enrollment != Enrollment::None && !self.offered().is_empty()
    }

    /// Until when the enrollment required at sign-up can still be put off.
    pub fn grace(&self, now: Timestamp) -> Option<Timestamp> {
        self.grace_until.map(Timestamp).filter(|until| self.demands_enrollment() && *until > now)
    }

    /// Whether a user must have a method before anything else.
    pub fn demands_enrollment(&self) -> bool {
        self.enrollment == Enrollment::Signup && !self.offered().is_empty()
    }

    /// Whether one of an account's methods may be removed without another in its place: a method that isn't accepted can always be removed.
    pub fn may_remove(&self, method: Method, devices: usize, passkeys: usize) -> bool {
        let counted = [(Method::Totp, devices), (Method::Passkey, passkeys)];
        let accepted: usize = counted.iter().filter(|(method, _)| self.accepts(*method)).map(|(_, count)| count).sum();
        !self.accepts(method) || accepted > 1 || !self.demands_enrollment()
    }

    /// The minimum length of a password: 8 if a second factor is certain to be asked for, otherwise 15 (NIST SP 800-63B-4 §3.1.1.2).
    pub fn minimum_password_length(&self, now: Timestamp) -> u32 {
        if self.session_based && self.demands_enrollment() && self.grace(now).is_none() { 8 } else { 15 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_that_locks_people_out_is_refused() {
        assert_eq!(Policy::default().check(), Ok(()));
        assert_eq!(Policy { max_totp_devices: 0, ..Policy::default() }.check(), Err(PolicyError::NoDeviceAllowed));
        assert_eq!(Policy { max_passkeys: 0, ..Policy::default() }.check(), Err(PolicyError::NoPasskeyAllowed));
        assert_eq!(Policy { step_up_seconds: 0, ..Policy::default() }.check(), Err(PolicyError::StepUpOutOfRange));
        assert_eq!(Policy { trust_days: 91, ..Policy::default() }.check(), Err(PolicyError::TrustOutOfRange));
        assert_eq!(Policy { trust_days: 90, ..Policy::default() }.check(), Ok(()));
        for (hours, accepted) in [(0, true), (1, false), (23, false), (24, true), (720, true), (721, false)] {
            assert_eq!(Policy { recovery_hours: hours, ..Policy::default() }.check().is_ok(), accepted, "{hours}");
        }
    }

    #[test]
    fn the_last_method_stays_where_one_is_demanded() {
        let optional = Policy { enrollment: Enrollment::None, ..Policy::default() };
        let demanding = Policy::default();
        assert!(demanding.may_remove(Method::Totp, 1, 1) && !demanding.may_remove(Method::Totp, 1, 0));
        assert!(optional.may_remove(Method::Totp, 1, 0));
        let without_apps = Policy { totp: false, ..Policy::default() };
        assert!(without_apps.may_remove(Method::Totp, 1, 1) && !without_apps.may_remove(Method::Passkey, 1, 1));
    }

    #[test]
    fn passwords_are_longer_where_they_are_all_there_is() {
        let minimum = |policy: Policy| policy.minimum_password_length(Timestamp(1000));
        assert_eq!(minimum(Policy::default()), 8);
        assert_eq!(minimum(Policy { enrollment: Enrollment::None, ..Policy::default() }), 15);
        assert_eq!(minimum(Policy { totp: false, passkey: false, ..Policy::default() }), 15);
        assert_eq!(minimum(Policy { grace_until: Some(1001), ..Policy::default() }), 15);
    }
}
