//! The next step that a session requires.
//!
//! ```text
//!   no session ───────────────────────────────────────────────► SignIn
//!   half session of an account that has a method ─────────────► Challenge, unless a recovery opened it; if the policy accepts none of the
//!                                                               account's methods, until a recovery code is given
//!   session, policy demands a method and none is accepted
//!        ├─ it can still be put off, and wasn't yet ──────────► ChooseMethod, skippable
//!        ├─ it was put off ───────────────────────────────────► as if no method were demanded
//!        ├─ a device waits for its first code ────────────────► SetUpTotp
//!        ├─ the registration of a passkey has begun ──────────► SetUpPasskey
//!        └─ otherwise ────────────────────────────────────────► ChooseMethod
//!   half session with no such step any more ──────────────────► SignIn
//!   full session whose new recovery codes are unacknowledged ─► AcknowledgeRecoveryCodes
//!   otherwise ────────────────────────────────────────────────► Done
//! ```
//!
//! [`next_step`] is the only place that decides. Pages redirect to it, and the scope of a session is derived from it.

use crate::{Level, Method, Policy, Timestamp};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use strum::IntoStaticStr;

/// The scope of a session that still needs enrollment or a challenge. Public, in this spelling.
pub const SCOPE_REQUIRES_ADDITIONAL_AUTH: &str = "requiresAdditionalAuth";

/// How long a recovery code, given by somebody with none of the accepted methods, is enough to enroll one: as long as a half session without a method
/// lives. The session has no other permission meanwhile.
const PROOF_TO_ENROLL: Duration = Duration::from_hours(1);
/// How long an enrollment that was begun in time may take.
const TIME_TO_FINISH: Duration = Duration::from_mins(10);

/// The one required step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "step", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NextStep {
    /// There is no session, or only a half session that needs no second factor any more, so that the password alone opens a full one.
    SignIn,
    /// Choose which method to enroll.
    ChooseMethod {
        /// The methods that the policy offers, in order.
        offered: Vec<Method>,
        /// Whether enrollment may be put off.
        skippable: bool,
    },
    /// Scan the QR code and type the first code.
    SetUpTotp {
        /// The device that waits for its first code.
        device: String,
    },
    /// Register a passkey.
    SetUpPasskey,
    /// Prove a method.
    Challenge {
        /// The enrolled methods that the policy accepts. All enrolled methods if it accepts none of them, since a backup code then still helps.
        methods: Vec<Method>,
        /// The method to ask for first.
        preferred: Method,
    },
    /// Save and acknowledge the recovery codes.
    AcknowledgeRecoveryCodes,
    /// No step.
    Done,
}

impl NextStep {
    /// The name in flow events.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// Whether a session at this step may use the application: no step is required, or the step may be put off.
    pub fn is_free(&self) -> bool {
        matches!(self, Self::Done | Self::ChooseMethod { skippable: true, .. })
    }

    /// Whether the step is to enroll a method.
    pub fn is_enrollment(&self) -> bool {
        matches!(self, Self::ChooseMethod { .. } | Self::SetUpTotp { .. } | Self::SetUpPasskey)
    }

    /// The scope that a session at this step carries.
    pub fn scope(&self) -> Option<&'static str> {
        match self {
            Self::ChooseMethod { skippable: false, .. } | Self::SetUpTotp { .. } | Self::SetUpPasskey | Self::Challenge { .. } => {
                Some(SCOPE_REQUIRES_ADDITIONAL_AUTH)
            }
            Self::SignIn | Self::ChooseMethod { .. } | Self::AcknowledgeRecoveryCodes | Self::Done => None,
        }
    }
}

/// The facts, besides the policy, on which [`next_step`] decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    /// The level of the session.
    pub level: Level,
    /// The methods in which the account is enrolled, with the one to ask for first in front.
    pub enrolled: Vec<Method>,
    /// Number of verified devices.
    pub devices: usize,
    /// Number of passkeys.
    pub passkeys: usize,
    /// The device that this session is enrolling, unless it has expired.
    pub pending_device: Option<String>,
    /// Whether this session is registering a passkey.
    pub pending_passkey: bool,
    /// Whether this session created recovery codes that are not acknowledged yet.
    pub codes_unacknowledged: bool,
    /// Whether the user has put enrollment off in this session.
    pub postponed: bool,
    /// Whether the recovery of the account opened this half session: it sets up a method as if the account had none.
    pub recovering: bool,
    /// The age of the session's last proof that counts.
    pub proof_age: Option<Duration>,
    /// The time of these facts.
    pub at: Timestamp,
}

impl SessionFacts {
    /// The enrolled methods that the policy accepts, with the one to ask for first in front.
    pub fn accepted(&self, policy: &Policy) -> Vec<Method> {
        self.enrolled.iter().copied().filter(|method| policy.accepts(*method)).collect()
    }

    /// Whether one device or passkey of this method may be removed.
    pub fn may_remove(&self, policy: &Policy, method: Method) -> bool {
        policy.may_remove(method, self.devices, self.passkeys)
    }

