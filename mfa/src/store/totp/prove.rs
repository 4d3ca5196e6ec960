//! Proving an authenticator app, at sign-in and for step-up.

use super::{
    code,
    device::{self, Provable},
    spent_steps::SpentSteps,
};
use crate::{
    Caller, Error, Method, Opened, Session, Timestamp, Totp,
    audit::{Entry, Event},
    browser, funnel,
    guess::{self, Guesses},
    recovery_code,
    run_to_completion::run_to_completion,
    storage::Tx,
};

/// A code that is right and wasn't used before.
struct Used<'a> {
    device: &'a Provable,
    step: i64,
    /// The used steps of the device, with this one.
    spent: SpentSteps,
}

impl Totp<'_> {
    /// Verifies a code of a verified device. A half session becomes full; a full one is stepped up. Both get a new token. With
    /// `device`, only that device counts; without it, a recovery code is accepted as well, as by [`Recovery::verify`](crate::Recovery::verify).
    ///
    /// # Errors
    ///
    /// [`Error::MfaCodeMalformed`]; [`Error::MfaInvalidCode`] for a code that is wrong, used, or from another time; the guess limits;
    /// [`Error::NotPossibleNow`] if the account has no verified device; [`Error::MethodDisabled`] if the policy accepts none.
    pub async fn verify(self, caller: &Caller, session: &Session, typed: &str, device: Option<&str>) -> Result<Opened, Error> {
        // Users type the code that they have into the field that they see, so a recovery code is accepted here, too.
        match (code::parse(typed), recovery_code::parse(typed)) {
            (Err(_), Ok(code)) if device.is_none() => self.latchkey.recovery_codes().prove_recovery_code(caller, session, &code).await,
            (code, _) => self.prove_totp(caller, session, &code?, device).await,
        }
    }

    /// Verifies a code, in the form that [`super::parse`] returns, of a verified device.
    ///
    /// Each time step is accepted once per device, and never an earlier one after a later one (RFC 6238 §5.2).
    pub(crate) async fn prove_totp(self, caller: &Caller, session: &Session, code: &str, device: Option<&str>) -> Result<Opened, Error> {
        let (latchkey, caller, session) = (self.latchkey.clone(), caller.clone(), session.clone());
        let (code, device) = (code.to_owned(), device.map(str::to_owned));
        run_to_completion(async move { latchkey.totp().guess_totp(&caller, &session, &code, device.as_deref()).await }).await
    }

    /// Checks a guess, and counts or accepts it, in one transaction.
    async fn guess_totp(self, caller: &Caller, session: &Session, code: &str, device: Option<&str>) -> Result<Opened, Error> {
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin().await?;
        let guesses = guess::lock(tx.conn(), &session.account_id, now).await?.ok_or(Error::NotSignedIn)?;
        let devices = self.provable_devices(&mut tx, session, device).await?;
        // From here on, every way out counts the guess, except a success.
        match self.decide(tx, caller, session, guesses, (code, &devices), now).await {
            Ok(Some(opened)) => Ok(opened),
            Ok(None) => Err(Error::MfaInvalidCode),
            Err(error) => {
                let of = Entry::new(&session.account_id, caller, Event::CodeRefused).method("totp");
                self.latchkey.count_failure(session, of, now).await?;
                Err(error)
            }
        }
    }

    /// The devices that the code may be of.
    ///
    /// # Errors
    ///
    /// [`Error::NotPossibleNow`] if there are none; [`Error::MethodDisabled`] if the policy accepts none; [`Error::MfaChallengeOver`] without guesses
    /// left, or if the session has ended: the code isn't looked at, so that not even the time that the refusal takes depends on it.
    async fn provable_devices(self, tx: &mut Tx, session: &Session, device: Option<&str>) -> Result<Vec<Provable>, Error> {
        let mut devices = device::provable(tx.conn(), session).await?;
        devices.retain(|candidate| device.is_none_or(|id| candidate.device.id == id));
        let first = devices.first().ok_or(Error::NotPossibleNow)?;
        if !self.latchkey.policy_of(first.policy.as_deref())?.accepts(Method::Totp) {
            return Err(Error::MethodDisabled);
        }
        match first.in_challenge {
            Some(guesses) if guesses < guess::PER_CHALLENGE => Ok(devices),
            _ => Err(Error::MfaChallengeOver),
        }
    }

    /// Accepts a right code, or counts a wrong one, and commits. `None` for a wrong one.
    async fn decide(
        self,
        mut tx: Tx,
        caller: &Caller,
        session: &Session,
        guesses: Guesses,
        (code, devices): (&str, &[Provable]),
        now: Timestamp,
    ) -> Result<Option<Opened>, Error> {
        match self.used(devices, session, code, now)? {
            Ok(used) => {
                guesses.clear(tx.conn(), &session.account_id).await?;
                self.accept(tx, caller, session, &used, now).await.map(Some)
            }
            Err(event) => {
                let counted = guesses.count(tx.conn(), session, now).await?;
                let refused = Entry::new(&session.account_id, caller, event).method("totp");
                self.latchkey.record_guess(tx.conn(), refused, &counted).await?;
                tx.commit().await?;
                Ok(None)
            }
        }
    }

    /// The device that the code is of, with its step. The inner error says how a wrong code shows in the activity.
    fn used<'a>(self, devices: &'a [Provable], session: &Session, code: &str, now: Timestamp) -> Result<Result<Used<'a>, Event>, Error> {
        let mut event = Event::CodeRefused;
        for device in devices {
            let secret = device.device.open(self.latchkey.vault())?;
            let generator = code::generator(&secret, &self.latchkey.settings().issuer, &session.email)?;
            let Some(step) = code::matching_step(&generator, code, now) else { continue };
            match device.spend(step, now) {
                Some(spent) => return Ok(Ok(Used { device, step, spent })),
                None => event = Event::CodeReplayed,
            }
        }
        Ok(Err(event))
    }

    /// Uses up the code, raises the session and commits.
    async fn accept(
        self,
        mut tx: Tx,
        caller: &Caller,
        session: &Session,
        Used { device, step, spent }: &Used<'_>,
        now: Timestamp,
    ) -> Result<Opened, Error> {
        device.note_use(tx.conn(), *step, spent, now).await?;
        let opened = self.latchkey.raise_by_guess(&mut tx, caller, session, Method::Totp.as_str()).await?;
        let event = if session.is_signing_in() { Event::SignInComplete } else { Event::StepUp };
        let entry = Entry::new(&session.account_id, caller, event).method("totp").detail(&device.device.name);
        entry.record(tx.conn(), self.latchkey.env()).await?;
        let next = recovery_code::ensure(&mut tx, self.latchkey, caller, &opened.session).await?.next_step();
        let opened = browser::trust(&mut tx, self.latchkey, caller, session, opened, Method::Totp).await?;
        funnel::advanced(&mut tx, &opened.session, now, "challenge", &next).await?;
        tx.commit().await?;
        Ok(opened.before(next))
    }
}
