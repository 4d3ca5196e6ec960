//! Signing in with a passkey alone. It is two factors: something the user has, unlocked by something the user knows or is.

use super::{
    ceremony::{self, Binding, Kept, Kind, Options},
    client_data::ClientData,
    credential,
    prove::parse,
    refusal::unavailable,
};
use crate::{
    Caller, Error, Method, Opened, Passkeys, Purpose, Token, account,
    audit::{Entry, Event},
    browser, funnel, recovery_code,
    run_to_completion::run_to_completion,
    session::Opening,
};
use serde_json::Value;
use webauthn_rs::prelude::PublicKeyCredential;

/// A sign-in that has begun.
pub struct BegunSignIn {
    /// The options for the browser.
    pub options: Options,
    /// A secret that the browser has to send with its answer, in a cookie.
    pub secret: Token,
}

/// The account isn't known yet: the options are the same for all visitors.
fn binding(beginner: &str) -> Binding<'_> {
    Binding { kind: Kind::SignIn, beginner, account: None }
}

/// The key under which a browser's ceremonies are kept.
fn beginner(secret: &Token) -> String {
    hex::encode(secret.hash())
}

impl Passkeys<'_> {
    /// Begins a sign-in. `secret` is the one that the browser got the last time.
    ///
    /// # Errors
    ///
    /// [`Error::MethodDisabled`] if the policy has no passkeys, or the origin allows none.
    pub async fn begin_sign_in(self, secret: Option<&str>, return_to: Option<&str>) -> Result<BegunSignIn, Error> {
        let webauthn = self.latchkey.relying_party().webauthn()?;
        let mut tx = self.latchkey.db().begin().await?;
        if !self.latchkey.policy_on(tx.conn()).await?.passkey {
            return Err(Error::MethodDisabled);
        }
        // Each tab has its own ceremony; the secret that binds them to the browser is the same for all.
        let secret = match secret.and_then(Token::parse) {
            Some(known) => known,
            None => Token::generate(self.latchkey.env())?,
        };
        let (request, state) = webauthn.start_discoverable_authentication().map_err(unavailable)?;
        let options = Options::new(&request.public_key)?;
        let kept = Kept { return_to, purpose: &Purpose::Session };
        ceremony::insert(tx.conn(), binding(&beginner(&secret)), &request.public_key.challenge, &state, kept, self.latchkey.now()).await?;
        tx.commit().await?;
        Ok(BegunSignIn { options, secret })
    }

    /// Signs in the passkey's owner. `answer` is an `AuthenticationResponseJSON`. The session is full, since the user was verified.
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRequest`]; [`Error::PasskeyCeremonyOver`]; [`Error::PasskeyUnknown`], also if the user handle is missing or another
    /// account's; [`Error::PasskeyUserNotVerified`]; [`Error::PasskeyRefused`]; [`Error::PasskeyCloned`]; [`Error::MethodDisabled`];
    /// [`Error::SignInFailed`] for a disabled account.
    pub async fn finish_sign_in(self, caller: &Caller, secret: Option<&str>, answer: &Value) -> Result<Opened, Error> {
        let (assertion, client_data) = parse(answer)?;
        let secret = secret.and_then(Token::parse).ok_or(Error::PasskeyCeremonyOver)?;
        let (latchkey, caller) = (self.latchkey.clone(), caller.clone());
        run_to_completion(async move { latchkey.passkeys().sign_in_with_assertion(&caller, &secret, assertion, client_data).await }).await
    }

    /// Takes the ceremony and checks its answer.
    async fn sign_in_with_assertion(
        self,
        caller: &Caller,
        secret: &Token,
        assertion: PublicKeyCredential,
        client_data: ClientData,
    ) -> Result<Opened, Error> {
        let taken =
            ceremony::take(self.latchkey.db(), binding(&beginner(secret)), client_data.challenge_hash()?, self.latchkey.now()).await?;
        let mut read = self.latchkey.db().read().await?;
        let passkey = credential::by_credential_id(read.conn(), &assertion.raw_id).await?.ok_or(Error::PasskeyUnknown)?;
        let handle = credential::known_handle(read.conn(), &passkey.account_id).await?;
        let account = account::row::by_id(read.conn(), &passkey.account_id).await?.ok_or(Error::PasskeyUnknown)?;
        drop(read);
        // An application signs in its users itself.
        if handle.is_none() || assertion.response.user_handle != handle || account.subject.is_some() {
            return Err(Error::PasskeyUnknown);
        }
        let result = self.check_assertion(caller, &assertion, &client_data, taken.state, &passkey).await?;

        let mut tx = self.latchkey.db().begin().await?;
        if let Err(error) = account::row::lock_enabled(tx.conn(), &account.id).await {
            drop(tx);
            return Err(self.refused(caller, &passkey, error).await?);
        }
        if !self.latchkey.policy_on(tx.conn()).await?.passkey {
            return Err(Error::MethodDisabled);
        }
        if let Err(error) = self.use_passkey(&mut tx, &passkey, &result).await {
            drop(tx);
            return Err(self.refused(caller, &passkey, error).await?);
        }
        let opening = Opening::by_passkey(&account, taken.return_to.as_deref());
        let opened = self.latchkey.open_session(&mut tx, caller, opening).await?;
        browser::note(&mut tx, self.latchkey, caller, &opened.session).await?;
        for event in [Event::SignIn, Event::SignInComplete] {
            let entry = Entry::new(&account.id, caller, event).method(Method::Passkey.as_str()).detail(&passkey.name);
            entry.record(tx.conn(), self.latchkey.env()).await?;
        }
        let next = recovery_code::ensure(&mut tx, self.latchkey, caller, &opened.session).await?.next_step();
        funnel::reached(&mut tx, &opened.session, self.latchkey.now(), next.name()).await?;
        tx.commit().await?;
        Ok(opened.before(next))
    }
}
