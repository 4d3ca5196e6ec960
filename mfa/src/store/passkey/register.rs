//! Registering a passkey.

use super::{
    PUBLIC_KEY, aaguid,
    ceremony::{self, Binding, Kept, Kind, Options},
    check_envelope,
    client_data::{CREATE, ClientData},
    credential::{self, Passkey},
    refusal::{malformed, refusal, unavailable},
};
use crate::{
    Assessment, Caller, Error, Level, Method, NextStep, Opened, Passkeys, Policy, Purpose, Sensitive, Session, account, account_recovery,
    administrators::keep_policy,
    audit::{Entry, Event},
    funnel, name, notice_mail, recovery_code, session_facts,
    storage::{Conn, Tx},
};
use serde::Deserialize;
use serde_json::Value;
use webauthn_rs::prelude::{CreationChallengeResponse, Credential, PasskeyRegistration, RegisterPublicKeyCredential, Uuid, Webauthn};
use webauthn_rs_proto::{AuthenticatorTransport, PublicKeyCredentialDescriptor, ResidentKeyRequirement};

/// WebAuthn Level 3 §7.1 step 25; an id mustn't be empty either.
const ID_LENGTHS: std::ops::RangeInclusive<usize> = 1..=1023;

fn binding(session: &Session) -> Binding<'_> {
    Binding { kind: Kind::Register, beginner: &session.id, account: Some(&session.account_id) }
}

