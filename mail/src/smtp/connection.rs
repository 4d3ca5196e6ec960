//! An open connection, on which one mail after the other is sent.

use super::{
    deadlines::Deadlines,
    failure::{Answer, Cause, Failure, Phase},
    step::{Report, Step, silent, text, unable, within},
};
use crate::message::Message;
use lettre::transport::smtp::{
    client::AsyncSmtpConnection,
    commands::{Data, Mail, Rcpt},
    extension::{Extension, MailBodyParameter, MailParameter},
    response::Response,
};
use std::{
    fmt::{self, Display},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// Longest wait for the answer to `QUIT`, which says nothing any more.
const FAREWELL: Duration = Duration::from_secs(2);

/// The relay has the mail: its answer to the final dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted(pub Answer);

/// A connection to a relay, signed in. It sends one mail at a time; after a failure it is closed.
pub struct Connection {
    /// `None` after a failure, while a mail is sent, and after its future was dropped.
    open: Option<AsyncSmtpConnection>,
    sender: lettre::Address,
    deadlines: Deadlines,
    takes_utf8: bool,
}

impl Connection {
    pub(super) fn new(open: AsyncSmtpConnection, sender: lettre::Address, deadlines: Deadlines) -> Self {
        let takes_utf8 = open.server_info().supports_feature(Extension::SmtpUtfEight);
        Self { open: Some(open), sender, deadlines, takes_utf8 }
    }

    /// Whether another mail can be sent.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the relay takes addresses with letters beyond ASCII before the `@`.
    #[must_use]
    pub const fn takes_utf8(&self) -> bool {
        self.takes_utf8
    }

    /// Hands a mail over. If that fails, or if the future is dropped, the connection is closed.
    ///
    /// # Errors
    ///
    /// [`Failure`]; on a closed connection [`Cause::Network`].
    pub async fn send(&mut self, message: &Message) -> Result<Accepted, Failure> {
        self.transfer(message, &mut silent).await
    }

    pub(super) async fn transfer(&mut self, message: &Message, report: Report<'_>) -> Result<Accepted, Failure> {
        let mut connection = self.open.take().ok_or_else(|| Failure::new(Phase::Sender, Cause::Network))?;
        if message.to().needs_utf8() && !self.takes_utf8 {
            let failure = unable(Phase::Recipient, Cause::NoUtf8, connection.is_encrypted(), report);
            // Nothing was said, so the conversation is where it was.
            self.open = Some(connection);
            return Err(failure);
        }
        let accepted = self.converse(&mut connection, message, report).await?;
        self.open = Some(connection);
        Ok(accepted)
    }

    async fn converse(&self, connection: &mut AsyncSmtpConnection, message: &Message, report: Report<'_>) -> Result<Accepted, Failure> {
        let sender = Mail::new(Some(self.sender.clone()), parameters(message));
        self.command(Phase::Sender, connection, sender, report).await?;
        self.command(Phase::Recipient, connection, Rcpt::new(message.to().inner().clone(), Vec::new()), report).await?;
        self.command(Phase::Data, connection, Data, report).await?;
        self.content(connection, message.bytes(), report).await
    }

    async fn command(
        &self,
        phase: Phase,
        connection: &mut AsyncSmtpConnection,
        command: impl Display,
        report: Report<'_>,
    ) -> Result<(), Failure> {
        let encrypted = connection.is_encrypted();
        let answer = within(phase, self.deadlines.command, encrypted, connection.command(command), report).await?;
        expected(phase, &answer, encrypted, report)
    }

    async fn content(&self, connection: &mut AsyncSmtpConnection, bytes: &[u8], report: Report<'_>) -> Result<Accepted, Failure> {
        let (encrypted, dot_written) = (connection.is_encrypted(), AtomicBool::new(false));
        // lettre adds the end of the last line, with the dot.
        let bytes = bytes.strip_suffix(b"\r\n").unwrap_or(bytes);
        // It asks for another part when the one before is written, and writes the dot when there is none.
        let end = std::iter::from_fn(|| {
            dot_written.store(true, Ordering::Relaxed);
            None
        });
        let content = connection.message_iter(std::iter::once(bytes).chain(end));
        let answer = match within(Phase::Content, self.deadlines.content, encrypted, content, report).await {
            Ok(answer) => expected(Phase::Content, &answer, encrypted, report).map(|()| answer),
            Err(failure) => Err(failure),
        };
        let answer = answer.map_err(|failure| Failure { dot_written: dot_written.load(Ordering::Relaxed), ..failure })?;
        Ok(Accepted(Answer::read(answer.code().into(), &answer.message().collect::<Vec<_>>().join(" "))))
    }

    /// Takes leave. A relay that doesn't answer is left after two seconds.
    pub async fn close(mut self) {
        if let Some(mut connection) = self.open.take() {
            // Whatever the answer is, the mails before it are the relay's.
            let _ = tokio::time::timeout(FAREWELL.min(self.deadlines.command), connection.quit()).await;
        }
    }
}

/// Reports an answer, and refuses one that is positive but belongs to something else.
fn expected(phase: Phase, answer: &Response, encrypted: bool, report: Report<'_>) -> Result<(), Failure> {
    let code = u16::from(answer.code());
    let accepted = if phase == Phase::Data { code == 354 } else { (200..300).contains(&code) };
    report(Step { phase, accepted, encrypted, text: text(answer) });
    if accepted { Ok(()) } else { Err(Failure::new(phase, Cause::Protocol)) }
}

/// The parameters of `MAIL FROM` that this mail needs.
fn parameters(message: &Message) -> Vec<MailParameter> {
    let mut parameters = Vec::new();
    if message.to().needs_utf8() {
        parameters.push(MailParameter::SmtpUtfEight);
    }
    // The address in the header makes it so; the content is encoded.
    if !message.bytes().is_ascii() {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    parameters
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("is_open", &self.is_open()).finish_non_exhaustive()
    }
}
