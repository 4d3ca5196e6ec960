//! The question whether codes and methods are still at hand.

use crate::{
    action::tamper,
    fixture::{Fixture, on_each_database},
};
use mfa::{Error, Session};
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

async fn session(fixture: &Fixture) -> Session {
    fixture.sign_in("ada@example.org").await
}

on_each_database! {
    async fn it_is_asked_after_four_weeks_and_then_every_half_year(fixture: Fixture) {
        let (_, app, _) = fixture.settled("ada@example.org").await;
        let is_due = async || {
            let half = session(&fixture).await;
            let full = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
            let account = fixture.latchkey.account();
            (account.check_up_is_due(&full, &account.overview(&full).await.unwrap()).await.unwrap(), full)
        };
        fixture.pass(DAY * 27);
        assert!(!is_due().await.0);
        fixture.pass(DAY);
        let (due, full) = is_due().await;
        assert!(due);
        fixture.latchkey.account().note_check_up(&full).await.unwrap();
        fixture.pass_seconds(30);
        assert!(!is_due().await.0);
        fixture.pass(DAY * 181);
        assert!(!is_due().await.0);
        fixture.pass(DAY);
        let (due, full) = is_due().await;
        assert!(due);
        let of_the_future = format!("UPDATE account SET checked_at = {}", (fixture.now() + DAY * 400).0);
        tamper(&fixture, &of_the_future).await;
        fixture.pass_seconds(30);
        assert!(is_due().await.0, "an answer of the future doesn't silence it");
        let half = session(&fixture).await;
        assert_eq!(fixture.latchkey.account().note_check_up(&half).await, Err(Error::RequiresAdditionalAuth));
        drop(full);
    }
}
