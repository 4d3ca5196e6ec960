//! Proving a passkey: at sign-in after the password, and for step-up.

use super::{
    PUBLIC_KEY,
    ceremony::{self, Binding, Kept, Kind, Options},
    check_envelope,
    client_data::{ClientData, GET},
    credential::{self, Passkey},
    refusal::{malformed, refusal, unavailable},
};
use crate::{
    Caller, Error, Method, Opened, Passkeys, Session, account,
    audit::{Entry, Event},
    browser, funnel, recovery_code,
    run_to_completion::run_to_completion,
    storage::Tx,
};
use serde::Deserialize;
use serde_json::Value;
use webauthn_rs::prelude::{AuthenticationResult, DiscoverableAuthentication, PublicKeyCredential};
use webauthn_rs_proto::AllowCredentials;

fn binding(session: &Session) -> Binding<'_> {
    Binding { kind: Kind::of_proof(session), beginner: &session.id, account: Some(&session.account_id) }
}

impl Passkeys<'_> {
    /// Begins to prove a passkey of the account.
    ///
    /// # Errors
    ///
    /// [`Error::NotPossibleNow`] if the account has none; [`Error::MethodDisabled`] if the policy accepts none, or the origin allows none.
    pub async fn begin_proof(self, session: &Session) -> Result<Options, Error> {
        let webauthn = self.latchkey.relying_party().webauthn()?;
        let mut tx = self.latchkey.db().begin().await?;
        let passkeys = credential::credentials_of(tx.conn(), &session.account_id).await?;
        if passkeys.is_empty() {
            return Err(Error::NotPossibleNow);
        }
        if !self.latchkey.policy_on(tx.conn()).await?.accepts(Method::Passkey) {
            return Err(Error::MethodDisabled);
        }
        // The passkey is looked up when the answer arrives, since it may be removed before.
        let (mut request, state) = webauthn.start_discoverable_authentication().map_err(unavailable)?;
        let allow = |Passkey { credential, .. }: Passkey| AllowCredentials {
            type_: PUBLIC_KEY.to_owned(),
            id: credential.cred_id,
            transports: credential.transports,
        };
        request.public_key.allow_credentials = passkeys.into_iter().map(allow).collect();
        let options = Options::new(&request.public_key)?;
        let kept = Kept { purpose: &session.purpose, return_to: None };
        ceremony::insert(tx.conn(), binding(session), &request.public_key.challenge, &state, kept, self.latchkey.now()).await?;
        tx.commit().await?;
        Ok(options)
    }

    /// Checks the proof: an `AuthenticationResponseJSON`. A half session becomes full; a full one is stepped up. Both get a new token.
    ///
    /// Failures aren't counted as guesses and lock no user out, since a passkey can't be guessed.
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRequest`]; [`Error::PasskeyCeremonyOver`]; [`Error::PasskeyUnknown`] for a passkey that isn't the account's;
    /// [`Error::PasskeyUserNotVerified`]; [`Error::PasskeyRefused`]; [`Error::PasskeyCloned`]; [`Error::MethodDisabled`].
    pub async fn finish_proof(self, caller: &Caller, session: &Session, answer: &Value) -> Result<Opened, Error> {
        let (assertion, client_data) = parse(answer)?;
        let (latchkey, caller, session) = (self.latchkey.clone(), caller.clone(), session.clone());
        run_to_completion(async move { latchkey.passkeys().prove_with_assertion(&caller, &session, assertion, client_data).await }).await
    }

    /// Takes the ceremony and checks its answer.
    async fn prove_with_assertion(
        self,
        caller: &Caller,
        session: &Session,
        assertion: PublicKeyCredential,
        client_data: ClientData,
    ) -> Result<Opened, Error> {
        let taken = ceremony::take(self.latchkey.db(), binding(session), client_data.challenge_hash()?, self.latchkey.now()).await?;
        let mut read = self.latchkey.db().read().await?;
        let passkey = credential::by_credential_id(read.conn(), &assertion.raw_id).await?;
        let handle = credential::known_handle(read.conn(), &session.account_id).await?;
        drop(read);
        let sent_handle = assertion.response.user_handle.as_ref();
        let is_of_account =
            |passkey: &Passkey| passkey.account_id == session.account_id && sent_handle.is_none_or(|sent| Some(sent) == handle.as_ref());
        let Some(passkey) = passkey.filter(is_of_account) else {
            // Somebody who has the password, or this session, tries passkeys of others.
            let entry = Entry::new(&session.account_id, caller, Event::PasskeyRefused).method(Method::Passkey.as_str());
            self.latchkey.report(entry).await?;
            return Err(Error::PasskeyUnknown);
        };
        let result = self.check_assertion(caller, &assertion, &client_data, taken.state, &passkey).await?;

        let mut tx = self.latchkey.db().begin().await?;
        account::row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        if !self.latchkey.policy_on(tx.conn()).await?.accepts(Method::Passkey) {
            return Err(Error::MethodDisabled);
        }
        if let Err(error) = self.use_passkey(&mut tx, &passkey, &result).await {
            drop(tx);
            return Err(self.refused(caller, &passkey, error).await?);
        }
        let opened = self.latchkey.raise(&mut tx, caller, &session.proving(taken.purpose), Method::Passkey.as_str()).await?;
        let event = if session.is_signing_in() { Event::SignInComplete } else { Event::StepUp };
        let entry = Entry::new(&session.account_id, caller, event).method(Method::Passkey.as_str()).detail(&passkey.name);
        entry.record(tx.conn(), self.latchkey.env()).await?;
        let next = recovery_code::ensure(&mut tx, self.latchkey, caller, &opened.session).await?.next_step();
        let opened = browser::trust(&mut tx, self.latchkey, caller, session, opened, Method::Passkey).await?;
        funnel::advanced(&mut tx, &opened.session, self.latchkey.now(), "challenge", &next).await?;
        tx.commit().await?;
        Ok(opened.before(next))
    }

    /// Checks signature, flags and counter. A refusal shows in the activity of the passkey's owner.
    pub(super) async fn check_assertion(
        self,
        caller: &Caller,
        assertion: &PublicKeyCredential,
        client_data: &ClientData,
        state: DiscoverableAuthentication,
        passkey: &Passkey,
    ) -> Result<AuthenticationResult, Error> {
        let webauthn = self.latchkey.relying_party().webauthn()?;
        let checked = client_data
            .check(GET, self.latchkey.relying_party().origin())
            .and_then(|()| webauthn.finish_discoverable_authentication_v2(assertion, state, &passkey.credential).map_err(refusal));
        match checked {
            Ok(result) => Ok(result),
            Err(error) => Err(self.refused(caller, passkey, error).await?),
        }
    }

    /// Reports a refusal in the activity of the passkey's owner, in a transaction of its own, since the refused request changes nothing else. A failure
    /// of the storage isn't one.
    pub(super) async fn refused(self, caller: &Caller, passkey: &Passkey, error: Error) -> Result<Error, Error> {
        if error == Error::Unavailable {
            return Ok(error);
        }
        let event = if error == Error::PasskeyCloned { Event::PasskeyCloned } else { Event::PasskeyRefused };
        self.latchkey.report(Entry::new(&passkey.account_id, caller, event).method(Method::Passkey.as_str()).detail(&passkey.name)).await?;
        Ok(error)
    }

    /// Notes the use of a passkey after a valid answer.
    ///
    /// # Errors
    ///
    /// [`Error::PasskeyUnknown`] if the passkey was removed since it was read; [`Error::PasskeyCloned`] if it was used since then with the same or a
    /// higher counter.
    pub(super) async fn use_passkey(self, tx: &mut Tx, passkey: &Passkey, result: &AuthenticationResult) -> Result<(), Error> {
        if credential::note_use(tx.conn(), &passkey.id, result, self.latchkey.now()).await? {
            return Ok(());
        }
        let removed = credential::by_credential_id(tx.conn(), &passkey.credential.cred_id).await?.is_none();
        Err(if removed { Error::PasskeyUnknown } else { Error::PasskeyCloned })
    }
}

/// The answer, and its client data.
pub(super) fn parse(answer: &Value) -> Result<(PublicKeyCredential, ClientData), Error> {
    let assertion = PublicKeyCredential::deserialize(answer).map_err(malformed)?;
    check_envelope(&assertion.type_, &assertion.id, &assertion.raw_id)?;
    let client_data = ClientData::parse(&assertion.response.client_data_json)?;
    Ok((assertion, client_data))
}
