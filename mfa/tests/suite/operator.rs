//! The operator's actions on accounts at the command line.

use crate::fixture::{Fixture, PASSWORD, on_each_database};
use mfa::{ActOnAccount, AdminAction, Error, LastAdministrator::MayGo, LastAdministrator::Stays, Opened, Session, Visitor};

/// An administrator with a live session.
async fn administrator(fixture: &Fixture, email: &str) -> Opened {
    let (_, app, _) = fixture.settled(email).await;
    fixture.latchkey.operator().grant_administrator(email).await.unwrap();
    fixture.pass_seconds(30);
    let half = fixture.sign_in(email).await;
    fixture.totp(&half, &app.code(fixture.now())).await.unwrap()
}

/// The newest event of an account, with the reason, as an administrator sees it.
async fn newest_event(fixture: &Fixture, admin: &Session, account: &str) -> (String, Option<String>) {
    let newest = fixture.latchkey.admin().person(admin, account).await.unwrap().activity.remove(0);
    (newest.event, newest.detail)
}

on_each_database! {
    /// With two administrators, neither can act on the other one's account on the dashboard.
    async fn a_rogue_administrator_is_stopped(fixture: Fixture) {
        let (rogue, other) = (administrator(&fixture, "rogue@example.org").await, administrator(&fixture, "admin@example.org").await);
        let account = &rogue.session.account_id;
        let refused = fixture.latchkey.admin().apply(&fixture.caller, &other.session, account, AdminAction::Disable, "rogue").await;
        assert_eq!(refused.unwrap_err(), Error::SecondAdministratorNeeded);

        assert!(fixture.latchkey.operator().revoke_administrator("rogue@example.org", "rogue", Stays).await.unwrap());
        assert!(!fixture.is_alive(&rogue).await && fixture.is_alive(&other).await);
        assert_eq!(newest_event(&fixture, &other.session, account).await, ("administrator_revoked".to_owned(), Some("rogue".to_owned())));
        assert!(!fixture.latchkey.operator().revoke_administrator("rogue@example.org", "again", Stays).await.unwrap());
        assert_eq!(
            newest_event(&fixture, &other.session, account).await.1.as_deref(),
            Some("rogue"),
            "nothing was done, nothing is written down"
        );
        assert!(!fixture.sign_in("rogue@example.org").await.administrator);
    }

    async fn an_account_is_disabled_and_enabled(fixture: Fixture) {
        let (rogue, other) = (administrator(&fixture, "rogue@example.org").await, administrator(&fixture, "admin@example.org").await);
        let account = &rogue.session.account_id;
        assert!(fixture.latchkey.operator().disable_account("rogue@example.org", "rogue", Stays).await.unwrap());
        assert!(!fixture.latchkey.operator().disable_account("rogue@example.org", "rogue", Stays).await.unwrap());
        assert!(!fixture.is_alive(&rogue).await);
        assert_eq!(newest_event(&fixture, &other.session, account).await.0, "account_disabled");
        let refused = fixture.latchkey.account().sign_in(&fixture.caller, "rogue@example.org", PASSWORD, None).await;
        assert_eq!(refused.unwrap_err(), Error::SignInFailed);
        assert!(fixture.latchkey.operator().users(Some("rogue")).await.unwrap()[0].disabled);

        assert!(fixture.latchkey.operator().enable_account("rogue@example.org", "a misunderstanding").await.unwrap());
        assert!(!fixture.latchkey.operator().enable_account("rogue@example.org", "a misunderstanding").await.unwrap());
        assert_eq!(newest_event(&fixture, &other.session, account).await.0, "account_enabled");
        let half = fixture.sign_in("rogue@example.org").await;
        let told = fixture.latchkey.account().notices(&half).await.unwrap();
        let told: Vec<_> = told.iter().map(|notice| (notice.act, notice.reason.as_str())).collect();
        assert_eq!(told, [(AdminAction::Disable.into(), "rogue"), (AdminAction::Enable.into(), "a misunderstanding")]);
    }

    async fn an_account_gets_another_address(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        let (session, _, _) = fixture.settled("old@example.org").await;
        let rename = async |old: &str, new: &str, reason: &str| fixture.latchkey.operator().change_email(old, new, reason).await;
        assert_eq!(rename("old@example.org", "new@example.org", "has married").await, Ok(()));
        assert_eq!(
            newest_event(&fixture, &admin.session, &session.account_id).await,
            ("email_changed".to_owned(), Some("has married".to_owned()))
        );
        let told = fixture.latchkey.account().notices(&session).await.unwrap();
        let told: Vec<_> = told.iter().map(|notice| (notice.act, notice.reason.as_str())).collect();
        assert_eq!(told, [(ActOnAccount::ChangeEmail, "has married")]);
        // The user stays signed in, under the new address.
        assert_eq!(fixture.latchkey.sessions().reload(&session).await.unwrap().email, "new@example.org");
        assert_eq!(fixture.sign_in("new@example.org").await.account_id, session.account_id);
        let refused = fixture.latchkey.account().sign_in(&fixture.caller, "old@example.org", PASSWORD, None).await;
        assert_eq!(refused.unwrap_err(), Error::SignInFailed);

        assert_eq!(rename("old@example.org", "b@example.org", "x").await, Err(Error::NotFound));
        assert_eq!(rename("NEW@example.org", "not an address", "x").await, Err(Error::EmailInvalid));
        assert_eq!(rename("new@example.org", "New@Example.org", "x").await, Err(Error::EmailUnchanged));
        assert_eq!(rename("new@example.org", "ADMIN@example.org", "x").await, Err(Error::EmailUnavailable));
        assert_eq!(rename("new@example.org", "b@example.org", "two\nlines").await, Err(Error::ReasonMissing));
        let visitor = Visitor::new("u7", "s").name("Ada");
        fixture.latchkey.enter(&fixture.caller, &visitor, None).await.unwrap();
        assert_eq!(rename("u7", "b@example.org", "x").await, Err(Error::NotPossibleNow));
        assert_eq!(newest_event(&fixture, &admin.session, &session.account_id).await.0, "sign_in", "nothing after it");
    }

    async fn the_last_administrator_goes_only_if_it_is_meant(fixture: Fixture) {
        let only = administrator(&fixture, "admin@example.org").await;
        fixture.settled("user@example.org").await;
        let revoke = async |last| fixture.latchkey.operator().revoke_administrator("admin@example.org", "x", last).await;
        let disable = async |name: &str, last| fixture.latchkey.operator().disable_account(name, "x", last).await;
        assert_eq!(revoke(Stays).await, Err(Error::LastAdministrator));
        assert_eq!(disable("admin@example.org", Stays).await, Err(Error::LastAdministrator));
        assert!(fixture.is_alive(&only).await);
        assert_eq!(disable("admin@example.org", MayGo).await, Ok(true));
        // There is no administrator left who can sign in.
        assert_eq!(disable("user@example.org", Stays).await, Ok(true));
        assert_eq!(revoke(Stays).await, Ok(true));
    }

    async fn a_misspelt_address_or_reason_changes_nothing(fixture: Fixture) {
        administrator(&fixture, "admin@example.org").await;
        let revoke = async |name: &str, reason: &str| fixture.latchkey.operator().revoke_administrator(name, reason, MayGo).await.unwrap_err();
        assert_eq!(revoke("nobody@example.org", "x").await, Error::NotFound);
        assert_eq!(revoke("admin@example.org", "two\nlines").await, Error::ReasonMissing);
        assert!(fixture.latchkey.operator().users(None).await.unwrap()[0].administrator);
    }
}
