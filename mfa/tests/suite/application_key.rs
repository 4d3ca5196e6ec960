//! The keys of the servers of applications.

use crate::{
    action::tamper,
    fixture::{App, Fixture, number, on_each_database, race},
};
use mfa::{Error, KeyGrant, KeyRefusal, Scope, Session, view::ApplicationKey};
use std::time::Duration;
use strum::VariantArray;

const DAY: Duration = Duration::from_hours(24);
const BOTH: KeyGrant<'static> = KeyGrant { scopes: &[Scope::ConsumeMfaTokens, Scope::ReadActions], valid_for: None };

/// An administrator who has given a proof just now.
async fn administrator(fixture: &Fixture) -> (Session, App) {
    let (_, app, _) = fixture.settled("admin@example.org").await;
    fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    fixture.pass_seconds(30);
    let half = fixture.sign_in("admin@example.org").await;
    let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
    (session, app)
}

async fn create(fixture: &Fixture, admin: &Session, name: &str, grant: KeyGrant<'_>) -> Result<String, Error> {
    let key = fixture.latchkey.admin().create_application_key(&fixture.caller, admin, name, grant).await?;
    Ok(key.expose().to_owned())
}

async fn replace(fixture: &Fixture, admin: &Session, id: &str, grant: KeyGrant<'_>) -> Result<String, Error> {
    let key = fixture.latchkey.admin().replace_application_key(&fixture.caller, admin, id, grant).await?;
    Ok(key.expose().to_owned())
}

async fn revoke(fixture: &Fixture, admin: &Session, id: &str) -> Result<(), Error> {
    fixture.latchkey.admin().revoke_application_key(&fixture.caller, admin, id).await
}

async fn keys(fixture: &Fixture, admin: &Session) -> Vec<ApplicationKey> {
    fixture.latchkey.admin().application_keys(admin).await.unwrap()
}

async fn may(fixture: &Fixture, key: &str, scope: Scope) -> Result<(), KeyRefusal> {
    fixture.latchkey.tokens().application(key, scope).await.map(|_| ())
}

