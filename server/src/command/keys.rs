//! `latchkey keys`

use super::{open, say};
use crate::cli::Keys;
use server::settings::Settings;

pub(super) async fn run(settings: &Settings, command: &Keys) -> anyhow::Result<()> {
    let Keys::Rotate = command;
    let latchkey = open(settings).await?;
    let rotated = latchkey.operator().rotate_keys().await;
    latchkey.close().await;
    let rotated = rotated?;
    say(&format!("key {} is now active; {} secrets were re-encrypted with it", rotated.key_id, rotated.resealed))?;
    say(&format!("back up {} now", settings.key_file.display()))
}
