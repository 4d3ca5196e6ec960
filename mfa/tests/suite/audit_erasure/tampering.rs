//! Changes by other means are reported, before values are erased and afterwards.

use super::{AuditTrouble, erase, is_whole, keeping_thirty_days, left, seal};
use crate::{
    action::tamper,
    audit_chain::{changed, id, rows, verified, write},
    fixture::{Fixture, number, on_each_database},
};

/// Sets each column of a line of the second batch to other values, one after the other.
pub(super) async fn each_column_is_protected(fixture: &Fixture, number_of_line: usize) {
    let is_sqlite = fixture.database_url.starts_with("sqlite");
    let columns = if is_sqlite {
        rows!(fixture, (String,), "SELECT name FROM pragma_table_info('audit_event')")
    } else {
        rows!(fixture, (String,), "SELECT column_name::TEXT FROM information_schema.columns WHERE table_name = 'audit_event'")
    };
    let mut tried = 0;
    for (column,) in columns.iter().filter(|(column,)| !["batch", "id"].contains(&column.as_str())) {
        let bytes = |hex: String| if is_sqlite { format!("x'{hex}'") } else { format!("'\\x{hex}'::bytea") };
        let values: Vec<String> = match column.as_str() {
            "at" => vec!["at + 1".into()],
            "times" => vec!["times + 1".into()],
            "version" => ["0", "1", "2", "3", "4"].map(String::from).into(),
            "last_at" => ["at", "0", "NULL"].map(String::from).into(),
            "salt" => vec!["NULL".into(), bytes(String::new()), bytes("00".repeat(16))],
            "commitments" => {
                vec!["NULL".into(), bytes(String::new()), bytes("00".repeat(32)), bytes("00".repeat(64)), bytes("00".repeat(96))]
            }
            "detail" | "actor_id" | "account_id" | "method" => ["''", "NULL", "'x'"].map(String::from).into(),
            _ => ["''", "'x'"].map(String::from).into(),
        };
        for value in values {
            let line = id(number_of_line);
            let same = format!("SELECT COUNT(*) FROM audit_event WHERE id = '{line}' AND {column} IS NOT DISTINCT FROM {value}");
            if number(&fixture.database_url, &same).await == 1 {
                continue;
            }
            tried += 1;
            tamper(fixture, "CREATE TABLE before AS SELECT * FROM audit_event").await;
            tamper(fixture, &format!("UPDATE audit_event SET {column} = {value} WHERE id = '{line}'")).await;
            assert_eq!(verified(&fixture.latchkey).await.troubles, [changed(number_of_line, 2)], "{column} = {value}");
            tamper(fixture, "DELETE FROM audit_event").await;
            tamper(fixture, "INSERT INTO audit_event SELECT * FROM before").await;
            tamper(fixture, "DROP TABLE before").await;
        }
    }
    assert!(tried > 20, "{tried}");
    assert_eq!(verified(&fixture.latchkey).await.troubles, []);
}

/// Two batches of three lines. Of the second one, line 5 has a detail that its owner has chosen, and line 6 one that nobody has.
pub(super) async fn lines_of_each_kind(fixture: &Fixture) {
    tamper(fixture, &format!("UPDATE audit_event SET event = 'totp_renamed', detail = 'Phone' WHERE id = '{}'", id(5))).await;
    tamper(fixture, &format!("UPDATE audit_event SET event = 'guesses_paused', detail = '15' WHERE id = '{}'", id(6))).await;
}

async fn two_batches(fixture: &Fixture) {
    write(fixture, 1, 3).await;
    seal(fixture).await;
    write(fixture, 4, 6).await;
    lines_of_each_kind(fixture).await;
    seal(fixture).await;
}

on_each_database! {
    async fn each_column_of_a_line_with_its_values(fixture: Fixture) {
        two_batches(&fixture).await;
        for line in [4, 5, 6] {
            each_column_is_protected(&fixture, line).await;
        }
    }

    async fn each_column_of_a_line_without_them(fixture: Fixture) {
        let fixture = keeping_thirty_days(fixture).await;
        two_batches(&fixture).await;
        erase(&fixture).await;
        is_whole(&verified(&fixture.latchkey).await, 6);
        for line in [4, 5, 6] {
            each_column_is_protected(&fixture, line).await;
        }
        let details = rows!(fixture, (Option<String>,), "SELECT detail FROM audit_event WHERE id > '00000000000000000000000000000003' ORDER BY id");
        assert_eq!(details, [(None,), (Some(String::new()),), (Some("15".to_owned()),)], "the length of a wait isn't personal");
    }

    /// Erasing doesn't make a changed line right.
    async fn a_line_that_was_changed_before_is_still_reported(fixture: Fixture) {
        let fixture = keeping_thirty_days(fixture).await;
        two_batches(&fixture).await;
        let changes = ["address = '198.51.100.1'", "salt = NULL", "version = 1", "version = 7", "detail = 'Other'"];
        for (number, change) in (1..).zip(changes) {
            tamper(&fixture, &format!("UPDATE audit_event SET {change} WHERE id = '{}'", id(number))).await;
        }
        let expected = [changed(1, 1), changed(2, 1), changed(3, 1), changed(4, 2), changed(5, 2)];
        assert_eq!(verified(&fixture.latchkey).await.troubles, expected);
        erase(&fixture).await;
        assert_eq!(left(&fixture).await, 0);
        let found = verified(&fixture.latchkey).await;
        assert_eq!((found.troubles.as_slice(), found.erased), (expected.as_slice(), 1));
    }

    /// Values that somebody puts into an erased line are erased again, and it is as it was.
    async fn a_line_that_was_filled_again_is_reported(fixture: Fixture) {
        let fixture = keeping_thirty_days(fixture).await;
        two_batches(&fixture).await;
        erase(&fixture).await;
        tamper(&fixture, &format!("UPDATE audit_event SET address = '192.0.2.1', agent = 'browser 4' WHERE id = '{}'", id(4))).await;
        assert_eq!(verified(&fixture.latchkey).await.troubles, [changed(4, 2)]);
    }

    async fn a_record_of_no_batch_is_reported(fixture: Fixture) {
        two_batches(&fixture).await;
        tamper(&fixture, "INSERT INTO audit_erased (batch, list, record, seal) SELECT 7, list, '7:00', list FROM audit_batch WHERE number = 1").await;
        assert_eq!(verified(&fixture.latchkey).await.troubles, [AuditTrouble::ErasureForged { batch: 7 }]);
    }
}
