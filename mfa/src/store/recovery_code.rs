//! Recovery codes: ten that work once each, for a user without any method at hand.
//!
//! ```text
//!  first method verified, or a new set requested
//!        └──► pending: the codes are kept sealed, shown as often as needed to the session that earned them
//!                ├── acknowledged ──► complete: only salted hashes remain, the previous set is deleted
//!                └── discarded ─────► deleted, if there is a previous set
//! ```
//!
//! The codes of a pending set are accepted only while the account has no acknowledged set.

mod code;
mod lost_passkey;
mod prove;
mod set;

pub(crate) use code::{fresh_selectors, parse};
pub(crate) use lost_passkey::passwordless_account;
pub(crate) use set::{count, delete_all, reseal, status};

use crate::{
    Assessment, Caller, Error, Latchkey, LinkPurpose, NextStep, RecoveryCodes, Sensitive, Session, account,
    audit::{Entry, Event},
    mail_link,
    notice_mail::Notice,
    password::SecretOwner,
    session, session_facts,
    storage::{Conn, Tx},
    view::RecoveryStatus,
};
use set::{PendingSet, SetState};
use zeroize::Zeroizing;

/// Makes a pending set for a session that has proved a method, if the policy gives codes and the account has no acknowledged ones. Returns the data
/// that the session's next step depends on.
pub(crate) async fn ensure(tx: &mut Tx, latchkey: &Latchkey, caller: &Caller, session: &Session) -> Result<Assessment, Error> {
    let (assessment, has_acknowledged) = session_facts::assess_codes(tx.conn(), latchkey, session).await?;
    let Assessment { policy, facts } = &assessment;
    if has_acknowledged || facts.codes_unacknowledged || !policy.gives_recovery_codes(&facts.enrolled) {
        return Ok(assessment);
    }
    create(tx, latchkey, caller, session).await?;
    session_facts::assess(tx.conn(), latchkey, session).await
}

/// Why the set with a code of this selector can't be acknowledged.
async fn unacknowledgeable_because(conn: Conn<'_>, session: &Session, selector: &str) -> Result<Error, Error> {
    Ok(match set::state(conn, session, selector).await? {
        SetState::Acknowledged => Error::RecoveryCodesAcknowledged,
        SetState::Pending | SetState::Replaced => Error::RecoveryCodesReplaced,
    })
}

async fn create(tx: &mut Tx, latchkey: &Latchkey, caller: &Caller, session: &Session) -> Result<Vec<Zeroizing<String>>, Error> {
    let codes = code::generate(latchkey.env())?;
    set::insert_pending(tx, latchkey, session, &codes).await?;
    Entry::new(&session.account_id, caller, Event::RecoveryCodesCreated).record(tx.conn(), latchkey.env()).await?;
    Ok(codes)
}

