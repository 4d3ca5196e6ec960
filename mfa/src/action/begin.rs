//! What a session is about to do, said before it is proved.

use super::{
    ContentDigest, demand,
    row::{self, Begun},
};
use crate::{Error, Latchkey, Policy, Session, standing, storage::execute, view::Confirmation};
use std::time::Duration;

/// How long one may take to prove it, and then to fetch the token.
const PATIENCE: Duration = Duration::from_secs(10 * 60);
/// Longest text of what is about to be done.
const LONGEST_SUMMARY: usize = 300;
/// Longest content of which a digest is made.
const LONGEST_CONTENT: usize = 32 * 1024;

impl Latchkey {
    /// Begins something that has to be proved: an action, and perhaps exactly what (`content`, of which the digest is kept), with the words in
    /// which the prompt asks for it. A challenge begins with it. Nothing if the policy asks for no proof.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session; [`Error::MalformedRequest`] for a content or a summary that is too long.
    pub async fn begin_confirmation(
        &self,
        session: &Session,
        action: &str,
        content: Option<&str>,
        summary: Option<&str>,
    ) -> Result<Option<Confirmation>, Error> {
        session.require_full()?;
        let summary = summary.map(clean).filter(|summary| !summary.is_empty());
        let too_long = summary.as_ref().is_some_and(|summary| summary.chars().count() > LONGEST_SUMMARY);
        if too_long || content.is_some_and(|content| content.len() > LONGEST_CONTENT) {
            return Err(Error::MalformedRequest);
        }
        let now = self.now();
        let mut tx = self.db.begin().await?;
        let policy = self.policy_on(tx.conn()).await?;
        let demand = demand(&policy, action, standing::is_enrolled(tx.conn(), &session.account_id).await?);
        if !demand.required {
            return Ok(None);
        }
        let begun = Begun { id: self.world.id()?, action: action.to_owned(), summary };
        row::insert(tx.conn(), session, &begun, content.map(|content| ContentDigest::of(content.as_bytes())), (now, now + PATIENCE))
            .await?;
        execute!(tx.conn(), "UPDATE session SET guesses = 0 WHERE id = $1", &session.id)?;
        tx.commit().await?;
        Ok(Some(shown(begun, &policy, demand.enrollment)))
    }

    /// What this session is about to do, for the page that asks for its proof.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if it has run out, was proved, or is another session's.
    pub async fn confirmation(&self, session: &Session, id: &str) -> Result<Confirmation, Error> {
        let mut read = self.db.read().await?;
        let begun = row::begun(read.conn(), session, id, self.now()).await?.ok_or(Error::ConfirmationOver)?;
        let policy = self.policy_on(read.conn()).await?;
        let enrolled = standing::is_enrolled(read.conn(), &session.account_id).await?;
        Ok(shown(begun, &policy, !enrolled))
    }
}

fn shown(Begun { id, action, summary }: Begun, policy: &Policy, enrollment: bool) -> Confirmation {
    let description = policy.action(&action).map_or_else(|| action.clone(), |action| action.shown().to_owned());
    Confirmation { id, action, description, summary, enrollment }
}

/// One line: nothing that could pass for words of ours.
fn clean(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ").trim().to_owned()
}
