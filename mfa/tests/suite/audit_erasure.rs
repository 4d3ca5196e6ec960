//! Personal values are erased from the audit, and its chain stays whole.

mod earlier;
mod tampering;

use crate::{
    action::tamper,
    audit_chain::{rows, verified, write},
    fixture::{Fixture, number, on_each_database},
};
use mfa::{AuditQuery, AuditTrouble, Caller, Verified};
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);
const LEFT: &str = "SELECT COUNT(*) FROM audit_event WHERE address <> '' OR agent <> '' OR salt IS NOT NULL";

/// A server that keeps personal values for thirty days.
async fn keeping_thirty_days(mut fixture: Fixture) -> Fixture {
    fixture.latchkey = fixture.builder().audit_personal_days(30).build().await.unwrap();
    fixture
}

/// Erases all that is to be erased now. Returns the number of lines of each transaction.
async fn erase(fixture: &Fixture) -> Vec<u64> {
    let mut done = vec![];
    while let Some(lines) = fixture.latchkey.maintenance().erase_personal_values().await.unwrap() {
        done.push(lines);
    }
    done
}

async fn seal(fixture: &Fixture) {
    fixture.latchkey.maintenance().seal_audit().await.unwrap();
}

async fn left(fixture: &Fixture) -> i64 {
    number(&fixture.database_url, LEFT).await
}

/// Deletes the account with this address, after ten minutes of which its lines are erased.
async fn delete(fixture: &Fixture, email: &str) -> String {
    let (session, ..) = fixture.settled(email).await;
    fixture.latchkey.account().delete(&fixture.caller, &session).await.unwrap();
    session.account_id
}

fn is_whole(found: &Verified, erased: u64) {
    assert_eq!((found.erased, found.troubles.as_slice()), (erased, [].as_slice()));
}

