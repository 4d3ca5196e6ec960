//! Notices to the users of an application that takes them itself.

use crate::support::Portal;
use mfa::mail::MailKind;
use server::embed::{EmbedError, OnNotice, VisitorNotice};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
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
