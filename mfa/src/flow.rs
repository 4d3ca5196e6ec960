//! What the user has to do now.
//!
//! ```text
//!   no session ───────────────────────────────────────────────► SignIn
//!   session, policy demands a method and there is none
//!        ├─ a device waits for its first code ────────────────► SetUpTotp
//!        ├─ the registration of a passkey has begun ──────────► SetUpPasskey
//!        └─ otherwise ────────────────────────────────────────► ChooseMethod
//!   half session of an account that has a method ─────────────► Challenge
//!   full session whose new recovery codes are unacknowledged ─► AcknowledgeRecoveryCodes
//!   otherwise ────────────────────────────────────────────────► Done
//! ```
//!
//! [`next_step`] is the only place that decides. Pages redirect to it, and the scope of a session is derived from it.

use crate::{Level, Method, Policy};
use serde::{Deserialize, Serialize};

/// The scope of a session that still owes enrollment or a challenge. Public, in this spelling.
pub const SCOPE_REQUIRES_ADDITIONAL_AUTH: &str = "requiresAdditionalAuth";

/// The one thing to do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextStep {
    /// There is no session.
    SignIn,
    /// Choose which method to enroll.
    ChooseMethod {
        /// What the policy offers, in order.
        offered: Vec<Method>,
        /// Enrollment may be put off.
        skippable: bool,
    },
    /// Scan the QR code and type the first code.
    SetUpTotp {
        /// The device that waits.
        device: String,
    },
    /// Register a passkey.
    SetUpPasskey,
    /// Prove a method.
    Challenge {
        /// What the user has.
        methods: Vec<Method>,
        /// What to ask for first.
        preferred: Method,
    },
    /// Save the recovery codes and say so.
    AcknowledgeRecoveryCodes,
    /// Nothing.
    Done,
}

impl NextStep {
    /// The page of this step.
    pub fn path(&self) -> &'static str {
        match self {
            Self::SignIn => "/sign-in",
            Self::ChooseMethod { .. } => "/mfa/choose",
            Self::SetUpTotp { .. } => "/mfa/totp",
            Self::SetUpPasskey => "/mfa/passkey",
            Self::Challenge { preferred, .. } => preferred.proof_path(),
            Self::AcknowledgeRecoveryCodes => "/mfa/recovery-codes",
            Self::Done => "/account/security",
        }
    }

    /// The name in flow events.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::ChooseMethod { .. } => "choose_method",
            Self::SetUpTotp { .. } => "set_up_totp",
            Self::SetUpPasskey => "set_up_passkey",
            Self::Challenge { .. } => "challenge",
            Self::AcknowledgeRecoveryCodes => "acknowledge_recovery_codes",
            Self::Done => "done",
        }
    }

    /// Whether a session at this step may go about its business: nothing is owed, or it may be put off.
    pub fn is_free(&self) -> bool {
        matches!(self, Self::Done | Self::ChooseMethod { skippable: true, .. })
    }

    /// The scope that a session at this step carries.
    pub fn scope(&self) -> Option<&'static str> {
        match self {
            Self::ChooseMethod { .. } | Self::SetUpTotp { .. } | Self::SetUpPasskey | Self::Challenge { .. } => {
                Some(SCOPE_REQUIRES_ADDITIONAL_AUTH)
            }
            Self::SignIn | Self::AcknowledgeRecoveryCodes | Self::Done => None,
        }
    }
}

/// Where a session stands: everything that [`next_step`] looks at beside the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How much the session has proved.
    pub level: Level,
    /// The methods in which the account is enrolled, the one to ask for first in front.
    pub enrolled: Vec<Method>,
    /// Verified devices and passkeys together.
    pub factors: usize,
    /// The device that this session is enrolling, if it has begun and not expired.
    pub pending_device: Option<String>,
    /// This session is registering a passkey.
    pub pending_passkey: bool,
    /// This session earned recovery codes that are not acknowledged yet.
    pub codes_unacknowledged: bool,
}