    /// Whether a half session is past its challenge: the policy accepts none of the account's methods, and a recovery code was given in their place.
    fn has_answered_challenge(&self, policy: &Policy, within: Duration) -> bool {
        must_enroll(policy, &self.enrolled, self.at) && self.proof_age.is_some_and(|age| age < within)
    }

    /// Whether a half session may enroll a method: its account has none, or its challenge is answered. `is_begun`: the enrollment was begun before, and
    /// is to be finished.
    pub fn may_enroll(&self, policy: &Policy, is_begun: bool) -> bool {
        let within = if is_begun { PROOF_TO_ENROLL + TIME_TO_FINISH } else { PROOF_TO_ENROLL };
        self.enrolled.is_empty() || self.has_answered_challenge(policy, within)
    }

    /// Number of devices and passkeys together.
    pub fn factors(&self) -> usize {
        self.devices.saturating_add(self.passkeys)
    }
}

/// The next step of a session with these facts, under this policy.
pub fn next_step(policy: &Policy, facts: Option<&SessionFacts>) -> NextStep {
    let Some(facts) = facts else { return NextStep::SignIn };
    let accepted = facts.accepted(policy);
    if facts.level == Level::Half && !facts.enrolled.is_empty() && !facts.has_answered_challenge(policy, PROOF_TO_ENROLL) {
        let methods = if accepted.is_empty() { facts.enrolled.clone() } else { accepted };
        return match methods.first() {
            Some(&preferred) => NextStep::Challenge { methods, preferred },
            None => NextStep::SignIn,
        };
    }
    if accepted.is_empty() && (policy.demands_enrollment() || facts.recovering && !policy.offered().is_empty()) {
        let grace = facts.level == Level::Full && policy.grace(facts.at).is_some();
        match &facts.pending_device {
            _ if grace && !facts.postponed => return NextStep::ChooseMethod { offered: policy.offered(), skippable: true },
            _ if grace => {}
            Some(device) => return NextStep::SetUpTotp { device: device.clone() },
            None if facts.pending_passkey && policy.passkey => return NextStep::SetUpPasskey,
            None => return NextStep::ChooseMethod { offered: policy.offered(), skippable: false },
        }
    }
    // The policy has changed since the password was accepted. Viewing a page raises no session: a new sign-in opens a full one.
    if facts.level == Level::Half {
        return NextStep::SignIn;
    }
    if facts.codes_unacknowledged { NextStep::AcknowledgeRecoveryCodes } else { NextStep::Done }
}

/// The level of a session right after the password was accepted.
pub fn level_after_password(policy: &Policy, enrolled: &[Method], now: Timestamp) -> Level {
    level_in_force(policy, enrolled, false, now)
}

/// The level of a session whose password was accepted, under the present policy: a stricter policy reaches open sessions. `proved` tells whether the
/// session has proved a method that the policy accepts, or a recovery code in its place, or whether trust in its browser takes the place of a proof.
pub fn level_in_force(policy: &Policy, enrolled: &[Method], proved: bool, now: Timestamp) -> Level {
    let must_prove = policy.session_based && !enrolled.is_empty() && !proved;
    if must_prove || must_enroll(policy, enrolled, now) { Level::Half } else { Level::Full }
}

