//! Where mails are handed over.

use crate::settings::MailSettings;
use mail::{Connection, Deadlines, Failure, Folder, Mailbox, Message, Phase, Relay, Step, Texts, TextsError, Verdict};
use mfa::Handover;
use std::path::PathBuf;

/// A relay with its open connection, or a folder; and the texts and the sender of all mails.
pub struct Outlet {
    way: Way,
    from: Mailbox,
    texts: Texts,
}

enum Way {
    Relay(Box<Relay>, Box<Option<Connection>>),
    Folder(Folder),
}

/// Settings that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// The relay.
    #[error(transparent)]
    Relay(#[from] mail::SettingsError),
    /// The operator's texts.
    #[error("mail.texts: {0}")]
    Texts(#[from] TextsError),
}

impl Outlet {
    /// Reads the operator's texts and the file of certificates.
    ///
    /// # Errors
    ///
    /// [`MailerError`], for the operator.
    pub fn new(settings: &MailSettings) -> Result<Self, MailerError> {
        let texts = match &settings.texts {
            Some(folder) => Texts::with_folder(folder)?,
            None => Texts::built_in(),
        };
        let way = match &settings.relay {
            Some(relay) => Way::Relay(Box::new(Relay::new(relay, Deadlines::default())?), Box::new(None)),
            None => Way::Folder(Folder::new(settings.folder.clone())),
        };
        Ok(Self { way, from: settings.from.clone(), texts })
    }

    pub(super) fn texts(&self) -> Texts {
        self.texts.clone()
    }

    pub(super) const fn from(&self) -> &Mailbox {
        &self.from
    }

    pub(super) async fn deliver(&mut self, message: &Message) -> Handover {
        match &mut self.way {
            Way::Folder(folder) => match folder.deliver(message).await {
                Ok(_) => Handover::Accepted,
                Err(error) => Handover::Later(format!("folder {}", error.kind())),
            },
            Way::Relay(relay, connection) => match send(relay, connection, message).await {
                Ok(()) => Handover::Accepted,
                Err(failure) => {
                    let reason = failure.to_string();
                    match failure.verdict {
                        Verdict::Retry => Handover::Later(reason),
                        Verdict::Refused => Handover::Refused(reason),
                        Verdict::Operator => Handover::Paused(reason),
                    }
                }
            },
        }
    }

    /// Closes the connection, while there is nothing to send.
    pub(super) async fn rest(&mut self) {
        if let Way::Relay(_, connection) = &mut self.way
            && let Some(connection) = connection.take()
        {
            connection.close().await;
        }
    }

    /// Sends one message in the foreground, and reports each phase. Returns the path of the file if there is no relay.
    ///
    /// # Errors
    ///
    /// The reason, after the failed phase was reported.
    pub(super) async fn send_once(&self, message: &Message, report: &mut (dyn FnMut(Step) + Send)) -> Result<Option<PathBuf>, String> {
        match &self.way {
            Way::Folder(folder) => folder.deliver(message).await.map(Some).map_err(|error| error.to_string()),
            Way::Relay(relay, _) => relay.send_once(message, report).await.map(|_| None).map_err(|failure| failure.to_string()),
        }
    }
}

/// Sends a message on the open connection, or on a new one. A relay may have closed the open one while it was idle.
async fn send(relay: &Relay, connection: &mut Option<Connection>, message: &Message) -> Result<(), Failure> {
    let had_one = connection.as_ref().is_some_and(Connection::is_open);
    match try_send(relay, connection, message).await {
        Err(failure) if had_one && failure.reason.phase == Phase::Sender && failure.verdict == Verdict::Retry => {
            try_send(relay, connection, message).await
        }
        outcome => outcome,
    }
}

async fn try_send(relay: &Relay, connection: &mut Option<Connection>, message: &Message) -> Result<(), Failure> {
    let mut open = match connection.take().filter(Connection::is_open) {
        Some(open) => open,
        None => relay.connect().await?,
    };
    let outcome = open.send(message).await;
    *connection = Some(open).filter(Connection::is_open);
    outcome.map(|_| ())
}
