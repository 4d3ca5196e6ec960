//! Opening the domain: updates the schema and the data, and checks the key file against the database.

mod builder;

pub use builder::LatchkeyBuilder;

use crate::{
    AddressCollision, Latchkey, OpenError, account,
    key_file::KeyFile,
    latchkey::Parts,
    password::Hasher,
    policy_cache::PolicyCache,
    relying_party::RelyingParty,
    signer::SignerCache,
    storage::{Db, Lock, Readiness},
    vault,
    visitor_notice::VisitorChannels,
};
use tokio::sync::Notify;

/// Updates a database's schema and data, under a lock. Returns the accounts that have the same address in different spellings.
///
/// # Errors
///
/// [`OpenError`] if the database can't be opened or changed.
pub async fn migrate(database_url: &str) -> Result<Vec<AddressCollision>, OpenError> {
    let _lock = Lock::preparation(database_url).await?;
    let db = Db::connect(database_url).await?;
    let collisions = prepare(&db).await?;
    db.close().await;
    Ok(collisions)
}

/// Updates the schema and the data under their lock.
async fn prepare(db: &Db) -> Result<Vec<AddressCollision>, OpenError> {
    db.migrate().await?;
    account::convert_accounts(db).await?;
    db.prepare_search().await?;
    let collisions = account::collision::all(db.read_at_leisure().await?.conn()).await?;
    for AddressCollision { id, other_id, .. } in &collisions {
        tracing::warn!(account = id, other = other_id, "two accounts have the same address in different spellings: both stay unchanged");
    }
    Ok(collisions)
}

/// Opens the domain with the builder's settings.
async fn open(builder: LatchkeyBuilder) -> Result<Latchkey, OpenError> {
    let LatchkeyBuilder { database_url, key_file, settings, env } = builder;
    if settings.issuer.contains(':') || !(1..=64).contains(&settings.issuer.chars().count()) {
        return Err(OpenError::Issuer);
    }
    let _lock = Lock::preparation(&database_url).await?;
    let db = Db::connect(&database_url).await?;
    prepare(&db).await?;
    let vault = vault::open(&db, KeyFile::new(&key_file), &env).await?;
    let hasher = Hasher::new(settings.password_hashes, env.costs());
    let relying_party = RelyingParty::new(&settings.origin, &settings.issuer);
    let readiness = Readiness::new(&env)?;
    Ok(Latchkey::new(Parts {
        db,
        readiness,
        vault,
        hasher,
        env,
        relying_party,
        signers: SignerCache::default(),
        policies: PolicyCache::default(),
        settings,
        sender: Notify::new(),
        channels: VisitorChannels::default(),
    }))
}
