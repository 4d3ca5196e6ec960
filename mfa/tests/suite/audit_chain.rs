use crate::{
    action::tamper,
    fixture::{Fixture, on_each_database, race},
};
use mfa::{AuditHead, AuditSeal, AuditTrouble, Error, Latchkey, Verified};
use sha2::{Digest, Sha256};
use sqlx::{Connection, PgConnection};
use std::time::Duration;
use tokio::time::timeout;

const NO_HEAD: &str = "0:0000000000000000000000000000000000000000000000000000000000000000";

/// The rows of a statement, read directly from the database.
macro_rules! rows {
    ($fixture:expr, $row:ty, $sql:expr) => {{
        use sqlx::Connection as _;
        let sql = sqlx::AssertSqlSafe($sql.to_owned());
        if $fixture.database_url.starts_with("sqlite") {
            sqlx::query_as::<_, $row>(sql)
                .fetch_all(&mut sqlx::SqliteConnection::connect(&$fixture.database_url).await.unwrap())
                .await
                .unwrap()
        } else {
            sqlx::query_as::<_, $row>(sql).fetch_all(&mut sqlx::PgConnection::connect(&$fixture.database_url).await.unwrap()).await.unwrap()
        }
    }};
}
pub(crate) use rows;

pub(crate) fn id(number: usize) -> String {
    format!("{number:032}")
}

/// Writes lines as the domain would, numbered `from` to `to`.
pub(crate) async fn write(fixture: &Fixture, from: usize, to: usize) {
    let sql = format!(
        "WITH RECURSIVE n (i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to})
         INSERT INTO audit_event (id, at, account_id, actor, event, method, result, address, agent, detail, actor_id)
         SELECT '0000000000000000' || SUBSTR(CAST(10000000000000000 + i AS TEXT), 2), 1800000000000 + i, 'somebody', 'user', 'code_refused',
                'totp', 'refused', '192.0.2.1', 'browser ' || CAST(i AS TEXT), NULL, NULL FROM n"
    );
    tamper(fixture, &sql).await;
}