on_each_database! {
    async fn a_key_that_was_created_while_the_clock_was_ahead_is_valid_for_its_time(fixture: Fixture) {
        fixture.clock.put_ahead(DAY * 365);
        let grant = KeyGrant { valid_for: Some(DAY * 30), ..BOTH };
        let key = fixture.latchkey.operator().create_application_key("shop", grant).await.unwrap();
        fixture.clock.put_back(DAY * 365);
        fixture.latchkey.maintenance().sweep().await.unwrap();
        fixture.pass(DAY * 30 - Duration::from_secs(1));
        assert_eq!(may(&fixture, key.expose(), Scope::ReadActions).await, Ok(()));
        fixture.pass(Duration::from_secs(1));
        assert!(may(&fixture, key.expose(), Scope::ReadActions).await.is_err());
    }

    async fn a_key_may_do_what_was_chosen_and_nothing_else(fixture: Fixture) {
        let (admin, _) = administrator(&fixture).await;
        for granted in Scope::VARIANTS {
            let key = create(&fixture, &admin, granted.as_str(), KeyGrant { scopes: &[*granted], valid_for: None }).await.unwrap();
            for asked in Scope::VARIANTS {
                let expected = if asked == granted { Ok(()) } else { Err(KeyRefusal::Scope(*asked)) };
                assert_eq!(may(&fixture, &key, *asked).await, expected);
            }
        }
        assert_eq!(create(&fixture, &admin, "none", KeyGrant { scopes: &[], valid_for: None }).await, Err(Error::ConfirmationMissing));
        let told = "SELECT COUNT(*) FROM audit_event WHERE event = 'application_key_created' AND detail = 'sessions:read (sessions:read)'";
        assert_eq!(number(&fixture.database_url, told).await, 1);
    }

    async fn the_operator_makes_keys_without_an_account(fixture: Fixture) {
        let operator = fixture.latchkey.operator();
        let key = operator.create_application_key(" shop ", KeyGrant { valid_for: Some(DAY), ..BOTH }).await.unwrap();
        assert_eq!(may(&fixture, key.expose(), Scope::ReadActions).await, Ok(()));
        assert_eq!(may(&fixture, key.expose(), Scope::ReadSessions).await, Err(KeyRefusal::Scope(Scope::ReadSessions)));
        assert_eq!(operator.create_application_key("shop", BOTH).await.err(), Some(Error::NameTaken));
        assert_eq!(operator.create_application_key("bank", KeyGrant { scopes: &[], ..BOTH }).await.err(), Some(Error::ConfirmationMissing));
        assert_eq!(operator.create_application_key("a\nb", BOTH).await.err(), Some(Error::NameInvalid));
        let told = "SELECT COUNT(*) FROM audit_event WHERE event = 'application_key_created' AND detail = 'shop (mfa-tokens:consume actions:read)'";
        assert_eq!(number(&fixture.database_url, told).await, 1);

        let (admin, _) = administrator(&fixture).await;
        assert_eq!(create(&fixture, &admin, "shop", BOTH).await, Err(Error::NameTaken));
        let listed = keys(&fixture, &admin).await.remove(0);
        assert_eq!((listed.name.as_str(), listed.author, listed.expires_at.is_some()), ("shop", None, true));
        revoke(&fixture, &admin, &listed.id).await.unwrap();
        assert_eq!(may(&fixture, key.expose(), Scope::ReadActions).await, Err(KeyRefusal::Unknown));
    }

    async fn a_key_ends_when_it_was_to_end(fixture: Fixture) {
        let (admin, app) = administrator(&fixture).await;
        let grant = KeyGrant { valid_for: Some(30 * DAY), ..BOTH };
        let key = create(&fixture, &admin, "shop", grant).await.unwrap();
        let forever = create(&fixture, &admin, "bank", BOTH).await.unwrap();
        let end = fixture.now() + 30 * DAY;
        assert_eq!(keys(&fixture, &admin).await.iter().map(|key| key.expires_at).collect::<Vec<_>>(), [None, Some(end.0)]);
        fixture.pass(30 * DAY - Duration::from_millis(1));
        assert_eq!(may(&fixture, &key, Scope::ReadActions).await, Ok(()));
        fixture.pass(Duration::from_millis(1));
        assert_eq!(may(&fixture, &key, Scope::ReadActions).await, Err(KeyRefusal::Unknown));
        assert_eq!(may(&fixture, &key, Scope::ReadSessions).await, Err(KeyRefusal::Unknown), "it isn't told what it might do");
        assert_eq!(may(&fixture, &forever, Scope::ReadActions).await, Ok(()));
        // It is listed until it is revoked, and can be replaced.
        let half = fixture.sign_in("admin@example.org").await;
        let admin = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        let old = keys(&fixture, &admin).await.remove(1);
        let new = replace(&fixture, &admin, &old.id, grant).await.unwrap();
        assert_eq!(may(&fixture, &new, Scope::ReadActions).await, Ok(()));
    }

    async fn a_key_from_before_may_do_what_it_could(fixture: Fixture) {
        let old = format!("lk_{}", "a".repeat(43));
        // The SHA-256 of that key.
        let hash = "949361da4ec4cc3ec1977e753ee002c2a9b0873c75dddd8c7fc9221b5ef43b90";
        let hash = if fixture.database_url.starts_with("sqlite") { format!("X'{hash}'") } else { format!("'\\x{hash}'::BYTEA") };
        let row = format!("INSERT INTO application_key (id, name, key_hash, created_by, created_at) VALUES ('1', 'shop', {hash}, 'x', 0)");
        tamper(&fixture, &row).await;
        for scope in Scope::VARIANTS {
            let expected = if BOTH.scopes.contains(scope) { Ok(()) } else { Err(KeyRefusal::Scope(*scope)) };
            assert_eq!(may(&fixture, &old, *scope).await, expected);
        }
    }

    async fn a_key_is_replaced_while_the_old_one_works(fixture: Fixture) {
        let (admin, _) = administrator(&fixture).await;
        let old = create(&fixture, &admin, "shop", BOTH).await.unwrap();
        let [first] = keys(&fixture, &admin).await.try_into().unwrap();
        assert!(!first.has_twin);
        assert_eq!(create(&fixture, &admin, "shop", BOTH).await, Err(Error::NameTaken), "only a replacement has the same name");
        let new = replace(&fixture, &admin, &first.id, BOTH).await.unwrap();
        for key in [&old, &new] {
            assert_eq!(may(&fixture, key, Scope::ReadActions).await, Ok(()));
        }
        let both = keys(&fixture, &admin).await;
        assert_eq!(both.iter().map(|key| (key.name.as_str(), key.has_twin)).collect::<Vec<_>>(), [("shop", true), ("shop", true)]);
        assert_eq!(both[0].id, first.id, "the older one is first");
        for key in &both {
            assert_eq!(replace(&fixture, &admin, &key.id, BOTH).await, Err(Error::NotPossibleNow), "there are two already");
        }
        revoke(&fixture, &admin, &first.id).await.unwrap();
        assert_eq!(may(&fixture, &old, Scope::ReadActions).await, Err(KeyRefusal::Unknown));
        assert_eq!(may(&fixture, &new, Scope::ReadActions).await, Ok(()));
        assert_eq!(replace(&fixture, &admin, &first.id, BOTH).await, Err(Error::NotFound), "it is revoked");
        assert_eq!(create(&fixture, &admin, "shop", BOTH).await, Err(Error::NameTaken));
        // And again, since the first place is free.
        let newest = replace(&fixture, &admin, &both[1].id, KeyGrant { scopes: &[Scope::WriteSessions], valid_for: None }).await.unwrap();
        assert_eq!(may(&fixture, &newest, Scope::WriteSessions).await, Ok(()));
        assert_eq!(may(&fixture, &newest, Scope::ReadActions).await, Err(KeyRefusal::Scope(Scope::ReadActions)));
        assert_eq!(keys(&fixture, &admin).await[0].id, both[1].id);
    }

    async fn of_many_at_once_one_gets_the_name(fixture: Fixture) {
        let (admin, _) = administrator(&fixture).await;
        let (won, lost) = race((0..6).map(|_| create(&fixture, &admin, "shop", BOTH))).await;
        assert_eq!((won.len(), lost), (1, vec![Error::NameTaken; 5]));
        let first = keys(&fixture, &admin).await.remove(0);
        let (won, lost) = race((0..6).map(|_| replace(&fixture, &admin, &first.id, BOTH))).await;
        assert_eq!((won.len(), lost), (1, vec![Error::NotPossibleNow; 5]));
        assert_eq!(keys(&fixture, &admin).await.len(), 2);
    }

    async fn a_replacement_takes_an_administrator_and_a_fresh_proof(fixture: Fixture) {
        let (admin, _) = administrator(&fixture).await;
        create(&fixture, &admin, "shop", BOTH).await.unwrap();
        let first = keys(&fixture, &admin).await.remove(0);
        let (stranger, _, _) = fixture.settled("a@example.org").await;
        assert_eq!(replace(&fixture, &stranger, &first.id, BOTH).await, Err(Error::NotFound));
        fixture.pass_seconds(300);
        assert_eq!(replace(&fixture, &admin, &first.id, BOTH).await, Err(Error::StepUpRequired));
        assert_eq!(keys(&fixture, &admin).await.len(), 1);
    }
}
