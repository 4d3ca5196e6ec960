//! A policy while it is being edited: the fields of its form, as they travel in an address.

use crate::{day, fields::Fields};
use mfa::{
    Enrollment, Error, Policy, PolicyError,
    policy::{Action, TokenKind},
};
use url::form_urlencoded::Serializer;

/// Groups of fields for actions that aren't there yet.
const BLANK: usize = 2;

/// The reason why a draft isn't a valid policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DraftError {
    /// A field that must be a number isn't one.
    Number,
    /// The date can't be parsed.
    Day,
    /// The policy violates a rule.
    Policy(PolicyError),
}

impl DraftError {
    /// The key of its words.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Number => "admin-policy-error-number",
            Self::Day => "admin-policy-error-day",
            Self::Policy(PolicyError::NoDeviceAllowed) => "admin-policy-error-no-device",
            Self::Policy(PolicyError::NoPasskeyAllowed) => "admin-policy-error-no-passkey",
            Self::Policy(PolicyError::StepUpOutOfRange) => "admin-policy-error-step-up",
            Self::Policy(PolicyError::TrustOutOfRange) => "admin-policy-error-trust",
            Self::Policy(PolicyError::RecoveryHoursOutOfRange) => "admin-policy-error-recovery",
            Self::Policy(PolicyError::TooManyActions) => "admin-policy-error-too-many-actions",
            Self::Policy(PolicyError::ActionName) => "admin-policy-error-action-name",
            Self::Policy(PolicyError::ActionTwice) => "admin-policy-error-action-twice",
            Self::Policy(PolicyError::TokenLifetimeOutOfRange) => "admin-policy-error-lifetime",
            Self::Policy(PolicyError::ActionWithoutMethod) => "admin-policy-error-action-without-method",
        }
    }
}

/// The fields, with the number of the version that they began with.
#[derive(Clone, Debug)]
pub(crate) struct Draft(Fields);

impl Draft {
    /// Creates a draft of `policy`, based on version `based_on`.
    pub(crate) fn of(based_on: i64, policy: &Policy) -> Self {
        let mut fields = vec![("based_on".to_owned(), based_on.to_string())];
        let mut set = |name: &str, value: String| fields.push((name.to_owned(), value));
        for (name, on) in [
            ("totp", policy.totp),
            ("passkey", policy.passkey),
            ("totp_codes", policy.totp_recovery_codes),
            ("passkey_codes", policy.passkey_recovery_codes),
            ("session_based", policy.session_based),
        ] {
            if on {
                set(name, "on".to_owned());
            }
        }
        set("enrollment", enrollment_name(policy.enrollment).to_owned());
        set("grace", policy.grace_until.and_then(day::last_before).unwrap_or_default());
        set("max_totp_devices", policy.max_totp_devices.to_string());
        set("max_passkeys", policy.max_passkeys.to_string());
        set("step_up_seconds", policy.step_up_seconds.to_string());
        set("trust_days", policy.trust_days.to_string());
        set("recovery_hours", policy.recovery_hours.to_string());
        for (index, action) in policy.actions.iter().enumerate() {
            set(&of_action(index, "name"), action.name.clone());
            set(&of_action(index, "description"), action.description.clone());
            set(&of_action(index, "token"), action.token.as_str().to_owned());
            set(&of_action(index, "lifetime"), action.lifetime_seconds.to_string());
            if action.required {
                set(&of_action(index, "required"), "on".to_owned());
            }
        }
        Self(fields.into_iter().collect())
    }

