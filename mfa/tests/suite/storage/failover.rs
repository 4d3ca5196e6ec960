//! A primary that fails and is replaced by its synchronous standby under the same address; and a standby that fails.

use super::{disturb, silence};
use crate::fixture::{Fixture, rounds};
use postgres_server::{Durability, Postgres};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{cell::RefCell, sync::Arc, time::Duration};
use testbed::{Database, Wire};

/// A failure of a primary or its standby.
#[derive(Clone, Copy, Debug)]
enum Failure {
    /// The primary ends.
    Killed,
    /// The primary answers, also on existing connections, but takes no writes any more.
    ReadOnly,
    /// The primary falls silent, without closing its connections.
    Silent,
    /// The standby, which every commit waits for, ends.
    StandbyKilled,
}

impl Failure {
    const ALL: [Self; 4] = [Self::Killed, Self::ReadOnly, Self::Silent, Self::StandbyKilled];

    async fn happens(self, primary: &RefCell<Postgres>, standby: &RefCell<Postgres>, wire: &Wire) {
        let url = primary.borrow().url();
        match self {
            Self::Killed => primary.borrow_mut().kill().unwrap(),
            Self::ReadOnly => configure(&url, "default_transaction_read_only = on").await,
            Self::Silent => wire.silence(),
            Self::StandbyKilled => standby.borrow_mut().kill().unwrap(),
        }
    }

    /// The operator's response.
    async fn is_answered(self, primary: &RefCell<Postgres>, standby: &RefCell<Postgres>, wire: &Wire) {
        let url = primary.borrow().url();
        if matches!(self, Self::StandbyKilled) {
            return configure(&url, "synchronous_standby_names = ''").await;
        }
        let standby = standby.borrow();
        standby.promote().unwrap();
        wire.lead_to(&standby.url());
        wire.mend();
    }

    /// The time until the operator responds.
    fn lasts(self) -> Duration {
        if matches!(self, Self::Silent) { silence() } else { Duration::from_millis(500) }
    }
}

/// Applies a setting to a server at once, also for existing connections.
async fn configure(url: &str, setting: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    for statement in [format!("ALTER SYSTEM SET {setting}"), "SELECT pg_reload_conf()".to_owned()] {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    }
}

mod a_standby_takes_the_place_of_its_primary {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn postgres() {
        if !Database::available().contains(&Database::Postgres) {
            return eprintln!("LATCHKEY_TEST_POSTGRES_URL is not set: not run on PostgreSQL");
        }
        let mut primary = Postgres::start(Durability::Written).unwrap();
        let wire = Wire::to(&primary.url()).await;
        let fixture = Fixture::on(wire.url().to_owned(), Arc::new(tempfile::tempdir().unwrap())).await;
        for turn in 0..rounds(1) {
            for (number, failure) in Failure::ALL.into_iter().enumerate() {
                eprintln!("{failure:?}");
                let standby = primary.standby().unwrap();
                // From now on, a commit is reported once the standby has it.
                configure(&primary.url(), "synchronous_standby_names = '*'").await;
                let (former, other) = (RefCell::new(primary), RefCell::new(standby));
                let (happens, is_answered) =
                    (async || failure.happens(&former, &other, &wire).await, async || failure.is_answered(&former, &other, &wire).await);
                disturb(turn * Failure::ALL.len() + number, &fixture, &fixture.latchkey, happens, failure.lasts(), is_answered).await;
                primary = if matches!(failure, Failure::StandbyKilled) { former } else { other }.into_inner();
            }
        }
    }
}
