//! `latchkey audit`

use super::{explain, open, say};
use crate::cli::Audit;
use anyhow::bail;
use mfa::Verified;
use server::settings::Settings;

pub(super) async fn run(settings: &Settings, command: &Audit) -> anyhow::Result<()> {
    let Audit::Verify { head } = command;
    let latchkey = open(settings).await?;
    let found = latchkey.operator().verify_audit(*head).await;
    latchkey.close().await;
    let found = found.map_err(|error| explain(&error))?;
    lines(&found).iter().try_for_each(|line| say(line))?;
    match found.troubles.len() {
        0 => Ok(()),
        _ if found.was_cut_short() => {
            bail!("the audit log was changed: these are the first problems, and the rest was not checked")
        }
        _ => bail!("the audit log was changed"),
    }
}

/// The result as text. The head of the chain is only printed if the chain is intact, so that an operator never records the head of a broken chain.
fn lines(found: &Verified) -> Vec<String> {
    let read = match found.was_cut_short() {
        true => format!("{} lines in {} batches were read", found.lines, found.batches),
        false => format!("{} lines in {} batches", found.lines, found.batches),
    };
    let unsealed = format!("{} lines aren't sealed yet", found.unsealed);
    let erased = format!("{} lines without their personal values, which were erased", found.erased);
    let head = found.head.filter(|_| found.troubles.is_empty()).map(|head| format!("newest batch: {head}"));
    let troubles = found.troubles.iter().map(ToString::to_string);
    [read, unsealed, erased].into_iter().chain(head).chain(troubles).collect()
}
