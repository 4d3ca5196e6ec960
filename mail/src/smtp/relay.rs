//! A relay, and how a connection to it is opened.

use super::{
    connection::{Accepted, Connection},
    deadlines::Deadlines,
    failure::{Cause, Failure, Phase},
    step::{Report, Step, silent, text, unable, within},
};
use crate::{
    message::Message,
    settings::{Security, Settings, SettingsError},
};
use lettre::transport::smtp::{
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    extension::ClientId,
};
use std::{fmt, fs, path::Path};

/// A relay that takes mails. It holds no connection.
#[derive(Clone)]
pub struct Relay {
    host: String,
    port: u16,
    security: Security,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    hello: ClientId,
    sender: lettre::Address,
    deadlines: Deadlines,
}

impl Relay {
    /// Checks the settings and reads the file of certificates.
    ///
    /// # Errors
    ///
    /// [`SettingsError`].
    pub fn new(settings: &Settings, deadlines: Deadlines) -> Result<Self, SettingsError> {
        settings.check()?;
        let tls = match settings.security {
            Security::None => None,
            Security::Tls | Security::StartTls => Some(tls(&settings.host, settings.ca_file.as_deref())?),
        };
        let credentials = settings.username.clone().zip(settings.password.as_ref());
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port.unwrap_or_else(|| settings.security.port()),
            security: settings.security,
            tls,
            credentials: credentials.map(|(name, password)| Credentials::new(name, password.expose().to_owned())),
            // This machine may have no name that anybody else knows. The sender's domain has one.
            hello: ClientId::Domain(settings.from.address.domain().to_owned()),
            sender: settings.bounces.as_ref().unwrap_or(&settings.from.address).inner().clone(),
            deadlines,
        })
    }

    /// Connects and signs in.
    ///
    /// # Errors
    ///
    /// [`Failure`].
    pub async fn connect(&self) -> Result<Connection, Failure> {
        self.open(&mut silent).await
    }

    /// Sends one mail on a connection of its own, and tells each phase when it is over.
    ///
    /// # Errors
    ///
    /// [`Failure`], after the phase that failed was reported.
    pub async fn send_once(&self, message: &Message, report: &mut (dyn FnMut(Step) + Send)) -> Result<Accepted, Failure> {
        let mut connection = self.open(report).await?;
        let accepted = connection.transfer(message, report).await?;
        connection.close().await;
        Ok(accepted)
    }

    async fn open(&self, report: Report<'_>) -> Result<Connection, Failure> {
        let wrapped = self.tls.clone().filter(|_| self.security == Security::Tls);
        let deadline = self.deadlines.connect;
        // The time limit that lettre takes is only for each attempt to connect.
        let open = AsyncSmtpConnection::connect_tokio1((self.host.as_str(), self.port), Some(deadline), &self.hello, wrapped, None);
        let mut connection = within(Phase::Connect, deadline, false, open, report).await?;
        report(greeted(Phase::Connect, &connection));
        if let Some(tls) = self.tls.clone().filter(|_| self.security == Security::StartTls) {
            if !connection.can_starttls() {
                return Err(unable(Phase::StartTls, Cause::NoStartTls, false, report));
            }
            within(Phase::StartTls, deadline, false, connection.starttls(tls, &self.hello), report).await?;
            report(greeted(Phase::StartTls, &connection));
        }
        if let Some(credentials) = &self.credentials {
            let encrypted = connection.is_encrypted();
            let sign_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials);
            let answer = within(Phase::SignIn, self.deadlines.command, encrypted, sign_in, report).await?;
            report(Step { phase: Phase::SignIn, accepted: true, encrypted, text: text(&answer) });
        }
        Ok(Connection::new(connection, self.sender.clone(), self.deadlines))
    }
}

fn tls(host: &str, ca_file: Option<&Path>) -> Result<TlsParameters, SettingsError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(file) = ca_file {
        let fault = |problem: &str| SettingsError::CaFile { file: file.to_owned(), problem: problem.to_owned() };
        let pem = fs::read(file).map_err(|error| fault(&error.to_string()))?;
        if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
            return Err(fault("there is no certificate in PEM format"));
        }
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| fault("a certificate can't be read"))?);
    }
    builder.build().map_err(|error| SettingsError::Tls(error.to_string()))
}

fn greeted(phase: Phase, connection: &AsyncSmtpConnection) -> Step {
    let name = crate::inert::visible(connection.server_info().name());
    Step { phase, accepted: true, encrypted: connection.is_encrypted(), text: name }
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}
