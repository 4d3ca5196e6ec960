//! Notices to the users of an application that takes them itself.

use crate::support::Portal;
use mfa::mail::MailKind;
use server::embed::{EmbedError, MailSettings, Mailbox, OnNotice, VisitorNotice};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use testbed::until;

/// Refuses the first notice that it is told, and takes the others.
#[derive(Clone, Default)]
struct Application {
    told: Arc<Mutex<Vec<VisitorNotice>>>,
}

impl OnNotice for Application {
    async fn notice(&self, notice: VisitorNotice) -> bool {
        let mut told = self.told.lock().unwrap();
        told.push(notice);
        told.len() > 1
    }
}

#[tokio::test]
async fn the_application_is_told_again_until_it_takes_the_notice() {
    let application = Application::default();
    let portal = Portal::start_at("http://localhost", |builder| builder.on_notice(application.clone())).await;
    let told = || application.told.lock().unwrap().clone();
    portal.enrolled("mira", "m1").await;
    until("the first report", Duration::from_secs(30), async || !told().is_empty()).await;
    portal.advance(Duration::from_secs(60));
    until("the second report", Duration::from_secs(30), async || told().len() == 2).await;
    let told = told();
    assert_eq!(told[0], told[1]);
    assert_eq!(
        (told[0].user.as_str(), told[0].kind, told[0].moment.network.as_deref()),
        ("mira", MailKind::MethodAdded, Some("192.0.2.1"))
    );
}

#[tokio::test]
async fn notices_need_a_runtime() {
    let portal = Portal::start().await;
    let built =
        std::thread::spawn(move || portal.embed_with("/security", |builder| builder.on_notice(Application::default())).err()).join();
    assert!(matches!(built.unwrap(), Some(EmbedError::NoRuntime)));
}

#[tokio::test]
async fn mails_go_to_confirmed_addresses_and_the_rest_to_the_application() {
    let (application, folder) = (Application::default(), TempDir::new().unwrap());
    let from = Mailbox::parse("Portal <portal@example.org>").unwrap();
    let settings = MailSettings { relay: None, from, folder: folder.path().to_owned(), texts: None };
    let build = |builder: server::embed::Builder| builder.mail(settings).on_notice(application.clone());
    let portal = Portal::start_at("http://localhost", build).await;
    let written = || -> Vec<String> {
        let files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|end| end == "eml")).map(|path| std::fs::read_to_string(path).unwrap()).collect()
    };
    portal.enrolled("mira", "m1.mira@example.net").await;
    portal.enrolled("noor", "n1").await;
    until("the mail", Duration::from_secs(30), async || !written().is_empty()).await;
    until("the report", Duration::from_secs(30), async || !application.told.lock().unwrap().is_empty()).await;
    let mails = written();
    assert!(mails.iter().all(|mail| mail.contains("To: mira@example.net") && mail.contains("portal@example.org")), "{mails:?}");
    assert!(application.told.lock().unwrap().iter().all(|notice| notice.user == "noor"), "told by mail, or to the application");
}