on_each_database! {
    async fn old_lines_lose_their_values_in_batches_and_the_chain_stays_whole(fixture: Fixture) {
        let fixture = keeping_thirty_days(fixture).await;
        write(&fixture, 1, 1100).await;
        let (session, _) = fixture.enrolled("a@example.org").await;
        seal(&fixture).await;
        let before = verified(&fixture.latchkey).await;
        is_whole(&before, 0);
        let expected = if fixture.database_url.starts_with("sqlite") { vec![100; 11] } else { vec![500, 500, 100] };
        assert_eq!(erase(&fixture).await, expected);
        let after = verified(&fixture.latchkey).await;
        assert_eq!((after.head, after.lines), (before.head, before.lines));
        is_whole(&after, 1100);
        assert_eq!(left(&fixture).await, i64::try_from(before.lines).unwrap() - 1100, "younger lines have theirs");
        assert_eq!(erase(&fixture).await, [] as [u64; 0], "nothing is looked at twice");

        let (days, hour) = (30, Duration::from_hours(1));
        fixture.pass(DAY * days - hour);
        assert_eq!(erase(&fixture).await, [] as [u64; 0]);
        fixture.pass(2 * hour);
        erase(&fixture).await;
        assert_eq!(left(&fixture).await, 0);
        is_whole(&verified(&fixture.latchkey).await, before.lines);
        let kept = format!("SELECT COUNT(*) FROM audit_event WHERE account_id = '{}'", session.account_id);
        assert!(number(&fixture.database_url, &kept).await >= 3, "the lines themselves stay");
    }

    async fn without_the_setting_nothing_is_too_old(fixture: Fixture) {
        write(&fixture, 1, 10).await;
        seal(&fixture).await;
        fixture.pass(DAY * 4000);
        assert_eq!(erase(&fixture).await, [] as [u64; 0]);
        assert_eq!(left(&fixture).await, 10);
    }

    async fn lines_that_are_kept_for_longer_again_stay(fixture: Fixture) {
        let mut fixture = keeping_thirty_days(fixture).await;
        fixture.enrolled("a@example.org").await;
        fixture.pass(DAY * 31);
        erase(&fixture).await;
        fixture.latchkey = fixture.builder().audit_personal_days(60).build().await.unwrap();
        fixture.enrolled("b@example.org").await;
        fixture.pass(DAY * 31);
        erase(&fixture).await;
        assert!(left(&fixture).await > 0);
        fixture.pass(DAY * 30);
        erase(&fixture).await;
        assert_eq!(left(&fixture).await, 0);
    }

    async fn the_lines_of_a_deleted_account_lose_their_values(fixture: Fixture) {
        let (_, app, _) = fixture.settled("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let gone = delete(&fixture, "a@example.org").await;
        assert_eq!(erase(&fixture).await, [] as [u64; 0], "a request may still be writing about it");
        fixture.pass_seconds(601);
        assert_eq!(erase(&fixture).await, [] as [u64; 0], "the line about the deletion isn't sealed");
        seal(&fixture).await;
        let lines = erase(&fixture).await.iter().sum::<u64>();
        assert!(lines > 4);
        let of = async |account: &str, condition: &str| {
            let sql = format!("SELECT COUNT(*) FROM audit_event WHERE account_id {account} '{gone}' AND {condition}");
            number(&fixture.database_url, &sql).await
        };
        assert_eq!(of("=", "(address <> '' OR agent <> '' OR detail <> '' OR salt IS NOT NULL)").await, 0);
        assert!(of("<>", "address <> '' AND salt IS NOT NULL").await > 3, "others have theirs");
        is_whole(&verified(&fixture.latchkey).await, lines);

        let admin = fixture.totp(&fixture.sign_in("admin@example.org").await, &app.code(fixture.now())).await.unwrap().session;
        let query = AuditQuery { person: Some(&gone), ..AuditQuery::default() };
        let shown = fixture.latchkey.admin().audit(&admin, query, 50).await.unwrap().lines;
        assert!(shown.iter().all(|line| line.erased && line.address.is_empty() && line.agent.is_empty()));
        let added = shown.iter().find(|line| line.event == "totp_added").unwrap();
        assert_eq!(added.detail.as_deref(), Some(""), "the name that its owner has chosen is erased");
        assert_eq!(shown.iter().find(|line| line.event == "sign_up").unwrap().detail, None, "there was none");
        let query = AuditQuery { event: Some("administrator_granted"), ..AuditQuery::default() };
        assert!(fixture.latchkey.admin().audit(&admin, query, 50).await.unwrap().lines.iter().all(|line| !line.erased));
    }

    async fn lines_may_be_sealed_after_they_were_erased(fixture: Fixture) {
        let fixture = keeping_thirty_days(fixture).await;
        fixture.enrolled("a@example.org").await;
        fixture.pass(DAY * 31);
        let lines = erase(&fixture).await.iter().sum::<u64>();
        assert_eq!(left(&fixture).await, 0);
        seal(&fixture).await;
        let found = verified(&fixture.latchkey).await;
        assert_eq!(found.lines, lines);
        is_whole(&found, lines);
    }

    async fn more_lines_than_a_transaction_erases_are_erased_in_several(fixture: Fixture) {
        let gone = delete(&fixture, "a@example.org").await;
        write(&fixture, 1, 1100).await;
        tamper(&fixture, &format!("UPDATE audit_event SET account_id = '{gone}'")).await;
        let other = delete(&fixture, "b@example.org").await;
        seal(&fixture).await;
        fixture.pass_seconds(601);
        assert!(erase(&fixture).await.len() > 3);
        let rest = format!("SELECT COUNT(*) FROM audit_event WHERE address <> '' AND account_id IN ('{gone}', '{other}')");
        assert_eq!(number(&fixture.database_url, &rest).await, 0);
        is_whole(&verified(&fixture.latchkey).await, verified(&fixture.latchkey).await.lines);
    }

    /// A forged line about a deletion erases nothing of an account that is there.
    async fn an_account_that_is_there_keeps_its_lines(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        tamper(&fixture, &format!("UPDATE audit_event SET event = 'account_deleted' WHERE account_id = '{}'", session.account_id)).await;
        fixture.pass_seconds(601);
        erase(&fixture).await;
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event WHERE address = ''").await, 0);
    }

    async fn a_clock_that_was_ahead_hides_no_deletion(fixture: Fixture) {
        fixture.pass(DAY * 400);
        delete(&fixture, "a@example.org").await;
        seal(&fixture).await;
        fixture.pass_seconds(601);
        erase(&fixture).await;
        fixture.clock.put_back(DAY * 400);
        let gone = delete(&fixture, "b@example.org").await;
        seal(&fixture).await;
        fixture.pass_seconds(601);
        erase(&fixture).await;
        let rest = format!("SELECT COUNT(*) FROM audit_event WHERE address <> '' AND account_id = '{gone}'");
        assert_eq!(number(&fixture.database_url, &rest).await, 0);
    }

    async fn servers_that_erase_and_seal_at_once_leave_the_chain_whole(fixture: Fixture) {
        let fixture = keeping_thirty_days(fixture).await;
        let other = fixture.builder().audit_personal_days(30).build().await.unwrap();
        write(&fixture, 1, 3000).await;
        let work = async |latchkey: &mfa::Latchkey| {
            for _ in 0..20 {
                latchkey.maintenance().erase_personal_values().await.unwrap();
                latchkey.maintenance().seal_audit().await.unwrap();
            }
        };
        futures::join!(work(&fixture.latchkey), work(&other), work(&fixture.latchkey));
        erase(&fixture).await;
        assert_eq!(left(&fixture).await, 0);
        is_whole(&verified(&fixture.latchkey).await, 3000);
    }

    async fn a_repetition_is_not_counted_in_an_erased_line(fixture: Fixture) {
        // From nowhere, as the erased line seems to be.
        let caller = Caller::new("", "browser");
        let refused = async || fixture.latchkey.account().sign_in(&caller, "nobody@example.org", "wrong", None).await.unwrap_err();
        let lines = async || number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event").await;
        refused().await;
        refused().await;
        assert_eq!(lines().await, 1);
        let zeros = "00".repeat(64);
        let zeros = if fixture.database_url.starts_with("sqlite") { format!("x'{zeros}'") } else { format!("'\\x{zeros}'") };
        tamper(&fixture, &format!("UPDATE audit_event SET agent = '', version = 3, commitments = {zeros}")).await;
        refused().await;
        assert_eq!(lines().await, 2);
        seal(&fixture).await;
        is_whole(&verified(&fixture.latchkey).await, 1);
    }

    /// The same values give other commitments in each line.
    async fn nothing_tells_which_erased_values_were_equal(fixture: Fixture) {
        let fixture = keeping_thirty_days(fixture).await;
        write(&fixture, 1, 3).await;
        tamper(&fixture, "UPDATE audit_event SET agent = '192.0.2.1', detail = '192.0.2.1'").await;
        seal(&fixture).await;
        erase(&fixture).await;
        let commitments = rows!(fixture, (Vec<u8>,), "SELECT commitments FROM audit_event");
        let mut single: Vec<_> = commitments.iter().flat_map(|(bytes,)| bytes.chunks(32)).collect();
        assert_eq!(single.len(), 9);
        single.sort_unstable();
        single.dedup();
        assert_eq!(single.len(), 9);
    }
}
