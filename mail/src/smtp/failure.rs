//! Why a mail wasn't handed over, and what follows.

use std::{error::Error, fmt, io};
use strum::{Display, IntoStaticStr};

/// A part of the conversation with a relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Phase {
    /// Name, connection, TLS from the first byte, greeting, `EHLO`.
    Connect,
    /// `STARTTLS`, the handshake, `EHLO` once more.
    #[strum(serialize = "starttls")]
    StartTls,
    /// `AUTH`.
    SignIn,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA`.
    Data,
    /// The content, the final dot and its answer.
    Content,
}

/// The codes of a relay's answer, without its text: texts repeat addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The reply code (RFC 5321), such as 550.
    pub code: u16,
    /// The enhanced status code (RFC 3463), such as `5.1.1`, if there is one.
    pub enhanced: Option<String>,
}

/// The cause of a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The relay refused.
    Answer(Answer),
    /// The deadline of the phase passed.
    Deadline,
    /// The relay wasn't reached, or the connection broke.
    Network,
    /// The relay answered something that doesn't fit.
    Protocol,
    /// The handshake failed: no TLS on that port, or a certificate that isn't trusted.
    Tls,
    /// The relay offers no `STARTTLS`.
    NoStartTls,
    /// The relay offers none of the ways to sign in that are known here.
    NoSignIn,
    /// The address needs `SMTPUTF8`, which the relay doesn't offer.
    NoUtf8,
}

/// The consequence of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may work later.
    Retry,
    /// The relay doesn't take this mail for this recipient, at no time.
    Refused,
    /// The relay takes nothing from this installation: its operator has to change something. It says nothing about the mail.
    Operator,
}

/// Phase and cause. As text it is a code for logs and databases: `recipient 550 5.1.1`, `connect deadline`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Where in the conversation.
    pub phase: Phase,
    /// The cause.
    pub cause: Cause,
}

/// A mail that wasn't handed over, or isn't known to have been.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Failure {
    /// The consequence.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Whether the final dot had been written. If so, and no answer came, the relay may have the mail.
    pub dot_written: bool,
}

impl Failure {
    pub(super) fn new(phase: Phase, cause: Cause) -> Self {
        let verdict = verdict(phase, &cause);
        Self { verdict, reason: Reason { phase, cause }, dot_written: false }
    }

    pub(super) fn of(phase: Phase, error: &lettre::transport::smtp::Error) -> Self {
        Self::new(phase, cause(phase, error))
    }

    /// Whether the relay may have the mail: the final dot was written, and no answer came. Another attempt may deliver it twice.
    #[must_use]
    pub const fn may_be_delivered(&self) -> bool {
        self.dot_written && !matches!(self.reason.cause, Cause::Answer(_))
    }
}

impl Answer {
    /// Reads the codes; `text` is what follows the reply code.
    pub(super) fn read(code: u16, text: &str) -> Self {
        let word = text.split_whitespace().next().unwrap_or_default();
        let parts: Vec<_> = word.split('.').collect();
        let is_number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_enhanced = parts.len() == 3 && parts.iter().all(is_number) && parts.first() == Some(&(code / 100).to_string().as_str());
        Self { code, enhanced: is_enhanced.then(|| word.to_owned()) }
    }
}

fn cause(phase: Phase, error: &lettre::transport::smtp::Error) -> Cause {
    let source = Error::source(error);
    if let Some(code) = error.status() {
        return Cause::Answer(Answer::read(code.into(), &source.map(ToString::to_string).unwrap_or_default()));
    }
    // tokio-rustls gives errors of the handshake this kind, and nothing below TLS does.
    let mut errors = std::iter::successors(source, |error| (**error).source());
    let is_handshake =
        errors.any(|error| error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::InvalidData));
    match phase {
        _ if error.is_tls() || is_handshake => Cause::Tls,
        Phase::SignIn if error.is_client() => Cause::NoSignIn,
        _ => Cause::Network,
    }
}

fn verdict(phase: Phase, cause: &Cause) -> Verdict {
    match (cause, phase) {
        (Cause::Tls | Cause::NoStartTls | Cause::NoSignIn, _) => Verdict::Operator,
        (Cause::NoUtf8, _) => Verdict::Refused,
        // Whatever its code, an answer to the recipient or the content is about this mail: recipients' servers have a say in it, too, and must not
        // be able to stop all mails.
        (Cause::Answer(Answer { code: 500.., .. }), Phase::Recipient | Phase::Data | Phase::Content) => Verdict::Refused,
        (Cause::Answer(Answer { code: 500.., .. }), _) => Verdict::Operator,
        (Cause::Answer(_) | Cause::Deadline | Cause::Network | Cause::Protocol, _) => Verdict::Retry,
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.enhanced {
            Some(enhanced) => write!(f, "{} {enhanced}", self.code),
            None => self.code.fmt(f),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(answer) => answer.fmt(f),
            Self::Deadline => f.write_str("deadline"),
            Self::Network => f.write_str("network"),
            Self::Protocol => f.write_str("protocol"),
            Self::Tls => f.write_str("tls"),
            Self::NoStartTls => f.write_str("no-starttls"),
            Self::NoSignIn => f.write_str("no-sign-in"),
            Self::NoUtf8 => f.write_str("no-smtputf8"),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.phase, self.cause)
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Cause, Failure, Phase, Verdict};

    fn answered(phase: Phase, code: u16) -> Verdict {
        Failure::new(phase, Cause::Answer(Answer { code, enhanced: None })).verdict
    }

    #[test]
    fn codes_are_read_and_texts_are_not() {
        for (code, text, expected) in [
            (550, "5.1.1 <anna@example.com> unknown", "550 5.1.1"),
            (451, "4.7.1 Greylisted", "451 4.7.1"),
            (550, "No such user anna@example.com", "550"),
            (550, "2.1.1 contradicts", "550"),
            (550, "5.1.1.1 x", "550"),
            (550, "192.0.2.1 is listed", "550"),
            (421, "", "421"),
        ] {
            assert_eq!(Answer::read(code, text).to_string(), expected);
        }
    }

    #[test]
    fn a_refusal_belongs_to_the_recipient_or_to_the_operator() {
        for phase in [Phase::Recipient, Phase::Data, Phase::Content] {
            for code in [500, 521, 530, 535, 550, 554] {
                assert_eq!(answered(phase, code), Verdict::Refused, "{phase} {code}");
            }
            assert_eq!((answered(phase, 452), answered(phase, 421)), (Verdict::Retry, Verdict::Retry));
        }
        for phase in [Phase::Connect, Phase::StartTls, Phase::SignIn, Phase::Sender] {
            assert_eq!((answered(phase, 554), answered(phase, 421)), (Verdict::Operator, Verdict::Retry));
        }
    }

    #[test]
    fn reasons_are_codes() {
        let failure = Failure::new(Phase::SignIn, Cause::Deadline);
        assert_eq!(failure.to_string(), "sign-in deadline");
        assert_eq!(Failure::new(Phase::StartTls, Cause::NoStartTls).to_string(), "starttls no-starttls");
    }
}
