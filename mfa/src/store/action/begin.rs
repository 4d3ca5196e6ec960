//! Announces a session's action before its proof.

use super::{
    ContentDigest,
    row::{self, Begun},
};
use crate::{Error, Session, Tokens, email, storage::execute, view::Confirmation};
use std::time::Duration;

/// How long a user may take to prove the action, and the application then to fetch the token.
const CONFIRM_WITHIN: Duration = Duration::from_mins(10);
/// Longest summary of an action.
const LONGEST_SUMMARY: usize = 300;
/// Actions that one session may have begun at the same time: each tab begins one, and each retry another.
const AT_ONCE: i64 = 16;

impl Tokens<'_> {
    /// Begins an action that has to be proved, perhaps with its exact content (of `content` only the digest is kept), and the words in which the
    /// prompt asks for the proof. A challenge begins with it. Returns `None` if the policy demands no proof.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] as for [`Tokens::demand`]; [`Error::MalformedRequest`] for a content or a summary that is too long;
    /// [`Error::NotSignedIn`] if the session has ended meanwhile.
    pub async fn begin(
        self,
        session: &Session,
        action: &str,
        content: Option<&str>,
        summary: Option<&str>,
    ) -> Result<Option<Confirmation>, Error> {
        self.begin_for(session, action, content, summary, None).await
    }

    /// Like [`Tokens::begin`], for a proof on a page of Latchkey if there is an address to return to.
    pub(super) async fn begin_for(
        self,
        session: &Session,
        action: &str,
        content: Option<&str>,
        summary: Option<&str>,
        return_to: Option<&str>,
    ) -> Result<Option<Confirmation>, Error> {
        session.require_full()?;
        let summary = summary.map(clean).filter(|summary| !summary.is_empty());
        let too_long = summary.as_ref().is_some_and(|summary| summary.chars().count() > LONGEST_SUMMARY);
        if too_long || content.is_some_and(|content| content.len() > ContentDigest::LONGEST_CONTENT) {
            return Err(Error::MalformedRequest);
        }
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin().await?;
        let (demand, policy) = self.demand_on(tx.conn(), session, action).await?;
        if !demand.required {
            return Ok(None);
        }
        // Locks the session's row first: the session may have ended meanwhile, and simultaneous calls wait for each other.
        if execute!(tx.conn(), "UPDATE session SET guesses = 0 WHERE id = $1", &session.id)? == 0 {
            return Err(Error::NotSignedIn);
        }
        row::make_room(tx.conn(), session, AT_ONCE - 1).await?;
        let return_to = return_to.map(str::to_owned);
        let begun = Begun { id: self.latchkey.env().id()?, action: action.to_owned(), summary, return_to };
        row::insert(tx.conn(), session, &begun, content.map(|content| ContentDigest::of(content.as_bytes())), (now, now + CONFIRM_WITHIN))
            .await?;
        tx.commit().await?;
        let description = policy.action(action).map_or_else(|| action.to_owned(), |action| action.shown().to_owned());
        let Begun { id, action, summary, .. } = begun;
        Ok(Some(Confirmation { id, action, description, summary, enrollment: demand.enrollment }))
    }
}

/// One line, displayed as it is written: without characters that could imitate Latchkey's own words or reverse an amount.
fn clean(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !email::is_invisible(*c)).collect();
    shown.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_summary_is_one_line_that_reads_as_it_is_written() {
        assert_eq!(clean("  100 € to\r\n\n Bo\u{202e}b\u{200b} "), "100 € to Bob");
        assert_eq!(clean("12\u{61c}-\u{34f}34 EUR\u{e0041}"), "12-34 EUR");
        assert_eq!(clean("\u{2028}\t"), "");
    }
}
