//! Enrolling an authenticator app: begin, show again, cancel, confirm with the first code.

use super::{
    code::{self, SECRET_BYTES},
    device::{self, Device, Pending},
    qr,
};
use crate::{
    Assessment, Caller, Error, Level, Method, NextStep, Opened, Policy, Sensitive, Session, Totp, account, account_recovery,
    administrators::keep_policy,
    audit::{Entry, Event},
    flow::SessionFacts,
    funnel, grant, guess, name, notice_mail, recovery_code,
    run_to_completion::run_to_completion,
    session_facts,
    storage::Tx,
    view::TotpEnrollment,
};
use std::time::Duration;
use zeroize::Zeroizing;

/// Lifetime of a pending device if the account has no method yet: time to install an app.
const LIFE_FIRST: Duration = Duration::from_hours(1);
/// Lifetime of any other pending device.
const LIFE: Duration = Duration::from_mins(10);

impl Totp<'_> {
    /// Begins to enroll an authenticator app, or resumes the enrollment that this session has begun. With `replaces`, the id of a verified device,
    /// the new device replaces that one when its first code is verified, and keeps its name. Otherwise it is called `name` until the user renames
    /// it, with a number appended if the name is taken.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session that has to pass a challenge; [`Error::StepUpRequired`]; [`Error::MethodDisabled`];
    /// [`Error::TotpDeviceAlreadyRegistered`]; [`Error::NotFound`] if the device to be replaced doesn't exist.
    pub async fn begin(self, session: &Session, replaces: Option<&str>, name: &str) -> Result<TotpEnrollment, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        account::row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let assessment = session_facts::assess(tx.conn(), self.latchkey, session).await?;
        let devices = counted_devices(&mut tx, session, &assessment.facts).await?;
        let name = name_for(&devices, &assessment.policy, replaces, name);
        // Checked first, so that a user isn't asked for a proof only to be refused for lack of room.
        if session.level == Level::Full {
            name.clone()?;
        }
        let act = act_of(replaces);
        self.latchkey.require_enrollment(&mut tx, session, &assessment, act, false).await?;
        let name = name?;
        let Assessment { policy, facts } = assessment;
        self.latchkey.grant_enrollment(&mut tx, session, &policy, &facts, act).await?;
        if let Some(pending) = device::pending(tx.conn(), &session.id, self.latchkey.now()).await?
            && pending.replaces.as_deref() == replaces
        {
            tx.commit().await?;
            return self.enrollment(&pending, session);
        }
        let secret = Zeroizing::new(self.latchkey.env().random::<SECRET_BYTES>()?);
        let id = self.latchkey.env().id()?;
        let life = if facts.enrolled.is_empty() { LIFE_FIRST } else { LIFE };
        let pending = Pending {
            id: &id,
            account: &session.account_id,
            session: &session.id,
            name: &name,
            secret: &*secret,
            replaces,
            created_at: self.latchkey.now(),
            expires_at: self.latchkey.now() + life,
        };
        device::insert_pending(tx.conn(), self.latchkey.vault(), self.latchkey.env(), pending).await?;
        funnel::began(&mut tx, session, &policy, &facts, &NextStep::SetUpTotp { device: id }).await?;
        let begun = device::pending(tx.conn(), &session.id, self.latchkey.now()).await?.ok_or(Error::Unavailable)?;
        tx.commit().await?;
        self.enrollment(&begun, session)
    }

    /// The device that this session is enrolling, with its secret. `None` if there is none. Other sessions of the account don't get it.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn pending(self, session: &Session) -> Result<Option<TotpEnrollment>, Error> {
        let pending = device::pending(self.latchkey.db().read().await?.conn(), &session.id, self.latchkey.now()).await?;
        pending.map(|pending| self.enrollment(&pending, session)).transpose()
    }

    /// Cancels the enrollment that this session has begun.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn cancel(self, session: &Session) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        device::delete_pending(tx.conn(), &session.id).await?;
        // A proof that was given for the enrollment is void, too.
        for act in [Sensitive::AddDevice, Sensitive::ReplaceDevice] {
            grant::use_up(tx.conn(), session, act).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Verifies the first code. In one transaction, the device becomes a verified one, the device that it replaces is deleted, recovery codes are
    /// created if the account has none, and the session becomes full.
    ///
    /// # Errors
    ///
    /// [`Error::EnrollmentNotBegun`]; [`Error::MfaCodeMalformed`]; [`Error::MfaInvalidCode`]; [`Error::MfaClockDrift`];
    /// [`Error::MfaEnrollmentOver`]; and those of [`Totp::begin`].
    pub async fn confirm(self, caller: &Caller, session: &Session, typed: &str) -> Result<Opened, Error> {
        let code = code::parse(typed)?;
        let (latchkey, caller, session) = (self.latchkey.clone(), caller.clone(), session.clone());
        run_to_completion(async move { latchkey.totp().guess_first_code(&caller, &session, &code).await }).await
    }

    /// Takes one of the pending device's guesses, and checks the code.
    async fn guess_first_code(self, caller: &Caller, session: &Session, code: &str) -> Result<Opened, Error> {
        let now = self.latchkey.now();
        let pending = self.reserve_first_code(session).await?;
        let generator = code::generator(&pending.open(self.latchkey.vault())?, &self.latchkey.settings().issuer, &session.email)?;
        let Some(step) = code::matching_step(&generator, code, now) else {
            self.latchkey.report(Entry::new(&session.account_id, caller, Event::CodeRefused).method("totp")).await?;
            return Err(match code::drift_minutes(&generator, code, now) {
                Some(minutes) => Error::MfaClockDrift { minutes },
                None => Error::MfaInvalidCode,
            });
        };

        let mut tx = self.latchkey.db().begin().await?;
        keep_policy(tx.conn()).await?;
        let mailbox = account::row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let assessment = session_facts::assess(tx.conn(), self.latchkey, session).await?;
        // Checked again, since another session may have enrolled meanwhile.
        self.latchkey.require_enrollment(&mut tx, session, &assessment, act_of(pending.replaces.as_deref()), true).await?;
        let Assessment { policy, facts } = assessment;
        if facts.recovering {
            account_recovery::complete(&mut tx, self.latchkey, caller, (session, &mailbox), Some(&pending.id)).await?;
        }
        let devices = device::verified(tx.conn(), &session.account_id).await?;
        name_for(&devices, &policy, pending.replaces.as_deref(), &pending.name)?;
        let event = match &pending.replaces {
            Some(old) => {
                device::delete_verified(tx.conn(), old, &session.account_id).await?;
                Event::TotpReplaced
            }
            None => Event::TotpAdded,
        };
        if !device::verify(tx.conn(), &pending.id, session, step).await? {
            return Err(Error::EnrollmentNotBegun);
        }
        guess::clear(tx.conn(), &session.account_id).await?;
        let entry = Entry::new(&session.account_id, caller, event).method("totp").detail(&pending.name);
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry).await?;
        let opened = self.latchkey.enrolled(&mut tx, caller, session, &facts, Method::Totp).await?;
        if session.is_signing_in() {
            Entry::new(&session.account_id, caller, Event::SignInComplete).method("totp").record(tx.conn(), self.latchkey.env()).await?;
        }
        let next = recovery_code::ensure(&mut tx, self.latchkey, caller, &opened.session).await?.next_step();
        funnel::advanced(&mut tx, &opened.session, now, "set_up_totp", &next).await?;
        tx.commit().await?;
        Ok(opened.before(next))
    }

    /// Ends the account's pending enrollment ten minutes after its beginning, as one that begins now that the account has a method.
    pub(crate) async fn shorten_pending(self, tx: &mut Tx, account: &str) -> Result<(), Error> {
        device::shorten_pending(tx.conn(), account, LIFE).await
    }

    /// Takes one of the pending device's guesses, in a transaction of its own: a later failure doesn't give it back.
    async fn reserve_first_code(self, session: &Session) -> Result<Device, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        let pending = device::reserve_first_code(tx.conn(), &session.id, self.latchkey.now()).await?;
        tx.commit().await?;
        Ok(pending)
    }

    fn enrollment(self, pending: &Device, session: &Session) -> Result<TotpEnrollment, Error> {
        let generator = code::generator(&pending.open(self.latchkey.vault())?, &self.latchkey.settings().issuer, &session.email)?;
        let uri = generator.to_url().map_err(|_| Error::Unavailable)?;
        Ok(TotpEnrollment {
            id: pending.id.clone(),
            secret: generator.secret().to_base32(),
            qr: qr::encode(&uri)?,
            uri,
            replaces: pending.replaces.clone(),
        })
    }
}

