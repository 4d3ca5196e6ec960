//! Lines that a version of Latchkey without commitments has sealed: their hash covers the values themselves.

use super::{
    erase, is_whole, keeping_thirty_days, left, seal,
    tampering::{each_column_is_protected, lines_of_each_kind},
};
use crate::{
    action::tamper,
    audit_chain::{changed, id, missing, rows, verified, write},
    fixture::{Fixture, number, on_each_database},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use mfa::{AuditTrouble, Error};
use sha2::{Digest, Sha256};

type Columns = (String, i64, Option<String>, String, String, Option<String>, String, String, String, Option<String>, Option<String>);

fn text(value: Option<&String>) -> Vec<u8> {
    value.map_or(vec![0], |value| [&[1], value.len().to_be_bytes().as_slice(), value.as_bytes()].concat())
}

fn hash((id, at, account, actor, event, method, result, address, agent, detail, by): &Columns) -> [u8; 32] {
    let at = [&[2], at.to_be_bytes().as_slice()].concat();
    let before = [b"latchkey audit line 1".to_vec(), text(Some(id)), at, text(account.as_ref()), text(Some(actor)), text(Some(event))];
    let after =
        [text(method.as_ref()), text(Some(result)), text(Some(address)), text(Some(agent)), text(detail.as_ref()), text(by.as_ref())];
    Sha256::digest([before.concat(), after.concat()].concat()).into()
}

/// Seals an empty text, as the vault does with the first key of the key file.
fn sealed(fixture: &Fixture, place: &str) -> Vec<u8> {
    let file = std::fs::read_to_string(fixture.key_file()).unwrap();
    let (key_id, secret) = file.lines().next().unwrap().split_once(' ').unwrap();
    let key: [u8; 32] = STANDARD.decode(secret).unwrap().try_into().unwrap();
    let cipher = XChaCha20Poly1305::new(&Key::from(key));
    let text = cipher.encrypt(&XNonce::from([7; 24]), Payload { msg: &[], aad: place.as_bytes() }).unwrap();
    [&[u8::try_from(key_id.len()).unwrap()], key_id.as_bytes(), &[7; 24], &text].concat()
}

/// Seals the waiting lines as the version before did.
async fn seal_as_before(fixture: &Fixture) {
    let waiting = "SELECT id, at, account_id, actor, event, method, result, address, agent, detail, actor_id FROM audit_event
                   WHERE batch IS NULL ORDER BY id";
    let lines = rows!(fixture, Columns, waiting);
    let list = lines.iter().map(|line| [hex::decode(&line.0).unwrap(), hash(line).to_vec()].concat()).collect::<Vec<_>>().concat();
    let (head,) = rows!(fixture, (String,), "SELECT head FROM audit_head").remove(0);
    let (last, previous) = head.split_once(':').unwrap();
    let number = last.parse::<i64>().unwrap() + 1;
    let numbers = [number, 5, i64::try_from(lines.len()).unwrap()];
    let bytes = [
        b"latchkey audit batch 1".to_vec(),
        numbers.map(i64::to_be_bytes).concat(),
        Sha256::digest(&list).to_vec(),
        hex::decode(previous).unwrap(),
    ];
    let hash = hex::encode(Sha256::digest(bytes.concat()));
    let new = format!("{number}:{hash}");
    let seal = hex::encode(sealed(fixture, &format!("audit_head|{new}|seal")));
    let blob = |hex: &str| if fixture.database_url.starts_with("sqlite") { format!("x'{hex}'") } else { format!("'\\x{hex}'") };
    let (list, previous, hash, seal) = (blob(&hex::encode(list)), blob(previous), blob(&hash), blob(&seal));
    tamper(fixture, &format!("UPDATE audit_event SET batch = {number} WHERE batch IS NULL")).await;
    let [number, at, lines] = numbers;
    let values = format!("{number}, {at}, {lines}, {list}, {previous}, {hash}");
    tamper(fixture, &format!("INSERT INTO audit_batch (number, sealed_at, lines, list, previous, hash) VALUES ({values})")).await;
    tamper(fixture, &format!("UPDATE audit_head SET head = '{new}', seal = {seal}")).await;
}

/// Two batches of three lines of the version before, and one of this one.
async fn three_batches(fixture: Fixture) -> Fixture {
    let fixture = keeping_thirty_days(fixture).await;
    for first in [1, 4] {
        write(&fixture, first, first + 2).await;
        if first == 4 {
            lines_of_each_kind(&fixture).await;
        }
        seal_as_before(&fixture).await;
    }
    write(&fixture, 7, 9).await;
    seal(&fixture).await;
    is_whole(&verified(&fixture.latchkey).await, 0);
    fixture
}

async fn troubles(fixture: &Fixture) -> Vec<AuditTrouble> {
    verified(&fixture.latchkey).await.troubles
}

fn forged(batch: i64) -> AuditTrouble {
    AuditTrouble::ErasureForged { batch }
}

on_each_database! {
    async fn they_are_erased_and_a_record_says_so(fixture: Fixture) {
        let fixture = three_batches(fixture).await;
        let before = verified(&fixture.latchkey).await.head;
        for line in [4, 5, 6] {
            each_column_is_protected(&fixture, line).await;
        }
        erase(&fixture).await;
        assert_eq!(left(&fixture).await, 0);
        assert_eq!(verified(&fixture.latchkey).await.head, before);
        is_whole(&verified(&fixture.latchkey).await, 9);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM audit_erased").await, 2);
        for line in [4, 5, 6] {
            each_column_is_protected(&fixture, line).await;
        }
        let details = rows!(fixture, (Option<String>,), "SELECT detail FROM audit_event WHERE batch = 2 ORDER BY id");
        assert_eq!(details, [(None,), (Some(String::new()),), (Some("15".to_owned()),)]);
        tamper(&fixture, &format!("DELETE FROM audit_event WHERE id = '{}'", id(5))).await;
        assert_eq!(troubles(&fixture).await, [missing(5, 2)]);
    }

    /// The values of a batch go one after the other, as accounts are deleted.
    async fn a_record_grows(fixture: Fixture) {
        write(&fixture, 1, 3).await;
        for (line, account) in [(1, "one"), (2, "two")] {
            tamper(&fixture, &format!("UPDATE audit_event SET account_id = '{account}' WHERE id = '{}'", id(line))).await;
        }
        seal_as_before(&fixture).await;
        for (line, account, erased) in [(4, "one", 1), (5, "two", 2)] {
            write(&fixture, line, line).await;
            let deleted = format!("event = 'account_deleted', account_id = '{account}'");
            tamper(&fixture, &format!("UPDATE audit_event SET {deleted} WHERE id = '{}'", id(line))).await;
            seal(&fixture).await;
            erase(&fixture).await;
            is_whole(&verified(&fixture.latchkey).await, 2 * erased);
            let size = number(&fixture.database_url, "SELECT CAST(LENGTH(list) AS BIGINT) FROM audit_erased").await;
            assert_eq!(u64::try_from(size).unwrap(), 48 * erased);
        }
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event WHERE address <> ''").await, 1);
    }

    /// With the database but without the key, nobody has Latchkey make a record for lines of an account, and then removes the traces.
    async fn only_a_sealed_deletion_erases(fixture: Fixture) {
        write(&fixture, 1, 3).await;
        seal_as_before(&fixture).await;
        let deleted = |line: usize| format!("UPDATE audit_event SET event = 'account_deleted' WHERE id = '{}'", id(line));
        let erases_nothing = async |case: &str| {
            erase(&fixture).await;
            assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event WHERE address = ''").await, 0, "{case}");
            assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM audit_erased").await, 0, "{case}");
        };
        write(&fixture, 4, 4).await;
        tamper(&fixture, &deleted(4)).await;
        erases_nothing("a line that isn't sealed").await;

        let of_line = "SELECT id, at, account_id, actor, event, method, result, address, agent, detail, actor_id FROM audit_event WHERE batch IS NULL";
        let line = rows!(fixture, Columns, of_line).remove(0);
        let (list,) = rows!(fixture, (Vec<u8>,), "SELECT list FROM audit_batch").remove(0);
        let longer = hex::encode([list, hex::decode(&line.0).unwrap(), hash(&line).to_vec()].concat());
        let longer = if fixture.database_url.starts_with("sqlite") { format!("x'{longer}'") } else { format!("'\\x{longer}'") };
        tamper(&fixture, "CREATE TABLE kept AS SELECT * FROM audit_batch").await;
        tamper(&fixture, &format!("UPDATE audit_batch SET list = {longer}, lines = 4")).await;
        tamper(&fixture, "UPDATE audit_event SET batch = 1").await;
        erases_nothing("a list that was changed").await;

        tamper(&fixture, "DELETE FROM audit_batch").await;
        tamper(&fixture, "INSERT INTO audit_batch SELECT * FROM kept").await;
        erases_nothing("a line that isn't in the list of its batch").await;

        tamper(&fixture, &format!("DELETE FROM audit_event WHERE id = '{}'", id(4))).await;
        write(&fixture, 5, 5).await;
        tamper(&fixture, &deleted(5)).await;
        seal(&fixture).await;
        erase(&fixture).await;
        is_whole(&verified(&fixture.latchkey).await, 4);
    }

    async fn values_that_are_gone_without_a_record_are_reported(fixture: Fixture) {
        let fixture = three_batches(fixture).await;
        tamper(&fixture, "UPDATE audit_event SET address = '', agent = ''").await;
        assert_eq!(troubles(&fixture).await.len(), 9);
        erase(&fixture).await;
        assert_eq!(troubles(&fixture).await.len(), 9, "erasing makes nothing of it right");
    }

    async fn a_line_that_was_changed_before_gets_no_record(fixture: Fixture) {
        let fixture = three_batches(fixture).await;
        tamper(&fixture, &format!("UPDATE audit_event SET actor = 'operator' WHERE id = '{}'", id(2))).await;
        erase(&fixture).await;
        let found = verified(&fixture.latchkey).await;
        assert_eq!((found.troubles.as_slice(), found.erased), ([changed(2, 1)].as_slice(), 8));
    }

    async fn forged_and_foreign_records_are_reported(fixture: Fixture) {
        let fixture = three_batches(fixture).await;
        erase(&fixture).await;
        tamper(&fixture, "CREATE TABLE kept AS SELECT * FROM audit_erased").await;
        let of_batch = |batch: usize| (3 * batch - 2..=3 * batch).map(move |line| changed(line, i64::try_from(batch).unwrap()));
        let both = [forged(1)].into_iter().chain(of_batch(1)).chain([forged(2)]).chain(of_batch(2)).collect();
        for (act, expected) in [
            ("DELETE FROM audit_erased WHERE batch = 1", of_batch(1).collect()),
            ("UPDATE audit_erased SET seal = list WHERE batch = 2", [forged(2)].into_iter().chain(of_batch(2)).collect::<Vec<_>>()),
            ("UPDATE audit_erased SET record = '2:00' WHERE batch = 2", [forged(2)].into_iter().chain(of_batch(2)).collect()),
            ("UPDATE audit_erased SET list = seal WHERE batch = 2", [forged(2)].into_iter().chain(of_batch(2)).collect()),
            (
                "UPDATE audit_erased SET list = other.list, record = other.record, seal = other.seal
                 FROM kept AS other WHERE other.batch = 3 - audit_erased.batch",
                both,
            ),
        ] {
            tamper(&fixture, act).await;
            assert_eq!(troubles(&fixture).await, expected, "{act}");
            tamper(&fixture, "DELETE FROM audit_erased").await;
            tamper(&fixture, "INSERT INTO audit_erased SELECT * FROM kept").await;
        }
        is_whole(&verified(&fixture.latchkey).await, 9);
    }

    /// With the database but without the key, Latchkey itself makes a record that counts for nothing.
    async fn a_record_made_with_another_key_is_forged(fixture: Fixture) {
        let fixture = three_batches(fixture).await;
        tamper(&fixture, "CREATE TABLE kept AS SELECT * FROM sealing_check").await;
        tamper(&fixture, "DELETE FROM sealing_check").await;
        let forger = fixture.builder().key_file(fixture.folder.path().join("another.key")).audit_personal_days(30).build().await.unwrap();
        while forger.maintenance().erase_personal_values().await.unwrap().is_some() {}
        tamper(&fixture, "DELETE FROM sealing_check").await;
        tamper(&fixture, "INSERT INTO sealing_check SELECT * FROM kept").await;
        let found = troubles(&fixture).await;
        assert_eq!(found.iter().filter(|trouble| matches!(trouble, AuditTrouble::ErasureForged { .. })).count(), 2);
        assert_eq!(found.len(), 8);
    }

    async fn nothing_is_added_to_a_forged_record(fixture: Fixture) {
        let fixture = three_batches(fixture).await;
        tamper(&fixture, "INSERT INTO audit_erased (batch, list, record, seal) SELECT 1, hash, '1:00', hash FROM audit_batch WHERE number = 1").await;
        assert_eq!(fixture.latchkey.maintenance().erase_personal_values().await.unwrap_err(), Error::Unavailable);
        assert_eq!(troubles(&fixture).await, [forged(1)]);
        tamper(&fixture, "DELETE FROM audit_erased").await;
        erase(&fixture).await;
        is_whole(&verified(&fixture.latchkey).await, 9);
    }

    async fn a_rotation_seals_the_records_anew(fixture: Fixture) {
        let fixture = three_batches(fixture).await;
        erase(&fixture).await;
        for _ in 0..3 {
            assert_eq!(fixture.another().await.operator().rotate_keys().await.unwrap().resealed, 3, "the head and two records");
            is_whole(&verified(&fixture.latchkey).await, 9);
        }
    }
}