/// What comes next for a session that stands so, under this policy.
pub fn next_step(policy: &Policy, standing: Option<&Standing>) -> NextStep {
    let Some(standing) = standing else { return NextStep::SignIn };
    match (standing.level, standing.enrolled.first()) {
        (Level::Half, Some(&preferred)) => NextStep::Challenge { methods: standing.enrolled.clone(), preferred },
        (_, None) if policy.demands_enrollment() => match &standing.pending_device {
            Some(device) => NextStep::SetUpTotp { device: device.clone() },
            None if standing.pending_passkey && policy.passkey => NextStep::SetUpPasskey,
            None => NextStep::ChooseMethod { offered: policy.offered(), skippable: false },
        },
        _ if standing.codes_unacknowledged => NextStep::AcknowledgeRecoveryCodes,
        _ => NextStep::Done,
    }
}

/// The level of a session right after the password was accepted.
pub fn level_after_password(policy: &Policy, enrolled: bool) -> Level {
    let owes = if enrolled { policy.session_based } else { policy.demands_enrollment() };
    if owes { Level::Half } else { Level::Full }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Enrollment;
    use proptest::prelude::*;

    fn standing(level: Level) -> Standing {
        Standing { level, enrolled: vec![], factors: 0, pending_device: None, pending_passkey: false, codes_unacknowledged: false }
    }

    #[test]
    fn walks_through_an_enrollment() {
        let policy = Policy::default();
        assert_eq!(next_step(&policy, None), NextStep::SignIn);
        let mut at = standing(Level::Half);
        assert_eq!(next_step(&policy, Some(&at)).path(), "/mfa/choose");
        at.pending_passkey = true;
        assert_eq!(next_step(&policy, Some(&at)), NextStep::SetUpPasskey);
        at.pending_device = Some("d".into());
        assert_eq!(next_step(&policy, Some(&at)), NextStep::SetUpTotp { device: "d".into() });
        at = Standing { enrolled: vec![Method::Totp], codes_unacknowledged: true, ..standing(Level::Full) };
        assert_eq!(next_step(&policy, Some(&at)), NextStep::AcknowledgeRecoveryCodes);
        at.codes_unacknowledged = false;
        assert_eq!(next_step(&policy, Some(&at)), NextStep::Done);
    }

    #[test]
    fn an_enrolled_half_session_is_challenged_whatever_is_pending() {
        let at = Standing {
            enrolled: vec![Method::Totp],
            pending_device: Some("d".into()),
            codes_unacknowledged: true,
            ..standing(Level::Half)
        };
        assert_eq!(next_step(&Policy::default(), Some(&at)).path(), "/mfa/verify");
    }

    fn policies() -> impl Strategy<Value = Policy> {
        let enrollment = prop_oneof![Just(Enrollment::None), Just(Enrollment::Signup), Just(Enrollment::Action)];
        (any::<bool>(), any::<bool>(), any::<bool>(), enrollment).prop_map(|(totp, passkey, session_based, enrollment)| Policy {
            totp,
            passkey,
            session_based,
            enrollment,
            ..Policy::default()
        })
    }

    proptest! {
        #[test]
        fn a_session_that_begins_half_owes_something(policy in policies(), enrolled: bool) {
            let level = level_after_password(&policy, enrolled);
            let at = Standing { enrolled: if enrolled { vec![Method::Totp] } else { vec![] }, ..standing(level) };
            let step = next_step(&policy, Some(&at));
            prop_assert_eq!(level == Level::Half, step.scope().is_some());
        }

        #[test]
        fn nothing_is_ever_offered_that_the_policy_has_off(policy in policies()) {
            if let NextStep::ChooseMethod { offered, .. } = next_step(&policy, Some(&standing(Level::Half))) {
                prop_assert!(!offered.is_empty());
                prop_assert!(policy.totp || !offered.contains(&Method::Totp));
                prop_assert!(policy.passkey || !offered.contains(&Method::Passkey));
            }
        }
    }
}