/// Three batches of three lines, numbered from 1.
async fn three_batches(fixture: &Fixture) {
    for first in [1, 4, 7] {
        write(fixture, first, first + 2).await;
        assert_eq!(fixture.latchkey.maintenance().seal_audit().await.unwrap(), 3);
        fixture.pass_seconds(60);
    }
    for table in ["audit_event", "audit_batch", "audit_head"] {
        tamper(fixture, &format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
    }
}

async fn restore(fixture: &Fixture) {
    for table in ["audit_event", "audit_batch", "audit_head"] {
        tamper(fixture, &format!("DELETE FROM {table}")).await;
        tamper(fixture, &format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
    }
    assert_eq!(troubles(&fixture.latchkey).await, []);
}

pub(crate) async fn verified(latchkey: &Latchkey) -> Verified {
    latchkey.operator().verify_audit(None).await.unwrap()
}

async fn troubles(latchkey: &Latchkey) -> Vec<AuditTrouble> {
    verified(latchkey).await.troubles
}

async fn head(fixture: &Fixture) -> AuditHead {
    verified(&fixture.latchkey).await.head.unwrap()
}

pub(crate) fn changed(number: usize, batch: i64) -> AuditTrouble {
    AuditTrouble::LineChanged { id: id(number), batch }
}

pub(crate) fn missing(number: usize, batch: i64) -> AuditTrouble {
    AuditTrouble::LineMissing { id: id(number), batch }
}

fn added(number: usize, batch: i64) -> AuditTrouble {
    AuditTrouble::LineAdded { id: id(number), batch }
}

on_each_database! {
    async fn an_empty_trail_is_whole(fixture: Fixture) {
        assert_eq!(fixture.latchkey.maintenance().seal_audit().await.unwrap(), 0);
        assert_eq!(verified(&fixture.latchkey).await, Verified::default());
    }

    async fn what_happens_is_sealed_and_found_whole(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        let before = verified(&fixture.latchkey).await;
        assert!(before.unsealed > 4 && before.head.is_none());
        assert_eq!(fixture.latchkey.admin().audit_seal(&session).await.unwrap_err(), Error::NotFound);
        fixture.latchkey.operator().grant_administrator("a@example.org").await.unwrap();
        fixture.pass_seconds(30);
        let admin = fixture.totp(&fixture.sign_in("a@example.org").await, &app.code(fixture.now())).await.unwrap().session;
        assert_eq!(fixture.latchkey.admin().audit_seal(&admin).await.unwrap(), AuditSeal::Nothing);
        let lines = fixture.latchkey.maintenance().seal_audit().await.unwrap();
        assert_eq!(fixture.latchkey.maintenance().seal_audit().await.unwrap(), 0, "nothing is left");
        let after = verified(&fixture.latchkey).await;
        assert_eq!((after.lines, after.batches, after.unsealed, after.troubles.len()), (lines, 1, 0, 0));
        let seal = async || fixture.latchkey.admin().audit_seal(&admin).await.unwrap();
        assert_eq!(seal().await, AuditSeal::UpTo(after.head.unwrap(), fixture.now().0));
        tamper(&fixture, "UPDATE audit_batch SET hash = previous").await;
        assert_eq!(seal().await, AuditSeal::Broken);
        tamper(&fixture, "DELETE FROM audit_batch").await;
        assert_eq!(seal().await, AuditSeal::Broken, "a batch that is gone was there");
    }

    async fn each_column_of_a_line_is_sealed(fixture: Fixture) {
        three_batches(&fixture).await;
        let columns = if fixture.database_url.starts_with("sqlite") {
            rows!(fixture, (String,), "SELECT name FROM pragma_table_info('audit_event')")
        } else {
            rows!(fixture, (String,), "SELECT column_name::TEXT FROM information_schema.columns WHERE table_name = 'audit_event'")
        };
        assert!(columns.len() > 11);
        for (column,) in columns.iter().filter(|(column,)| column != "batch") {
            let values = match column.as_str() {
                "at" => vec!["at + 1", "-at"],
                "times" => vec!["2", "0"],
                "version" => vec!["1", "2"],
                "last_at" => vec!["at", "0"],
                // An unused id: a line is added, and another one is missing.
                "id" => vec!["'00000000000000000000000000000099'"],
                // These are empty, so the values include another kind of empty.
                "detail" | "actor_id" => vec!["''", "'x'"],
                "account_id" | "method" => vec!["''", "NULL", "'x'"],
                _ => vec!["''", "'x'"],
            };
            for value in values {
                tamper(&fixture, &format!("UPDATE audit_event SET {column} = {value} WHERE id = '{}'", id(5))).await;
                let expected = if column == "id" { vec![added(99, 2), missing(5, 2)] } else { vec![changed(5, 2)] };
                assert_eq!(troubles(&fixture.latchkey).await, expected, "{column} = {value}");
                restore(&fixture).await;
            }
        }
    }

    async fn lines_that_are_gone_added_swapped_or_moved_are_named(fixture: Fixture) {
        three_batches(&fixture).await;
        let swap = format!(
            "UPDATE audit_event SET agent = CASE agent WHEN 'browser 2' THEN 'browser 8' ELSE 'browser 2' END WHERE id IN ('{}', '{}')",
            id(2),
            id(8)
        );
        let copy = |id: &str, batch: &str| {
            format!(
                "INSERT INTO audit_event (id, at, account_id, actor, event, method, result, address, agent, batch)
                 SELECT {id}, at, account_id, actor, event, method, result, address, agent, {batch} FROM audit_event WHERE agent = 'browser 5'"
            )
        };
        let new = "'00000000000000000000000000000010'";
        for (act, expected) in [
            (format!("DELETE FROM audit_event WHERE id = '{}'", id(5)), vec![missing(5, 2)]),
            ("DELETE FROM audit_event WHERE batch = 3".to_owned(), vec![missing(7, 3), missing(8, 3), missing(9, 3)]),
            (copy(new, "2"), vec![added(10, 2)]),
            (copy("''", "2"), vec![AuditTrouble::LineAdded { id: String::new(), batch: 2 }]),
            (copy("'00000000000000000000000000000005 '", "2"), vec![AuditTrouble::LineAdded { id: format!("{} ", id(5)), batch: 2 }]),
            (copy(new, "4"), vec![AuditTrouble::LinesAstray { lines: 1, batch: 4 }]),
            (copy(new, "-1"), vec![AuditTrouble::LinesAstray { lines: 1, batch: -1 }]),
            (swap, vec![changed(2, 1), changed(8, 3)]),
            (format!("UPDATE audit_event SET batch = 1 WHERE id = '{}'", id(5)), vec![added(5, 1), missing(5, 2)]),
            (format!("UPDATE audit_event SET batch = NULL WHERE id = '{}'", id(5)), vec![missing(5, 2)]),
        ] {
            tamper(&fixture, &act).await;
            assert_eq!(troubles(&fixture.latchkey).await, expected, "{act}");
            restore(&fixture).await;
        }
    }

    async fn more_than_twenty_problems_are_cut_short(fixture: Fixture) {
        write(&fixture, 1, 100).await;
        fixture.latchkey.maintenance().seal_audit().await.unwrap();
        tamper(&fixture, "UPDATE audit_event SET detail = 'x'").await;
        let found = verified(&fixture.latchkey).await;
        assert_eq!((found.troubles.len(), found.was_cut_short()), (20, true));
        assert_eq!(found.troubles[19], changed(20, 1));
    }

    async fn batches_that_are_gone_or_changed_are_named(fixture: Fixture) {
        three_batches(&fixture).await;
        let newest = head(&fixture).await;
        for (act, expected) in [
            ("DELETE FROM audit_batch WHERE number = 2", vec![AuditTrouble::BatchMissing { batch: 2 }]),
            ("DELETE FROM audit_batch WHERE number < 3", vec![AuditTrouble::BatchesMissing { from: 1, to: 2 }]),
            ("UPDATE audit_batch SET sealed_at = sealed_at + 1 WHERE number = 2", vec![AuditTrouble::BatchChanged { batch: 2 }]),
            ("UPDATE audit_batch SET lines = 2 WHERE number = 2", vec![AuditTrouble::BatchChanged { batch: 2 }]),
            (
                "UPDATE audit_batch SET list = (SELECT list FROM audit_batch WHERE number = 1) WHERE number = 2",
                vec![AuditTrouble::BatchChanged { batch: 2 }],
            ),
            (
                "UPDATE audit_batch SET hash = (SELECT hash FROM audit_batch WHERE number = 1) WHERE number = 2",
                vec![AuditTrouble::BatchChanged { batch: 2 }, AuditTrouble::BatchUnlinked { batch: 3 }],
            ),
            ("DELETE FROM audit_head", vec![AuditTrouble::HeadMissing]),
            ("UPDATE audit_head SET seal = NULL", vec![AuditTrouble::HeadForged]),
        ] {
            tamper(&fixture, act).await;
            assert_eq!(troubles(&fixture.latchkey).await, expected, "{act}");
            restore(&fixture).await;
        }
        tamper(&fixture, &format!("UPDATE audit_head SET head = '{NO_HEAD}', seal = NULL")).await;
        assert_eq!(troubles(&fixture.latchkey).await, [AuditTrouble::HeadElsewhere { head: NO_HEAD.parse().unwrap(), newest }]);
    }

    /// A batch that is consistent in itself doesn't fit its neighbours.
    async fn a_batch_made_anew_fits_nowhere(fixture: Fixture) {
        three_batches(&fixture).await;
        let read = "SELECT number, sealed_at, lines, list, previous FROM audit_batch WHERE number = 2";
        let (number, sealed_at, lines, list, previous) = rows!(fixture, (i64, i64, i64, Vec<u8>, Vec<u8>), read).remove(0);
        let numbers = [number, sealed_at + 1, lines].map(i64::to_be_bytes).concat();
        let hash = Sha256::digest([b"latchkey audit batch 1".as_slice(), &numbers, &Sha256::digest(list), &previous].concat());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let bytes = if fixture.database_url.starts_with("sqlite") { format!("x'{hash}'") } else { format!("'\\x{hash}'") };
        tamper(&fixture, &format!("UPDATE audit_batch SET sealed_at = sealed_at + 1, hash = {bytes} WHERE number = 2")).await;
        assert_eq!(troubles(&fixture.latchkey).await, [AuditTrouble::BatchUnlinked { batch: 3 }]);
    }

    async fn a_chain_that_was_cut_off_does_not_fit_its_head(fixture: Fixture) {
        three_batches(&fixture).await;
        let whole = head(&fixture).await;
        tamper(&fixture, "DELETE FROM audit_batch WHERE number = 3").await;
        tamper(&fixture, "DELETE FROM audit_event WHERE batch = 3").await;
        let cut = verified(&fixture.latchkey).await;
        assert_eq!(cut.troubles, [AuditTrouble::HeadElsewhere { head: whole, newest: cut.head.unwrap() }]);
        write(&fixture, 10, 12).await;
        assert_eq!(fixture.latchkey.maintenance().seal_audit().await.unwrap_err(), Error::Unavailable, "nothing is sealed onto it");
        let still = verified(&fixture.latchkey).await;
        assert_eq!((still.batches, still.unsealed, still.head), (2, 3, cut.head));
    }

    /// An old head, restored together with the old end of the chain, is consistent. Only a head noted elsewhere reveals it.
    async fn what_the_operator_noted_down_tells_of_an_old_head_put_back(fixture: Fixture) {
        write(&fixture, 1, 3).await;
        fixture.latchkey.maintenance().seal_audit().await.unwrap();
        let first = head(&fixture).await;
        tamper(&fixture, "CREATE TABLE kept AS SELECT * FROM audit_head").await;
        write(&fixture, 4, 6).await;
        fixture.latchkey.maintenance().seal_audit().await.unwrap();
        let second = head(&fixture).await;
        for noted in [first, second] {
            assert_eq!(fixture.latchkey.operator().verify_audit(Some(noted)).await.unwrap().troubles, []);
        }
        tamper(&fixture, "DELETE FROM audit_head").await;
        tamper(&fixture, "INSERT INTO audit_head SELECT * FROM kept").await;
        tamper(&fixture, "DELETE FROM audit_batch WHERE number = 2").await;
        tamper(&fixture, "UPDATE audit_event SET batch = NULL, detail = 'changed' WHERE batch = 2").await;
        assert_eq!(troubles(&fixture.latchkey).await, []);
        assert_eq!(fixture.latchkey.maintenance().seal_audit().await.unwrap(), 3);
        let noted = Some(second);
        assert_eq!(fixture.latchkey.operator().verify_audit(noted).await.unwrap().troubles, [AuditTrouble::NotedElsewhere { noted: second }]);
        assert_eq!(fixture.latchkey.operator().verify_audit(Some(first)).await.unwrap().troubles, []);
    }

    /// An attacker who has the database makes a new chain with Latchkey itself, but with another key file.
    async fn a_chain_computed_anew_without_the_key_is_forged(fixture: Fixture) {
        three_batches(&fixture).await;
        let ours = rows!(fixture, (String, Vec<u8>), "SELECT head, seal FROM audit_head").remove(0);
        tamper(&fixture, "UPDATE audit_event SET batch = NULL").await;
        tamper(&fixture, &format!("UPDATE audit_event SET address = '198.51.100.1' WHERE id = '{}'", id(2))).await;
        tamper(&fixture, "DELETE FROM audit_batch").await;
        tamper(&fixture, "DELETE FROM sealing_check").await;
        tamper(&fixture, &format!("UPDATE audit_head SET head = '{NO_HEAD}', seal = NULL")).await;
        let forger = fixture.with_key_file("another.key").await.unwrap();
        assert_eq!(forger.maintenance().seal_audit().await.unwrap(), 9);
        assert_eq!(troubles(&forger).await, [], "to the forger it looks right");

        assert_eq!(troubles(&fixture.latchkey).await, [AuditTrouble::HeadForged]);
        write(&fixture, 10, 10).await;
        assert_eq!(fixture.latchkey.maintenance().seal_audit().await.unwrap_err(), Error::Unavailable);
        let forged = head(&fixture).await;
        // With the former seal, and with the whole former head.
        tamper(&fixture, "UPDATE audit_head SET seal = (SELECT seal FROM kept_audit_head)").await;
        assert_eq!(troubles(&fixture.latchkey).await, [AuditTrouble::HeadForged]);
        tamper(&fixture, &format!("UPDATE audit_head SET head = '{}'", ours.0)).await;
        let head = ours.0.parse().unwrap();
        assert_eq!(troubles(&fixture.latchkey).await, [AuditTrouble::HeadElsewhere { head, newest: forged }]);
    }

    async fn two_servers_that_seal_at_once_make_one_chain(fixture: Fixture) {
        let other = fixture.another().await;
        for round in 0..4 {
            write(&fixture, round * 4500 + 1, (round + 1) * 4500).await;
            let (won, lost) = race((0..8).map(|n| if n % 2 == 0 { fixture.latchkey.maintenance().seal_audit() } else { other.maintenance().seal_audit() })).await;
            assert_eq!((won.iter().sum::<u64>(), lost), (4500, vec![]));
        }
        let found = verified(&other).await;
        assert_eq!((found.lines, found.batches, found.unsealed, found.troubles), (18_000, 12, 0, vec![]));
    }

    async fn it_is_sealed_while_lines_are_written(fixture: Fixture) {
        let sealer = async {
            let mut sealed = 0;
            for _ in 0..40 {
                sealed += fixture.latchkey.maintenance().seal_audit().await.unwrap();
                tokio::task::yield_now().await;
            }
            sealed
        };
        let people = async {
            let names: Vec<_> = (0..12).map(|n| format!("{n}@example.org")).collect();
            futures::future::join_all(names.iter().map(|name| fixture.enrolled(name))).await;
        };
        let (sealed, ()) = futures::join!(sealer, people);
        let left = fixture.latchkey.maintenance().seal_audit().await.unwrap();
        let found = verified(&fixture.latchkey).await;
        assert_eq!((found.lines, found.unsealed, found.troubles), (sealed + left, 0, vec![]));
        assert_eq!(found.lines, 12 * 4, "signed up, app added, signed in, codes made");
    }

    async fn a_rotation_leaves_the_chain_whole(fixture: Fixture) {
        let operator = fixture.another().await;
        for round in 0..4 {
            write(&fixture, round + 1, round + 1).await;
            fixture.latchkey.maintenance().seal_audit().await.unwrap();
            assert_eq!(operator.operator().rotate_keys().await.unwrap().resealed, 1, "the head");
            for latchkey in [&fixture.latchkey, &operator, &fixture.another().await] {
                assert_eq!((troubles(latchkey).await.len(), verified(latchkey).await.batches), (0, round as u64 + 1));
            }
        }
    }
}

/// A line committed after later ones were sealed is in a later batch, and neither waits for the other. Only on PostgreSQL: SQLite has one writer at a
/// time.
mod transactions_may_commit_in_any_order {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn postgres() {
        let Some(fixture) = Fixture::open(testbed::Database::Postgres).await else { return };
        let mut slow = PgConnection::connect(&fixture.database_url).await.unwrap();
        let mut tx = slow.begin().await.unwrap();
        let insert =
            "INSERT INTO audit_event (id, at, actor, event, result, address, agent) VALUES ($1, 1, 'user', 'sign_in', 'ok', '', '')";
        sqlx::query(insert).bind(id(1)).execute(&mut *tx).await.unwrap();
        write(&fixture, 2, 3).await;
        assert_eq!(fixture.latchkey.maintenance().seal_audit().await.unwrap(), 2);
        tx.commit().await.unwrap();
        assert_eq!(fixture.latchkey.maintenance().seal_audit().await.unwrap(), 1);
        assert_eq!(verified(&fixture.latchkey).await.troubles, []);

        let mut sealing = slow.begin().await.unwrap();
        sqlx::query("UPDATE audit_head SET head = head").execute(&mut *sealing).await.unwrap();
        sqlx::query("UPDATE audit_event SET batch = 3 WHERE batch IS NULL").execute(&mut *sealing).await.unwrap();
        let signed_up = timeout(Duration::from_secs(30), fixture.sign_up("a@example.org")).await;
        assert!(signed_up.is_ok(), "a sign-up doesn't wait for a batch that is being sealed");
    }
}