/// Whether an account with these methods has to enroll one that the policy accepts before anything else.
pub fn must_enroll(policy: &Policy, enrolled: &[Method], now: Timestamp) -> bool {
    policy.demands_enrollment() && policy.grace(now).is_none() && !enrolled.iter().any(|method| policy.accepts(*method))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Enrollment;
    use proptest::prelude::*;

    fn facts(level: Level) -> SessionFacts {
        SessionFacts {
            level,
            enrolled: vec![],
            devices: 0,
            passkeys: 0,
            pending_device: None,
            pending_passkey: false,
            codes_unacknowledged: false,
            postponed: false,
            recovering: false,
            proof_age: None,
            at: Timestamp(1000),
        }
    }

    #[test]
    fn walks_through_an_enrollment() {
        let policy = Policy::default();
        assert_eq!(next_step(&policy, None), NextStep::SignIn);
        let mut at = facts(Level::Half);
        assert!(matches!(next_step(&policy, Some(&at)), NextStep::ChooseMethod { .. }));
        at.pending_passkey = true;
        assert_eq!(next_step(&policy, Some(&at)), NextStep::SetUpPasskey);
        at.pending_device = Some("d".into());
        assert_eq!(next_step(&policy, Some(&at)), NextStep::SetUpTotp { device: "d".into() });
        at = SessionFacts { enrolled: vec![Method::Totp], codes_unacknowledged: true, ..facts(Level::Full) };
        assert_eq!(next_step(&policy, Some(&at)), NextStep::AcknowledgeRecoveryCodes);
        at.codes_unacknowledged = false;
        assert_eq!(next_step(&policy, Some(&at)), NextStep::Done);
    }

    #[test]
    fn an_enrolled_half_session_is_challenged_whatever_is_pending() {
        let at = SessionFacts {
            enrolled: vec![Method::Totp],
            pending_device: Some("d".into()),
            codes_unacknowledged: true,
            ..facts(Level::Half)
        };
        assert!(matches!(next_step(&Policy::default(), Some(&at)), NextStep::Challenge { preferred: Method::Totp, .. }));
    }

    #[test]
    fn a_recovery_sets_up_a_method_even_if_the_policy_demands_none() {
        let policy = Policy { enrollment: Enrollment::None, ..Policy::default() };
        let mut at = SessionFacts { recovering: true, ..facts(Level::Half) };
        assert!(matches!(next_step(&policy, Some(&at)), NextStep::ChooseMethod { skippable: false, .. }));
        at.pending_device = Some("d".into());
        assert_eq!(next_step(&policy, Some(&at)), NextStep::SetUpTotp { device: "d".into() });
        let nothing = Policy { totp: false, passkey: false, ..policy };
        assert_eq!(next_step(&nothing, Some(&at)), NextStep::SignIn);
    }

    #[test]
    fn what_is_switched_off_is_not_asked_for_while_there_is_something_else() {
        let policy = Policy { totp: false, ..Policy::default() };
        let both = SessionFacts { enrolled: vec![Method::Totp, Method::Passkey], ..facts(Level::Half) };
        let expected = NextStep::Challenge { methods: vec![Method::Passkey], preferred: Method::Passkey };
        assert_eq!(next_step(&policy, Some(&both)), expected);
        let barred = SessionFacts { enrolled: vec![Method::Totp], ..facts(Level::Half) };
        assert!(matches!(next_step(&policy, Some(&barred)), NextStep::Challenge { preferred: Method::Totp, .. }));
        // With a backup code, given in the last hour, they enroll another method, and can do nothing else.
        let answered = SessionFacts { proof_age: Some(Duration::ZERO), ..barred.clone() };
        assert!(matches!(next_step(&policy, Some(&answered)), NextStep::ChooseMethod { skippable: false, .. }));
        let hour_later = SessionFacts { proof_age: Some(PROOF_TO_ENROLL), ..answered };
        assert!(matches!(next_step(&policy, Some(&hour_later)), NextStep::Challenge { .. }));
        assert_eq!(level_in_force(&policy, &barred.enrolled, true, Timestamp(1000)), Level::Half);
    }

    #[test]
    fn enrollment_can_be_put_off_until_the_day_comes() {
        let policy = Policy { grace_until: Some(2000), ..Policy::default() };
        let mut at = facts(level_after_password(&policy, &[], Timestamp(1000)));
        let step = next_step(&policy, Some(&at));
        assert!(matches!(step, NextStep::ChooseMethod { skippable: true, .. }) && step.is_free() && step.scope().is_none());
        at.postponed = true;
        assert_eq!(next_step(&policy, Some(&at)), NextStep::Done);
        at.at = Timestamp(2000);
        assert!(!next_step(&policy, Some(&at)).is_free());
        assert_eq!(level_after_password(&policy, &[], Timestamp(2000)), Level::Half);
        assert_eq!(level_after_password(&policy, &[Method::Totp], Timestamp(1000)), Level::Half, "who has a method is asked for it");
    }

    #[test]
    fn a_half_session_that_owes_nothing_any_more_signs_in_anew() {
        let at = SessionFacts { pending_device: Some("d".into()), codes_unacknowledged: true, ..facts(Level::Half) };
        for policy in
            [Policy { enrollment: Enrollment::None, ..Policy::default() }, Policy { totp: false, passkey: false, ..Policy::default() }]
        {
            assert_eq!(next_step(&policy, Some(&at)), NextStep::SignIn);
        }
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
            let enrolled = if enrolled { vec![Method::Totp] } else { vec![] };
            let level = level_after_password(&policy, &enrolled, Timestamp(1000));
            let step = next_step(&policy, Some(&SessionFacts { enrolled, ..facts(level) }));
            prop_assert_eq!(step.scope().is_some(), level == Level::Half);
        }

        #[test]
        fn a_half_session_is_never_done(began in policies(), policy in policies(), enrolled: bool, pending: bool) {
            let enrolled = if enrolled { vec![Method::Totp] } else { vec![] };
            prop_assume!(level_after_password(&began, &enrolled, Timestamp(1000)) == Level::Half);
            let at = SessionFacts { enrolled, pending_device: pending.then(|| "d".to_owned()), ..facts(Level::Half) };
            let step = next_step(&policy, Some(&at));
            prop_assert!(step.scope().is_some() || step == NextStep::SignIn);
        }

        #[test]
        fn nothing_is_ever_offered_that_the_policy_has_off(policy in policies()) {
            if let NextStep::ChooseMethod { offered, .. } = next_step(&policy, Some(&facts(Level::Half))) {
                prop_assert!(!offered.is_empty());
                prop_assert!(policy.totp || !offered.contains(&Method::Totp));
                prop_assert!(policy.passkey || !offered.contains(&Method::Passkey));
            }
        }
    }
}
