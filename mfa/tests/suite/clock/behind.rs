//! A clock that is years behind for a while, and right again: nothing is lost.

use super::DAY;
use crate::{
    action::tamper,
    fixture::{Fixture, number, on_each_database},
    signing_key::issuing,
};
use mfa::{KeyGrant, PurgeRun, Scope};
use std::time::Duration;

on_each_database! {
    /// The clock loses power, and the computer starts in 1970.
    async fn figures_outlast_a_clock_that_is_years_behind(fixture: Fixture) {
        fixture.settled("a@example.org").await;
        fixture.pass(DAY * 5);
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        fixture.latchkey.maintenance().sweep().await.unwrap();
        let counted = async || number(&fixture.database_url, "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM daily_count").await;
        let before = counted().await;
        assert!(before > 0);
        let years = Duration::from_secs(u64::try_from(fixture.now().0 / 1000).unwrap() - 60);
        fixture.clock.put_back(years);
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        fixture.latchkey.maintenance().sweep().await.unwrap();
        fixture.clock.put_ahead(years);
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        assert_eq!(counted().await, before);
    }

    /// The same, while a server is cleaning up: dates are corrected only by a clock that has run for an hour.
    async fn dates_outlast_a_clock_that_is_years_behind(fixture: Fixture) {
        let latchkey = issuing(&fixture).await;
        latchkey.maintenance().tend_signing_keys().await.unwrap();
        let grant = KeyGrant { scopes: &[Scope::ReadActions], valid_for: Some(DAY * 30) };
        let key = latchkey.operator().create_application_key("shop", grant).await.unwrap();
        fixture.settled("a@example.org").await;
        let (now, week) = (fixture.now().0, (fixture.now() + DAY * 7).0);
        tamper(&fixture, &format!("UPDATE account SET address_confirmed_at = {now}")).await;
        tamper(&fixture, &format!("INSERT INTO previous_address (account_id, address, until_at) SELECT id, 'p@example.org', {week} FROM account")).await;
        let dates = "SELECT (SELECT expires_at FROM application_key) + (SELECT until_at FROM previous_address)
                            + (SELECT SUM(since) FROM signing_key) + (SELECT address_confirmed_at FROM account)";
        let dates = dates.replace("SUM(since)", "CAST(SUM(since) AS BIGINT)");
        let before = number(&fixture.database_url, &dates).await;
        let years = Duration::from_secs(u64::try_from(now / 1000).unwrap() - 60);
        fixture.clock.put_back(years);
        latchkey.maintenance().prepare_purge().await.unwrap();
        while latchkey.maintenance().purge(&mut PurgeRun::default()).await.unwrap() {}
        latchkey.maintenance().tend_signing_keys().await.unwrap();
        fixture.clock.put_ahead(years);
        assert_eq!(number(&fixture.database_url, &dates).await, before);
        fixture.pass(DAY * 29);
        assert!(latchkey.tokens().application(key.expose(), Scope::ReadActions).await.is_ok());
    }
}
