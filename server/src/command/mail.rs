//! `latchkey mail`

use super::{open, say, serve::site};
use crate::cli::Mail;
use anyhow::bail;
use server::{
    assets::Assets,
    mailer::{Outlet, Step, send_test},
    settings::Settings,
};

pub(super) async fn run(settings: &Settings, command: &Mail) -> anyhow::Result<()> {
    let Mail::Test { address } = command;
    let outlet = Outlet::new(&settings.mail)?;
    let latchkey = open(settings).await?;
    let mut steps = vec![];
    let outcome = send_test(&latchkey, &site(settings, &Assets::open()?), &outlet, address, &mut |step| steps.push(line(&step))).await;
    latchkey.close().await;
    steps.iter().try_for_each(|line| say(line))?;
    match outcome {
        Ok(None) => say("the relay accepted the mail"),
        Ok(Some(path)) => say(&format!("mail.host isn't set: the mail is in {}", path.display())),
        Err(reason) => bail!("the mail wasn't accepted: {reason}"),
    }
}

/// A step on one line: `sender (TLS): 250 2.1.0 Ok`.
fn line(step: &Step) -> String {
    let (mark, tls) = (if step.accepted { "ok" } else { "failed" }, if step.encrypted { ", TLS" } else { "" });
    format!("{}{tls}: {mark}: {}", step.phase, step.text)
}