impl Passkeys<'_> {
    /// Begins to register a passkey.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session that has to pass a challenge; [`Error::StepUpRequired`]; [`Error::MethodDisabled`], also
    /// if the origin allows no passkeys; [`Error::PasskeyLimitReached`].
    pub async fn begin_registration(self, session: &Session) -> Result<Options, Error> {
        let webauthn = self.latchkey.relying_party().webauthn()?;
        let mut tx = self.latchkey.db().begin().await?;
        account::row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let assessment = session_facts::assess(tx.conn(), self.latchkey, session).await?;
        let has_room = assessment.facts.recovering || has_room_for_another(tx.conn(), &session.account_id, &assessment.policy).await?;
        // Checked first, so that a user isn't asked for a proof only to be refused for lack of room.
        if session.level == Level::Full && !has_room {
            return Err(Error::PasskeyLimitReached);
        }
        self.latchkey.require_enrollment(&mut tx, session, &assessment, Sensitive::AddPasskey, false).await?;
        if !has_room {
            return Err(Error::PasskeyLimitReached);
        }
        let Assessment { policy, facts } = assessment;
        // Another method proves nothing: refused before the browser makes a passkey that nobody knows.
        if session.purpose != Purpose::Session && !facts.enrolled.is_empty() {
            return Err(Error::ConfirmationOver);
        }
        self.latchkey.grant_enrollment(&mut tx, session, &policy, &facts, Sensitive::AddPasskey).await?;
        let handle = credential::handle(tx.conn(), &session.account_id, &self.latchkey.env().random::<16>()?).await?;
        let handle = Uuid::from_slice(&handle).map_err(|_| Error::Unavailable)?;
        // The ids to be excluded are added below, with their transports; the table refuses duplicates.
        let (mut creation, state) = creation(webauthn, handle, &session.email)?;
        // In a recovery, all passkeys go once the new one is verified; one of them may be registered again.
        if !facts.recovering {
            creation.public_key.exclude_credentials = Some(excluded(tx.conn(), &session.account_id).await?);
        }
        let options = Options::new(&creation.public_key)?;
        let kept = Kept { purpose: &session.purpose, return_to: None };
        ceremony::insert(tx.conn(), binding(session), &creation.public_key.challenge, &state, kept, self.latchkey.now()).await?;
        funnel::began(&mut tx, session, &policy, &facts, &NextStep::SetUpPasskey).await?;
        tx.commit().await?;
        Ok(options)
    }

    /// Registers the passkey that the browser created: a `RegistrationResponseJSON`. Recovery codes are created if the account has none, and the
    /// session becomes full. `device` names a passkey of an unknown maker.
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRequest`]; [`Error::PasskeyCeremonyOver`]; [`Error::PasskeyUserNotVerified`]; [`Error::PasskeyRefused`];
    /// [`Error::PasskeyAlreadyRegistered`]; and those of [`Passkeys::begin_registration`].
    pub async fn finish_registration(self, caller: &Caller, session: &Session, answer: &Value, device: &str) -> Result<Opened, Error> {
        let Verified { credential, aaguid, purpose } = self.verify_registration(binding(session), answer).await?;
        let mut tx = self.latchkey.db().begin().await?;
        keep_policy(tx.conn()).await?;
        let mailbox = account::row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        let assessment = session_facts::assess(tx.conn(), self.latchkey, session).await?;
        // Checked again, since another session may have enrolled meanwhile.
        self.latchkey.require_enrollment(&mut tx, session, &assessment, Sensitive::AddPasskey, true).await?;
        let Assessment { policy, facts } = assessment;
        if facts.recovering {
            account_recovery::complete(&mut tx, self.latchkey, caller, (session, &mailbox), None).await?;
        }
        if !has_room_for_another(tx.conn(), &session.account_id, &policy).await? {
            return Err(Error::PasskeyLimitReached);
        }
        let name = self.store(&mut tx, &session.account_id, (credential, aaguid), device).await?;
        let record = |event| Entry::new(&session.account_id, caller, event).method(Method::Passkey.as_str());
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, record(Event::PasskeyAdded).detail(&name)).await?;
        let opened = self.latchkey.enrolled(&mut tx, caller, &session.proving(purpose), &facts, Method::Passkey).await?;
        if session.is_signing_in() {
            record(Event::SignInComplete).record(tx.conn(), self.latchkey.env()).await?;
        }
        let next = recovery_code::ensure(&mut tx, self.latchkey, caller, &opened.session).await?.next_step();
        funnel::advanced(&mut tx, &opened.session, self.latchkey.now(), NextStep::SetUpPasskey.name(), &next).await?;
        tx.commit().await?;
        Ok(opened.before(next))
    }

    /// Stores a verified passkey under a free name, and returns the name.
    ///
    /// # Errors
    ///
    /// [`Error::PasskeyAlreadyRegistered`].
    pub(super) async fn store(
        self,
        tx: &mut Tx,
        account: &str,
        (credential, aaguid): (Credential, Option<Uuid>),
        device: &str,
    ) -> Result<String, Error> {
        let others = credential::shown(tx.conn(), account).await?;
        let maker = aaguid.and_then(aaguid::name).unwrap_or(device);
        let name = name::free(maker, others.iter().map(|passkey| passkey.name.as_str()));
        let passkey = Passkey { id: self.latchkey.env().id()?, account_id: account.to_owned(), name, credential };
        if !credential::insert(tx.conn(), &passkey, self.latchkey.now()).await? {
            return Err(Error::PasskeyAlreadyRegistered);
        }
        Ok(passkey.name)
    }

    /// Takes the ceremony and checks its answer.
    pub(super) async fn verify_registration(self, binding: Binding<'_>, answer: &Value) -> Result<Verified, Error> {
        let webauthn = self.latchkey.relying_party().webauthn()?;
        let response = RegisterPublicKeyCredential::deserialize(answer).map_err(malformed)?;
        check_envelope(&response.type_, &response.id, &response.raw_id)?;
        let client_data = ClientData::parse(&response.response.client_data_json)?;
        let taken =
            ceremony::take::<PasskeyRegistration>(self.latchkey.db(), binding, client_data.challenge_hash()?, self.latchkey.now()).await?;
        client_data.check(CREATE, self.latchkey.relying_party().origin())?;
        let passkey = webauthn.finish_passkey_registration(&response, &taken.state).map_err(refusal)?;
        let mut credential = Credential::from(passkey);
        if !ID_LENGTHS.contains(&credential.cred_id.len()) || response.raw_id != credential.cred_id.as_slice() {
            return Err(Error::PasskeyRefused);
        }
        // The library keeps the transports only if an attestation vouches for them; here they are only a hint for the browser.
        credential.transports = response.response.transports.as_ref().map(|told| known(told));
        let aaguid = aaguid::of(&response.response.attestation_object);
        Ok(Verified { credential, aaguid, purpose: taken.purpose })
    }
}

/// An answer with valid signature and origin.
pub(super) struct Verified {
    pub(super) credential: Credential,
    pub(super) aaguid: Option<Uuid>,
    /// The purpose of the registration.
    pub(super) purpose: Purpose,
}

/// The options for a new passkey of the account with this handle, before others are excluded.
pub(super) fn creation(webauthn: &Webauthn, handle: Uuid, name: &str) -> Result<(CreationChallengeResponse, PasskeyRegistration), Error> {
    let (mut creation, state) = webauthn.start_passkey_registration(handle, name, name, None).map_err(unavailable)?;
    // The library asks for a passkey that need not be discoverable; signing in without a name needs a discoverable one.
    if let Some(selection) = &mut creation.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
    Ok((creation, state))
}

/// Drops transports that the library can't name, and so can't return.
fn known(transports: &[AuthenticatorTransport]) -> Vec<AuthenticatorTransport> {
    transports.iter().filter(|transport| **transport != AuthenticatorTransport::Unknown).cloned().collect()
}

/// Whether the policy allows the account one more passkey.
pub(super) async fn has_room_for_another(conn: Conn<'_>, account: &str, policy: &Policy) -> Result<bool, Error> {
    Ok(credential::count(conn, account).await? < i64::from(policy.max_passkeys))
}

/// The account's passkeys, which authenticators mustn't register again.
pub(super) async fn excluded(conn: Conn<'_>, account: &str) -> Result<Vec<PublicKeyCredentialDescriptor>, Error> {
    let passkeys = credential::credentials_of(conn, account).await?;
    let describe = |Passkey { credential, .. }: Passkey| PublicKeyCredentialDescriptor {
        type_: PUBLIC_KEY.to_owned(),
        id: credential.cred_id,
        transports: credential.transports,
    };
    Ok(passkeys.into_iter().map(describe).collect())
}
