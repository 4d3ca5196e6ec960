//! `latchkey migrate`

use super::say;
use server::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    mfa::migrate(&settings.database_url).await?;
    say("the database is up to date")
}
