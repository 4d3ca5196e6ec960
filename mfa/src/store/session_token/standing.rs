//! Whether a session is full, and what was proved in it.

use crate::{Assessment, Error, Level, LiveSession, Method, NextStep, Tokens, flow, proof};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The scope of a full session.
const USER_BASIC: &str = "user:basic";

/// How far a session has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All proofs that the policy requires were given, and nothing is pending.
    Full(Vouched),
    /// This step is pending.
    Owes(NextStep),
}

/// The user, the session, and what was proved in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// The application's own id of its user, or the account's.
    pub sub: String,
    /// The session's id, the same for the life of the session.
    pub sid: String,
    /// When a method was last proved; if none was, when the password was accepted. Seconds since 1970. `None` if an application signed the user in and
    /// nothing was proved here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// The proofs (RFC 8176): `pwd`, `otp`, `pop` and `user` for a passkey, `recovery` for a backup code, `mfa` if two factors were proved here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amr: Vec<Cow<'static, str>>,
    /// `aal1` for a password alone, `aal2` if a method was proved as well, `phr` if that was a passkey. `None` if nothing was proved here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<Cow<'static, str>>,
    /// `user:basic`.
    pub scope: Cow<'static, str>,
}

impl Vouched {
    /// Whether the session would be full with these proofs and no later one: the policy accepts each method that they name, and requires no other.
    pub(super) fn is_enough(&self, live: &LiveSession) -> bool {
        let Assessment { policy, facts } = &live.assessment;
        let accepted = self.amr.iter().all(|method| match method.as_ref() {
            "pop" => policy.accepts(Method::Passkey),
            "otp" => policy.accepts(Method::Totp),
            _ => true,
        });
        let proved = live.session.has_trust || self.amr.iter().any(|method| ["pop", "otp", "recovery"].contains(&method.as_ref()));
        accepted && flow::level_in_force(policy, &facts.enrolled, proved, facts.at) == Level::Full
    }
}

impl LiveSession {
    /// The claims that the session has earned.
    pub(super) fn vouch(&self) -> Vouched {
        let Self { session, assessment, opened_by, .. } = self;
        // A passkey that doesn't count any more has opened the session by nothing.
        let accepts_passkeys = assessment.policy.accepts(Method::Passkey);
        let opened_by = opened_by.as_deref().filter(|opened_by| *opened_by != Method::Passkey.as_str() || accepts_passkeys);
        let proved = session.proved_method.as_deref();
        let (by_password, by_passkey) = (opened_by == Some("password"), opened_by == Some(Method::Passkey.as_str()));
        let passkey = proved == Some(Method::Passkey.as_str());
        let mut amr = vec![];
        if by_password {
            amr.push("pwd");
        }
        // A passkey is a key, with a gesture or a PIN of the user. Nobody attests in what it is kept, so it is neither `hwk` nor `swk`. A passkey that
        // opened the session but doesn't count any more was `proved` by nothing else.
        if passkey || by_passkey && proved.is_some() {
            amr.extend(["pop", "user"]);
        }
        match proved {
            Some(proof::RECOVERY_CODE) => amr.push("recovery"),
            Some(_) if !passkey => amr.push("otp"),
            _ => {}
        }
        // A passkey takes its user's verification: it is two factors in one.
        if passkey || proved.is_some() && (by_password || by_passkey) {
            amr.push("mfa");
        }
        let acr = match proved {
            Some(_) if passkey => Some("phr"),
            Some(_) => Some("aal2"),
            None => by_password.then_some("aal1"),
        };
        let at = session.proved_at.or(by_password.then_some(session.created_at));
        Vouched {
            sub: session.subject.clone().unwrap_or_else(|| session.account_id.clone()),
            sid: session.id.clone(),
            auth_time: at.map(|at| at.0.div_euclid(1000)),
            amr: amr.into_iter().map(Cow::Borrowed).collect(),
            acr: acr.map(Cow::Borrowed),
            scope: Cow::Borrowed(USER_BASIC),
        }
    }

    /// Refuses a session with a pending step: this one.
    pub(super) fn require_nothing_pending(&self) -> Result<(), NextStep> {
        let step = self.assessment.next_step();
        if self.session.level == Level::Full && step.is_free() { Ok(()) } else { Err(step) }
    }
}

impl Tokens<'_> {
    /// How far a session has come that was found just now, for an application's server that has its cookie.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] if it has ended meanwhile.
    pub fn standing(self, live: &LiveSession) -> Result<Standing, Error> {
        match live.require_nothing_pending() {
            Ok(()) if live.ends_at <= self.latchkey.now() => Err(Error::NotSignedIn),
            Ok(()) => Ok(Standing::Full(live.vouch())),
            Err(step) => Ok(Standing::Owes(step)),
        }
    }
}
