//! `latchkey migrate`

use super::say;
use mfa::AddressCollision;
use server::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    let collisions = mfa::migrate(&settings.database_url).await?;
    say("the database is up to date")?;
    let line = |AddressCollision { email, other_email, .. }: &AddressCollision| {
        say(&format!("{other_email} and {email} are the same address: both accounts stay unchanged, each with its own spelling"))
    };
    collisions.iter().try_for_each(line)
}
