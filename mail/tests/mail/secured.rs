//! TLS, STARTTLS and the sign-in.

use crate::fixture::{PATIENT, message, settings};
use mail::{Failure, Password, Phase, Relay, Security, Settings, SettingsError, Verdict};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::{fs, path::PathBuf};
use tempfile::TempDir;
use testbed::smtp::TestRelay;

/// A certificate for one name, and the authority that has signed it.
struct Certificates {
    folder: TempDir,
}

impl Certificates {
    fn of(name: &str) -> Self {
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (file, pem) in [("ca.pem", authority.pem()), ("certificate.pem", certificate.pem()), ("key.pem", key.serialize_pem())] {
            fs::write(folder.path().join(file), pem).unwrap();
        }
        Self { folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn relay(&self, mode: &str) -> TestRelay {
        let (certificate, key) = (self.file("certificate.pem"), self.file("key.pem"));
        TestRelay::start(&["--tls", mode, "--certificate", certificate.to_str().unwrap(), "--key", key.to_str().unwrap()])
    }

    fn settings(&self, security: Security, port: u16) -> Settings {
        Settings { security, ca_file: Some(self.file("ca.pem")), ..settings(port) }
    }
}

fn signed_in(settings: Settings, password: &str) -> Settings {
    Settings { username: Some("latchkey".to_owned()), password: Some(Password::new(password.to_owned())), ..settings }
}

async fn send(settings: &Settings) -> Result<Vec<(Phase, bool)>, Failure> {
    let mut steps = Vec::new();
    let relay = Relay::new(settings, PATIENT).unwrap();
    relay.send_once(&message("one", "anna@example.com"), &mut |step| steps.push((step.phase, step.encrypted))).await?;
    Ok(steps)
}

fn is_operators(failure: &Failure, reason: &str) {
    assert_eq!((failure.verdict, failure.to_string().as_str(), failure.dot_written), (Verdict::Operator, reason, false));
}

#[tokio::test]
async fn all_phases_are_encrypted() {
    let certificates = Certificates::of("127.0.0.1");
    let server = certificates.relay("tls");
    let steps = send(&certificates.settings(Security::Tls, server.port())).await.unwrap();
    assert!(steps.iter().all(|(_, encrypted)| *encrypted), "{steps:?}");
    assert_eq!(server.kept().len(), 1);

    let server = certificates.relay("starttls");
    let steps = send(&certificates.settings(Security::StartTls, server.port())).await.unwrap();
    assert_eq!(steps[..2], [(Phase::Connect, false), (Phase::StartTls, true)]);
    assert!(steps[2..].iter().all(|(_, encrypted)| *encrypted), "{steps:?}");
    assert_eq!(server.kept().len(), 1);
}

#[tokio::test]
async fn a_certificate_must_be_trusted_and_name_the_relay() {
    let certificates = Certificates::of("127.0.0.1");
    let stranger = Certificates::of("127.0.0.1");
    let misnamed = Certificates::of("relay.example");
    for (mode, security, reason) in [("tls", Security::Tls, "connect tls"), ("starttls", Security::StartTls, "starttls tls")] {
        let server = certificates.relay(mode);
        is_operators(&send(&stranger.settings(security, server.port())).await.unwrap_err(), reason);
        let server = misnamed.relay(mode);
        is_operators(&send(&misnamed.settings(security, server.port())).await.unwrap_err(), reason);
    }
}

#[tokio::test]
async fn clear_text_is_never_a_way_out() {
    let certificates = Certificates::of("127.0.0.1");
    let server = TestRelay::start(&["--auth", "PLAIN"]);
    let settings = |security| signed_in(certificates.settings(security, server.port()), "right");
    is_operators(&send(&settings(Security::Tls)).await.unwrap_err(), "connect tls");
    is_operators(&send(&settings(Security::StartTls)).await.unwrap_err(), "starttls no-starttls");
    assert_eq!(server.kept().len(), 0);
}

#[tokio::test]
async fn both_ways_to_sign_in_work() {
    for mechanism in ["PLAIN", "LOGIN"] {
        let server = TestRelay::start(&["--auth", mechanism]);
        let steps = send(&signed_in(settings(server.port()), "right")).await.unwrap();
        assert_eq!(steps[1].0, Phase::SignIn);
        assert_eq!(server.kept()[0].0.user.as_deref(), Some("latchkey"), "{mechanism}");
        is_operators(&send(&signed_in(settings(server.port()), "wrong")).await.unwrap_err(), "sign-in 535 5.7.8");
        is_operators(&send(&settings(server.port())).await.unwrap_err(), "sender 530 5.7.0");
    }
    let server = TestRelay::start(&[]);
    is_operators(&send(&signed_in(settings(server.port()), "right")).await.unwrap_err(), "sign-in no-sign-in");
}

#[test]
fn a_file_of_certificates_must_have_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    let error = |ca_file: &PathBuf| {
        let settings = Settings { security: Security::Tls, ca_file: Some(ca_file.clone()), ..settings(465) };
        Relay::new(&settings, PATIENT).map(|_| ()).unwrap_err()
    };
    assert!(matches!(error(&file), SettingsError::CaFile { .. }));
    fs::write(&file, "not a certificate").unwrap();
    assert!(error(&file).to_string().ends_with("ca.pem): there is no certificate in PEM format"), "{}", error(&file));
    fs::write(&file, "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n").unwrap();
    assert!(error(&file).to_string().ends_with("a certificate can't be read"), "{}", error(&file));
    assert!(!format!("{:?}", Relay::new(&signed_in(settings(25), "secret-word"), PATIENT)).contains("secret-word"));
}