/// The verified devices that limit the number and the name of a new one. In a recovery, all of them go once the new one is verified.
async fn counted_devices(tx: &mut Tx, session: &Session, facts: &SessionFacts) -> Result<Vec<Device>, Error> {
    if facts.recovering { Ok(vec![]) } else { device::verified(tx.conn(), &session.account_id).await }
}

/// Adding and replacing a device are separate actions: a proof for one doesn't count for the other.
fn act_of(replaces: Option<&str>) -> Sensitive {
    if replaces.is_some() { Sensitive::ReplaceDevice } else { Sensitive::AddDevice }
}

/// The name of the new device: that of the device to be replaced, or else `name`, with a number appended if the name is taken.
///
/// # Errors
///
/// [`Error::NotFound`] if the device to be replaced doesn't exist; [`Error::TotpDeviceAlreadyRegistered`] if the policy allows no more devices.
fn name_for(devices: &[Device], policy: &Policy, replaces: Option<&str>, name: &str) -> Result<String, Error> {
    if let Some(id) = replaces {
        return devices.iter().find(|device| device.id == id).map(|device| device.name.clone()).ok_or(Error::NotFound);
    }
    if devices.len() >= usize::try_from(policy.max_totp_devices).unwrap_or(usize::MAX) {
        return Err(Error::TotpDeviceAlreadyRegistered);
    }
    Ok(name::free(name, devices.iter().map(|device| device.name.as_str())))
}