impl RecoveryCodes<'_> {
    /// The number of codes left, and whether a set waits to be acknowledged.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn status(self, session: &Session) -> Result<RecoveryStatus, Error> {
        session.require_full()?;
        status(self.latchkey.db().read().await?.conn(), session).await
    }

    /// The codes of the set that this session earned and hasn't acknowledged.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session; [`Error::RecoveryCodesAcknowledged`] if only hashes remain; [`Error::NoRecoveryCodes`].
    pub async fn codes(self, session: &Session) -> Result<Vec<String>, Error> {
        session.require_full()?;
        let mut read = self.latchkey.db().read().await?;
        let Some(set) = set::pending(read.conn(), &session.id).await? else {
            let acknowledged = set::has_acknowledged(read.conn(), &session.account_id).await?;
            return Err(if acknowledged { Error::RecoveryCodesAcknowledged } else { Error::NoRecoveryCodes });
        };
        Ok(set.open(self.latchkey.vault())?.iter().map(|code| code.to_string()).collect())
    }

    /// Makes a new set. The codes of the previous one are accepted until this one is acknowledged.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::NotPossibleNow`] for an account without a method; [`Error::MethodDisabled`].
    pub async fn new_codes(self, caller: &Caller, session: &Session) -> Result<Vec<String>, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        let mailbox = account::row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        let facts = self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::NewRecoveryCodes).await?;
        if facts.enrolled.is_empty() {
            return Err(Error::NotPossibleNow);
        }
        if !policy.gives_recovery_codes(&facts.enrolled) {
            return Err(Error::MethodDisabled);
        }
        let codes = create(&mut tx, self.latchkey, caller, session).await?;
        // Such a link was given for one of the codes that are replaced.
        mail_link::delete_for(tx.conn(), &session.account_id, LinkPurpose::NewPasskey).await?;
        // The first codes come with the first method, which has a notice of its own.
        let created = Entry::new(&session.account_id, caller, Event::RecoveryCodesCreated);
        Notice::of(&created).send(tx.conn(), self.latchkey, &mailbox).await?;
        tx.commit().await?;
        Ok(codes.iter().map(|code| code.to_string()).collect())
    }

    /// Acknowledges that the user has saved the codes: from here on only their hashes remain, and the previous set is deleted. `shown` is one of the
    /// codes, or its first group, and identifies the set in case another one was made meanwhile. Without it, the pending set is meant. Returns the
    /// next step.
    ///
    /// # Errors
    ///
    /// [`Error::RecoveryCodesAcknowledged`] if the set was acknowledged before; [`Error::RecoveryCodesReplaced`] if another set has replaced it;
    /// [`Error::NoRecoveryCodes`]; [`Error::Busy`].
    pub async fn acknowledge(self, caller: &Caller, session: &Session, shown: Option<&str>) -> Result<NextStep, Error> {
        session.require_full()?;
        // Claimed first: of many simultaneous requests, only the first one finds codes to hash.
        let claim = self.latchkey.hasher().claim(caller.network(), SecretOwner::Account(session.account_id.clone())).await?;
        let (set, codes) = self.pending_codes(session, shown).await?;
        let secrets = codes.iter().map(|code| code::secret_part(code)).collect::<Option<Vec<_>>>().ok_or(Error::Unavailable)?;
        let slot = claim.slot().await?;
        let (_slot, hashes) = slot.hash(self.latchkey.env(), self.latchkey.env().costs().recovery_code, secrets).await?;
        let hashed = codes.iter().filter_map(|code| code::selector(code)).zip(hashes).collect::<Vec<_>>();

        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        if !set::acknowledge(&mut tx, session, &set, self.latchkey.now(), &hashed).await? {
            return Err(unacknowledgeable_because(tx.conn(), session, hashed.first().map_or("", |(selector, _)| selector)).await?);
        }
        Entry::new(&session.account_id, caller, Event::RecoveryCodesAcknowledged).record(tx.conn(), self.latchkey.env()).await?;
        let next = self.latchkey.note_progress(&mut tx, session, "acknowledge_recovery_codes").await?;
        tx.commit().await?;
        Ok(next)
    }

    /// Discards the set that this session made and hasn't acknowledged: the previous codes stay in force. `shown` is one of its codes, or its first
    /// group.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session; [`Error::RecoveryCodesAcknowledged`] if the set was acknowledged before;
    /// [`Error::RecoveryCodesReplaced`] if it is gone; [`Error::NotPossibleNow`] if no unused code of a previous set is left.
    pub async fn discard(self, caller: &Caller, session: &Session, shown: &str) -> Result<(), Error> {
        session.require_full()?;
        let selector = code::selector(shown).unwrap_or_default();
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        if !set::discard(tx.conn(), session, &selector).await? {
            return Err(match set::state(tx.conn(), session, &selector).await? {
                SetState::Pending => Error::NotPossibleNow,
                SetState::Acknowledged => Error::RecoveryCodesAcknowledged,
                SetState::Replaced => Error::RecoveryCodesReplaced,
            });
        }
        Entry::new(&session.account_id, caller, Event::RecoveryCodesDiscarded).record(tx.conn(), self.latchkey.env()).await?;
        self.latchkey.note_progress(&mut tx, session, "acknowledge_recovery_codes").await?;
        tx.commit().await?;
        Ok(())
    }

    /// The pending set, if it is the one that was shown, and its codes.
    async fn pending_codes(self, session: &Session, shown: Option<&str>) -> Result<(PendingSet, Vec<Zeroizing<String>>), Error> {
        let mut read = self.latchkey.db().read().await?;
        let set = set::pending(read.conn(), &session.id).await?;
        let codes = set.as_ref().map(|set| set.open(self.latchkey.vault())).transpose()?;
        let shown = shown.map(|shown| code::selector(shown).unwrap_or_default());
        match set.zip(codes) {
            Some((set, codes)) if shown.is_none() || codes.iter().any(|code| code::selector(code) == shown) => Ok((set, codes)),
            _ => Err(match shown {
                Some(shown) => unacknowledgeable_because(read.conn(), session, &shown).await?,
                None if set::has_acknowledged(read.conn(), &session.account_id).await? => Error::RecoveryCodesAcknowledged,
                None => Error::NoRecoveryCodes,
            }),
        }
    }
}
