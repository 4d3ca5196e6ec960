//! The table `[mail]`.

use super::{SettingsError, key, source::Source, value};
use mail::{Address, Mailbox, Password};
use std::path::PathBuf;

/// The sender of mails that are written to files only.
const LOCAL_SENDER: &str = "Latchkey <latchkey@localhost>";

/// How mails are sent.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// The relay. `None` if mails are written to files.
    pub relay: Option<mail::Settings>,
    /// The sender of all mails.
    pub from: Mailbox,
    /// The folder that mails are written to if there is no relay.
    pub folder: PathBuf,
    /// The folder with the operator's own texts.
    pub texts: Option<PathBuf>,
}

impl MailSettings {
    pub(super) fn interpret(source: &Source) -> Result<Self, SettingsError> {
        let text = |text: &str| Some(Some(text.to_owned()).filter(|text| !text.is_empty()));
        let path = |text: &str| Some(Some(PathBuf::from(text)).filter(|_| !text.is_empty()));
        let host = source.get(&key::MAIL_HOST, text)?;
        let from = source.get(&key::MAIL_FROM, |text| match (text, &host) {
            ("", None) => Mailbox::parse(LOCAL_SENDER).ok(),
            (text, _) => Mailbox::parse(text).ok(),
        })?;
        let port = source.get(&key::MAIL_PORT, value::number(0..=65535))?;
        let relay = match host {
            None => None,
            Some(host) => Some(mail::Settings {
                host,
                port: u16::try_from(port).ok().filter(|port| *port > 0),
                security: source.get(&key::MAIL_SECURITY, |text| text.parse().ok())?,
                username: source.get(&key::MAIL_USERNAME, text)?,
                password: source.get(&key::MAIL_PASSWORD, text)?.map(Password::new),
                from: from.clone(),
                bounces: source.get(&key::MAIL_BOUNCES, |text| match text {
                    "" => Some(None),
                    text => Address::parse(text).ok().map(Some),
                })?,
                ca_file: source.get(&key::MAIL_CA_FILE, path)?,
            }),
        };
        let folder = source.get(&key::MAIL_FOLDER, |text| (!text.is_empty()).then(|| PathBuf::from(text)))?;
        Ok(Self { relay, from, folder, texts: source.get(&key::MAIL_TEXTS, path)? })
    }
}
