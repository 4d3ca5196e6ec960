//! An application that is asked over TLS.

use super::{KEY, run, told};
use crate::installation::Installation;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;
use testbed::Database;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

/// An application at `https://localhost:PORT`, whose certificate is for `name`.
struct Shop {
    port: u16,
    /// The bytes that it has received through TLS.
    received: Arc<Mutex<String>>,
    folder: TempDir,
}

impl Shop {
    async fn start(name: &str) -> Self {
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("ca.pem"), authority.pem()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider())).with_safe_default_protocol_versions();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = config.unwrap().with_no_client_auth().with_single_cert(vec![CertificateDer::from(certificate)], key).unwrap();

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let received = Arc::new(Mutex::new(String::new()));
        let (acceptor, kept) = (TlsAcceptor::from(Arc::new(config)), Arc::clone(&received));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let mut head = [0; 4096];
                let length = stream.read(&mut head).await.unwrap_or(0);
                kept.lock().unwrap().push_str(&String::from_utf8_lossy(&head[..length]));
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await;
                let _ = stream.shutdown().await;
            }
        });
        Self { port, received, folder }
    }

    fn settings(&self) -> [(&'static str, String); 2] {
        let who = format!("https://localhost:{}/who", self.port);
        [("LATCHKEY__APPLICATION__WHO", who), ("LATCHKEY__APPLICATION__WHO_KEY", KEY.to_owned())]
    }

    fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    fn received(&self) -> String {
        self.received.lock().unwrap().clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trusted_certificate_that_names_the_host() {
    let installation = Installation::new(Database::Sqlite).await;
    let shop = Shop::start("localhost").await;
    let trusting =
        |shop: &Shop, of: &Shop| [&shop.settings()[..], &[("SSL_CERT_FILE", of.authority().to_str().unwrap().to_owned())]].concat();
    let (status, out, error) = told(&run(&installation, &["check", "who"], &trusting(&shop, &shop)).await);
    assert!(status == Some(0) && out.contains("verdict: nobody is signed in"), "{out}{error}");
    assert!(shop.received().contains(&format!("latchkey-key: {KEY}\r\n")));

    let other = Shop::start("localhost").await;
    let misnamed = Shop::start("shop.example.org").await;
    for (shop, of) in [(&other, &shop), (&misnamed, &misnamed)] {
        let (status, out, error) = told(&run(&installation, &["check", "who"], &trusting(shop, of)).await);
        assert!(status == Some(1) && out.contains("status: none") && error.contains("no TLS"), "{out}{error}");
        assert_eq!(shop.received(), "", "neither the key nor a cookie");
    }
}
