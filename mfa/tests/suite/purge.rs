//! Rows that are over are deleted in small transactions, by one server at a time.

use crate::{
    action::tamper,
    audit_chain::rows,
    fixture::{Fixture, number, on_each_database},
};
use mfa::PurgeRun;
use std::time::Duration;

const SESSIONS: &str = "SELECT COUNT(*) FROM session";

/// Adds this many expired sessions of an account.
async fn expired_sessions(fixture: &Fixture, count: usize) {
    let account = fixture.sign_up("ada@example.org").await.account_id;
    let bytes = if fixture.database_url.starts_with("sqlite") { "CAST('s' || i AS BLOB)" } else { "CONVERT_TO('s' || i, 'UTF8')" };
    let sql = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
         INSERT INTO session (id, token_hash, account_id, level, created_at, last_seen_at, expires_at, address, agent)
         SELECT 's' || i, {bytes}, '{account}', 'full', 1, 1, 1, '', '' FROM n"
    );
    tamper(fixture, &sql).await;
}

on_each_database! {
    async fn rows_go_in_small_transactions(fixture: Fixture) {
        expired_sessions(&fixture, 1234).await;
        let most = if fixture.database_url.starts_with("sqlite") { 100 } else { 500 };
        let (mut run, mut before) = (PurgeRun::default(), number(&fixture.database_url, SESSIONS).await);
        let mut turns = 0;
        while fixture.latchkey.maintenance().purge(&mut run).await.unwrap() {
            let left = number(&fixture.database_url, SESSIONS).await;
            assert!(before - left <= most, "{before} {left}");
            before = left;
            turns += 1;
        }
        assert_eq!((before, run.deleted(), turns), (1, 1234, 1234 / u64::try_from(most).unwrap() + 1));
        assert!(fixture.latchkey.maintenance().purge(&mut PurgeRun::default()).await.unwrap(), "another run can begin at once");
    }

    async fn one_server_deletes_at_a_time(fixture: Fixture) {
        expired_sessions(&fixture, 1234).await;
        let other = fixture.another().await;
        let (mut one, mut two) = (PurgeRun::default(), PurgeRun::default());
        assert!(fixture.latchkey.maintenance().purge(&mut one).await.unwrap());
        assert!(!other.maintenance().purge(&mut two).await.unwrap());
        assert_eq!(two.deleted(), 0);
        fixture.pass_seconds(31);
        assert!(other.maintenance().purge(&mut two).await.unwrap(), "the first one has died");
        assert!(!fixture.latchkey.maintenance().purge(&mut one).await.unwrap());
        fixture.clock.put_back(Duration::from_hours(1));
        assert!(fixture.latchkey.maintenance().purge(&mut one).await.unwrap(), "a mark of the future doesn't count");
    }

    async fn servers_that_delete_at_once_delete_everything(fixture: Fixture) {
        expired_sessions(&fixture, 1234).await;
        let other = fixture.another().await;
        let work = async |latchkey: &mfa::Latchkey| {
            let mut run = PurgeRun::default();
            while latchkey.maintenance().purge(&mut run).await.unwrap() {}
            run.deleted()
        };
        let (one, two, three) = futures::join!(work(&fixture.latchkey), work(&other), work(&fixture.latchkey));
        assert_eq!((one + two + three, number(&fixture.database_url, SESSIONS).await), (1234, 1));
    }

    async fn hours_of_notices_and_requests_are_forgotten(fixture: Fixture) {
        let account = fixture.sign_up("ada@example.org").await.account_id;
        let now = fixture.now().0;
        tamper(&fixture, &format!("INSERT INTO notice_mark (account_id, kind, last_at, delivery_id) VALUES ('{account}', 'x', {now}, 'x')")).await;
        let request = format!("INSERT INTO mail_request (id, purpose, email, language, network, agent, created_at) VALUES ('x', 'x', 'x', 'x', 'x', 'x', {now})");
        tamper(&fixture, &request).await;
        let left = async || {
            fixture.latchkey.maintenance().sweep().await.unwrap();
            let marks = number(&fixture.database_url, "SELECT COUNT(*) FROM notice_mark").await;
            (marks, number(&fixture.database_url, "SELECT COUNT(*) FROM mail_request").await)
        };
        assert_eq!(left().await, (1, 1));
        fixture.pass(Duration::from_hours(24));
        assert_eq!(left().await, (1, 0));
        fixture.pass(Duration::from_hours(6 * 24));
        assert_eq!(left().await, (0, 0));
    }

    /// Without an index, each deletion of an account or a session would read the whole table that references it.
    async fn each_column_that_references_is_indexed(fixture: Fixture) {
        let without = if fixture.database_url.starts_with("sqlite") {
            "SELECT tables.name, referencing.\"from\" FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS referencing
             WHERE tables.type = 'table' AND NOT EXISTS (
                 SELECT 1 FROM pragma_index_list(tables.name) AS list, pragma_index_info(list.name) AS info
                 WHERE info.seqno = 0 AND info.name = referencing.\"from\"
                 AND (list.partial = 0 OR EXISTS (SELECT 1 FROM sqlite_schema AS written WHERE written.name = list.name
                                                  AND written.sql LIKE '% WHERE ' || referencing.\"from\" || ' IS NOT NULL')))"
        } else {
            "SELECT conrelid::REGCLASS::TEXT, attname::TEXT FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
             WHERE contype = 'f' AND NOT EXISTS (
                 SELECT 1 FROM pg_index WHERE indrelid = conrelid AND indkey[0] = conkey[1]
                 AND (indpred IS NULL OR PG_GET_EXPR(indpred, indrelid) = '(' || attname || ' IS NOT NULL)'))"
        };
        assert_eq!(rows!(fixture, (String, String), without), []);
        let all = if fixture.database_url.starts_with("sqlite") {
            "SELECT COUNT(*) FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name)"
        } else {
            "SELECT COUNT(*) FROM pg_constraint WHERE contype = 'f'"
        };
        assert!(number(&fixture.database_url, all).await >= 15, "the schema was read");
    }
}