    /// The fields of an address or a form; none if it isn't a draft.
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRequest`] for fields that are there twice.
    pub(crate) fn of_query(query: Option<&str>) -> Result<Option<Self>, Error> {
        Ok(Self::of_fields(Fields::parse(query.unwrap_or_default().as_bytes())?))
    }

    /// Like [`of_query`](Self::of_query), from parsed fields.
    pub(crate) fn of_fields(fields: Fields) -> Option<Self> {
        fields.get("based_on").is_some().then_some(Self(fields))
    }

    /// The value of a field.
    pub(crate) fn value(&self, name: &str) -> String {
        self.0.get(name).unwrap_or_default().to_owned()
    }

    /// Whether a box is ticked.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// How many groups of fields for actions the form has.
    pub(crate) fn groups(&self) -> usize {
        let last = (0..Policy::MOST_ACTIONS).rev().find(|index| !self.value(&of_action(*index, "name")).is_empty());
        last.map_or(0, |last| last.saturating_add(1)).saturating_add(BLANK)
    }

    /// The fields of the policy, without what else the form had.
    pub(crate) fn fields(&self) -> Vec<(String, String)> {
        let known = |name: &str| {
            name.starts_with("action-")
                || [
                    "based_on",
                    "totp",
                    "passkey",
                    "totp_codes",
                    "passkey_codes",
                    "session_based",
                    "enrollment",
                    "grace",
                    "max_totp_devices",
                    "max_passkeys",
                    "step_up_seconds",
                    "trust_days",
                    "recovery_hours",
                ]
                .contains(&name)
        };
        self.0.clone().into_pairs().into_iter().filter(|(name, _)| known(name)).collect()
    }

    /// As the query of an address.
    pub(crate) fn query(&self) -> String {
        Serializer::new(String::new()).extend_pairs(self.fields()).finish()
    }

    /// The version that it begins with.
    pub(crate) fn based_on(&self) -> Option<i64> {
        self.0.get("based_on")?.parse().ok()
    }

    /// The same draft, as a change of another version.
    pub(crate) fn rebased(self, version: i64) -> Self {
        let others = self.0.without("based_on").into_pairs();
        Self(std::iter::once(("based_on".to_owned(), version.to_string())).chain(others).collect())
    }

    /// The policy that the draft describes.
    ///
    /// # Errors
    ///
    /// [`DraftError`].
    pub(crate) fn policy(&self) -> Result<Policy, DraftError> {
        let mut actions = vec![];
        for index in 0..self.groups() {
            let name = self.value(&of_action(index, "name")).trim().to_owned();
            if name.is_empty() {
                continue;
            }
            let time_bound = self.value(&of_action(index, "token")) == TokenKind::TimeBound.as_str();
            actions.push(Action {
                name,
                description: self.value(&of_action(index, "description")).trim().to_owned(),
                required: self.is_on(&of_action(index, "required")),
                token: if time_bound { TokenKind::TimeBound } else { TokenKind::SingleUse },
                lifetime_seconds: number(&self.value(&of_action(index, "lifetime")))?,
            });
        }
        let enrollment = self.value("enrollment");
        let policy = Policy {
            totp: self.is_on("totp"),
            passkey: self.is_on("passkey"),
            totp_recovery_codes: self.is_on("totp_codes"),
            passkey_recovery_codes: self.is_on("passkey_codes"),
            session_based: self.is_on("session_based"),
            enrollment: ENROLLMENTS.into_iter().find(|known| enrollment_name(*known) == enrollment).unwrap_or(Enrollment::Signup),
            max_totp_devices: count(&self.value("max_totp_devices"))?,
            max_passkeys: count(&self.value("max_passkeys"))?,
            step_up_seconds: number(&self.value("step_up_seconds"))?,
            // A draft of an earlier version has neither this field nor the one of recoveries.
            trust_days: self.0.get("trust_days").map_or(Ok(0), count)?,
            grace_until: end_of(&self.value("grace"))?,
            recovery_hours: self.0.get("recovery_hours").map_or(Ok(Policy::default().recovery_hours), count)?,
            actions,
        };
        policy.check().map_err(DraftError::Policy)?;
        Ok(policy)
    }
}

/// In the order of the form.
pub(crate) const ENROLLMENTS: [Enrollment; 3] = [Enrollment::Signup, Enrollment::Action, Enrollment::None];

pub(crate) const fn enrollment_name(enrollment: Enrollment) -> &'static str {
    match enrollment {
        Enrollment::None => "none",
        Enrollment::Signup => "signup",
        Enrollment::Action => "action",
    }
}

/// The name of a field in a group.
pub(crate) fn of_action(index: usize, field: &str) -> String {
    format!("action-{index}-{field}")
}

fn number(text: &str) -> Result<u64, DraftError> {
    text.trim().parse().map_err(|_| DraftError::Number)
}

fn count(text: &str) -> Result<u32, DraftError> {
    number(text)?.try_into().map_err(|_| DraftError::Number)
}

/// The grace period ends with a day.
fn end_of(day: &str) -> Result<Option<i64>, DraftError> {
    if day.trim().is_empty() { Ok(None) } else { day::end(day).map(Some).ok_or(DraftError::Day) }
}

#[cfg(test)]
mod tests {
    use super::{Draft, DraftError};
    use crate::fields::Fields;
    use mfa::{
        Enrollment, Policy, PolicyError,
        policy::{Action, TokenKind},
    };

    fn of(query: &str) -> Draft {
        Draft::of_query(Some(query)).unwrap().unwrap()
    }

    #[test]
    fn a_policy_comes_back_from_its_address_as_it_was() {
        let action = |name: &str, required, token| Action {
            name: name.to_owned(),
            description: "Größe & \"so\"".to_owned(),
            required,
            token,
            lifetime_seconds: 60,
        };
        let policy = Policy {
            passkey: false,
            passkey_recovery_codes: false,
            enrollment: Enrollment::Action,
            grace_until: Some(1_795_564_800_000),
            max_totp_devices: 3,
            max_passkeys: 4,
            trust_days: 30,
            recovery_hours: 0,
            actions: vec![action("a.b", true, TokenKind::SingleUse), action("c", false, TokenKind::TimeBound)],
            ..Policy::default()
        };
        let draft = of(&Draft::of(7, &policy).query());
        assert_eq!((draft.based_on(), draft.policy()), (Some(7), Ok(policy)));
        assert_eq!(draft.value("grace"), "2026-11-24", "the day that ends then");
        assert_eq!(draft.groups(), 4);
    }

    #[test]
    fn what_is_wrong_with_it_is_told() {
        let base = "based_on=1&totp=on&enrollment=signup&max_totp_devices=1&max_passkeys=25&step_up_seconds=300&recovery_hours=72";
        assert!(of(base).policy().is_ok());
        for (more, error) in [
            ("&grace=tomorrow", DraftError::Day),
            ("&grace=2026-02-30", DraftError::Day),
            ("&action-0-name=a&action-0-lifetime=", DraftError::Number),
            ("&trust_days=", DraftError::Number),
            ("&trust_days=91", DraftError::Policy(PolicyError::TrustOutOfRange)),
            ("&action-0-name=A&action-0-lifetime=1", DraftError::Policy(PolicyError::ActionName)),
            ("&action-0-name=a&action-0-lifetime=0", DraftError::Policy(PolicyError::TokenLifetimeOutOfRange)),
        ] {
            assert_eq!(of(&format!("{base}{more}")).policy(), Err(error), "{more}");
        }
        assert_eq!(of("based_on=1").policy(), Err(DraftError::Number));
        assert!(Draft::of_query(None).unwrap().is_none());
        assert!(Draft::of_fields(Fields::default()).is_none());
    }
}
