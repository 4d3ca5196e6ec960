//! `latchkey mail`

use super::{open, say, serve::site};
use crate::cli::Mail;
use anyhow::{Context, anyhow, bail};
use server::{
    assets::Assets,
    mailer::{ExampleMail, Outlet, Step, example_mails, send_test},
    settings::Settings,
};
use std::{fs, path::Path};

pub(super) async fn run(settings: &Settings, command: &Mail) -> anyhow::Result<()> {
    let outlet = Outlet::new(&settings.mail)?;
    match command {
        Mail::Test { address } => test(settings, &outlet, address).await,
        Mail::Preview { folder } => preview(settings, &outlet, folder),
    }
}

async fn test(settings: &Settings, outlet: &Outlet, address: &str) -> anyhow::Result<()> {
    let latchkey = open(settings).await?;
    let mut steps = vec![];
    let outcome = send_test(&latchkey, &site(settings, &Assets::open()?), outlet, address, &mut |step| steps.push(line(&step))).await;
    latchkey.close().await;
    steps.iter().try_for_each(|line| say(line))?;
    match outcome {
        Ok(None) => say("the relay accepted the mail"),
        Ok(Some(path)) => say(&format!("mail.host isn't set: the mail is in {}", path.display())),
        Err(reason) => bail!("the mail wasn't accepted: {reason}"),
    }
}

/// Writes all mails to `FOLDER/LANGUAGE/KIND.html` and `.txt`. Files of an earlier run are replaced.
fn preview(settings: &Settings, outlet: &Outlet, folder: &Path) -> anyhow::Result<()> {
    let mails = example_mails(&site(settings, &Assets::open()?), outlet).map_err(|reason| anyhow!("a mail can't be written: {reason}"))?;
    for ExampleMail { kind, language, html, text } in &mails {
        let folder = folder.join(language);
        fs::create_dir_all(&folder).with_context(|| format!("can't make the folder {}", folder.display()))?;
        for (end, content) in [("html", html), ("txt", text)] {
            let file = folder.join(format!("{kind}.{end}"));
            fs::write(&file, content).with_context(|| format!("can't write {}", file.display()))?;
        }
    }
    say(&format!("{} mails are in {}", mails.len(), folder.display()))
}

/// A step on one line: `sender (TLS): 250 2.1.0 Ok`.
fn line(step: &Step) -> String {
    let (mark, tls) = (if step.accepted { "ok" } else { "failed" }, if step.encrypted { ", TLS" } else { "" });
    format!("{}{tls}: {mark}: {}", step.phase, step.text)
}
