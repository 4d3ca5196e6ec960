//! Addresses whose domain is in another script.

use crate::action::tamper;
use crate::fixture::{Fixture, PASSWORD, number, on_each_database};
use futures::future::join_all;
use mfa::{Enrollment, Error, LastAdministrator::Stays, Session, migrate};

const TYPED: &str = "ada@münchen.example";
const STORED: &str = "ada@xn--mnchen-3ya.example";
const SPELLINGS: [&str; 5] = [TYPED, STORED, "Ada@MÜNCHEN.Example", "ada@mu\u{308}nchen.example", " ada@XN--mnchen-3YA.example "];
const OTHER_PASSWORD: &str = "staple battery horse correct";

async fn sign_in(fixture: &Fixture, email: &str, password: &str) -> Result<Session, Error> {
    Ok(fixture.latchkey.account().sign_in(&fixture.caller, email, password, None).await?.session)
}

async fn sign_up(fixture: &Fixture, email: &str) -> Result<Session, Error> {
    Ok(fixture.latchkey.account().sign_up(&fixture.caller, email, PASSWORD, None).await?.session)
}

/// An account as an earlier version stored it.
async fn from_before(fixture: &Fixture, typed: &str, stored: &str) -> String {
    let account = sign_up(fixture, typed).await.unwrap().account_id;
    tamper(fixture, &format!("UPDATE account SET email = '{stored}', label = NULL, search = NULL WHERE id = '{account}'")).await;
    account
}

/// Two accounts with the same address, as an earlier version allowed: one made by a program that sent the typed text, the other by a browser.
async fn two_from_before(fixture: &Fixture) -> (String, String) {
    let typed = from_before(fixture, TYPED, TYPED).await;
    let sent = fixture
        .latchkey
        .account()
        .sign_up(&fixture.caller, "ada@elsewhere.example", OTHER_PASSWORD, None)
        .await
        .unwrap()
        .session
        .account_id;
    tamper(fixture, &format!("UPDATE account SET email = '{STORED}', search = NULL WHERE id = '{sent}'")).await;
    (typed, sent)
}

async fn stored(fixture: &Fixture, email: &str) -> i64 {
    tamper(fixture, &format!("UPDATE account SET guesses = 1 WHERE email = '{email}'")).await;
    let found = number(&fixture.database_url, "SELECT COUNT(*) FROM account WHERE guesses = 1").await;
    tamper(fixture, "UPDATE account SET guesses = 0").await;
    found
}

on_each_database! {
    async fn spellings_of_a_domain_are_one_account(fixture: Fixture) {
        for (first, second) in [(TYPED, STORED), ("bea@xn--mnchen-3ya.example", "bea@münchen.example")] {
            let session = sign_up(&fixture, first).await.unwrap();
            assert_eq!(sign_up(&fixture, second).await.unwrap_err(), Error::EmailUnavailable);
            assert_eq!(sign_in(&fixture, second, PASSWORD).await.unwrap().account_id, session.account_id);
            assert!(session.email.ends_with("@münchen.example"));
        }
        for typed in SPELLINGS {
            assert_eq!(sign_in(&fixture, typed, PASSWORD).await.unwrap().email, TYPED);
            fixture.latchkey.operator().reset_mfa(typed, "x").await.unwrap();
            assert!(fixture.latchkey.operator().disable_account(typed, "x", Stays).await.unwrap());
            assert!(fixture.latchkey.operator().enable_account(typed, "x").await.unwrap());
        }
        let uri = fixture.latchkey.totp().begin(&sign_in(&fixture, STORED, PASSWORD).await.unwrap(), None, "Authenticator app").await.unwrap().uri;
        assert!(uri.contains("ada%40m%C3%BCnchen.example"), "{uri}");
        assert_eq!(fixture.latchkey.operator().users(Some("@MUNCHEN")).await.unwrap().len(), 2);
        assert_eq!(fixture.latchkey.operator().users(Some("ada@xn--")).await.unwrap()[0].email, TYPED);
    }

    async fn what_is_no_domain_is_no_address(fixture: Fixture) {
        for typed in ["ada@xn--zzzzzz.example", "ada@mün chen.example", "ada@\u{5d0}a.example", "ada@münchen..example"] {
            assert_eq!(sign_up(&fixture, typed).await.unwrap_err(), Error::EmailInvalid, "{typed}");
            assert_eq!(sign_in(&fixture, typed, PASSWORD).await.unwrap_err(), Error::SignInFailed, "{typed}");
        }
    }

    async fn a_domain_that_looks_like_another_is_shown_as_it_is_looked_up(fixture: Fixture) {
        // All letters of the label are Cyrillic.
        assert_eq!(sign_up(&fixture, "ada@аррӏе.example").await.unwrap().email, "ada@xn--80ak6aa92e.example");
    }

    async fn wrong_passwords_are_counted_for_all_spellings_together(fixture: Fixture) {
        sign_up(&fixture, TYPED).await.unwrap();
        for email in ["ada@münchen.example", "nobody@münchen.example"] {
            for turn in 0..10 {
                let typed = if turn % 2 == 0 { email.to_owned() } else { email.replace("münchen", "xn--mnchen-3ya") };
                assert_eq!(sign_in(&fixture, &typed, "wrong").await.unwrap_err(), Error::SignInFailed);
            }
            for typed in [email.to_owned(), email.replace("münchen", "xn--mnchen-3ya"), email.replace("münchen", "mu\u{308}nchen")] {
                assert!(matches!(sign_in(&fixture, &typed, PASSWORD).await.unwrap_err(), Error::PasswordRateLimited { .. }), "{typed}");
            }
        }
    }

    async fn a_domain_that_folds_like_another_tells_nothing_of_its_accounts(fixture: Fixture) {
        sign_up(&fixture, "ada@business.example").await.unwrap();
        for who in ["ada", "nobody"] {
            for _ in 0..10 {
                assert_eq!(sign_in(&fixture, &format!("{who}@busineß.example"), "wrong").await.unwrap_err(), Error::SignInFailed);
            }
            let wait = sign_in(&fixture, &format!("{who}@business.example"), "wrong").await.unwrap_err();
            assert!(matches!(wait, Error::PasswordRateLimited { .. }), "{who}: {wait:?}");
        }
    }

    async fn an_operator_means_the_address_that_is_named(fixture: Fixture) {
        sign_up(&fixture, "ada@business.example").await.unwrap();
        for other in ["ada@busineß.example", "ada@xn--busine-pta.example"] {
            assert_eq!(fixture.latchkey.operator().grant_administrator(other).await.unwrap_err(), Error::NotFound);
            assert_eq!(fixture.latchkey.operator().reset_mfa(other, "x").await.unwrap_err(), Error::NotFound);
        }
        fixture.latchkey.operator().grant_administrator("Ada@BUSINESS.example").await.unwrap();
    }

    async fn an_address_that_looks_like_another_gets_no_account_but_keeps_the_one_it_has(fixture: Fixture) {
        let twin = "ada\u{34f}@example.org";
        assert_eq!(sign_up(&fixture, twin).await.unwrap_err(), Error::EmailInvalid);
        from_before(&fixture, "bea@example.org", twin).await;
        assert_eq!(sign_in(&fixture, twin, PASSWORD).await.unwrap().email, twin);
    }

    async fn of_two_deleted_accounts_no_address_is_left(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let noted = async || number(&fixture.database_url, "SELECT COUNT(*) FROM address_collision").await;
        two_from_before(&fixture).await;
        fixture.another().await;
        for (email, password, left) in [(TYPED, PASSWORD, 1), (STORED, OTHER_PASSWORD, 0)] {
            assert_eq!(noted().await, 1);
            let session = sign_in(&fixture, email, password).await.unwrap();
            fixture.latchkey.account().delete(&fixture.caller, &session).await.unwrap();
            assert_eq!(noted().await, left, "{email}");
        }
    }

    async fn accounts_from_before_get_the_present_form(fixture: Fixture) {
        let account = from_before(&fixture, TYPED, TYPED).await;
        from_before(&fixture, STORED.replace("ada", "bea").as_str(), "bea@xn--mnchen-3ya.example").await;
        let plain = from_before(&fixture, "carla@example.org", "carla@example.org").await;
        join_all((0..4).map(|_| fixture.another())).await;
        assert_eq!((stored(&fixture, STORED).await, stored(&fixture, TYPED).await), (1, 0));
        for typed in SPELLINGS {
            let session = sign_in(&fixture, typed, PASSWORD).await.unwrap();
            assert_eq!((session.account_id.as_str(), session.email.as_str()), (account.as_str(), TYPED));
        }
        assert_eq!(sign_in(&fixture, "bea@münchen.example", PASSWORD).await.unwrap().email, "bea@münchen.example");
        assert_eq!(sign_in(&fixture, "carla@example.org", PASSWORD).await.unwrap().account_id, plain);
        assert_eq!(sign_up(&fixture, STORED).await.unwrap_err(), Error::EmailUnavailable);
        assert_eq!(migrate(&fixture.database_url).await.unwrap(), []);
        assert!(fixture.latchkey.operator().users(None).await.unwrap().iter().all(|user| user.same_as.is_none()));
    }

    async fn two_accounts_with_the_same_address_stay_as_they_are(fixture: Fixture) {
        let (typed, sent) = two_from_before(&fixture).await;
        for _ in 0..2 {
            let collisions = migrate(&fixture.database_url).await.unwrap();
            let [collision] = collisions.as_slice() else { panic!("{collisions:?}") };
            assert_eq!((collision.id.as_str(), collision.email.as_str()), (sent.as_str(), STORED));
            assert_eq!((collision.other_id.as_str(), collision.other_email.as_str()), (typed.as_str(), TYPED));
        }
        // Each account by its own spelling, in which it is also shown.
        for (email, password, account) in [(TYPED, PASSWORD, &typed), (STORED, OTHER_PASSWORD, &sent)] {
            let session = sign_in(&fixture, email, password).await.unwrap();
            assert_eq!((&session.account_id, session.email.as_str()), (account, email));
        }
        assert_eq!(sign_in(&fixture, TYPED, OTHER_PASSWORD).await.unwrap_err(), Error::SignInFailed);
        assert_eq!(sign_in(&fixture, STORED, PASSWORD).await.unwrap_err(), Error::SignInFailed);
        for email in SPELLINGS {
            assert_eq!(sign_up(&fixture, email).await.unwrap_err(), Error::EmailUnavailable, "{email}");
        }
        let users = fixture.latchkey.operator().users(None).await.unwrap();
        assert!(users.iter().all(|user| user.same_as.is_some()), "{users:?}");
        assert!(fixture.latchkey.operator().disable_account(TYPED, "x", Stays).await.unwrap());
        sign_in(&fixture, STORED, OTHER_PASSWORD).await.unwrap();
    }

    /// Otherwise the owner of one could guess the other one's password without a wait, by clearing the count with a sign-in.
    async fn each_of_two_accounts_with_the_same_address_has_its_own_count(fixture: Fixture) {
        two_from_before(&fixture).await;
        fixture.another().await;
        for _ in 0..10 {
            assert_eq!(sign_in(&fixture, TYPED, "wrong").await.unwrap_err(), Error::SignInFailed);
        }
        sign_in(&fixture, STORED, OTHER_PASSWORD).await.unwrap();
        assert!(matches!(sign_in(&fixture, TYPED, PASSWORD).await.unwrap_err(), Error::PasswordRateLimited { .. }));
    }

    async fn when_one_of_the_two_goes_the_other_one_gets_the_present_form(fixture: Fixture) {
        for goes in 0..2 {
            let (typed, sent) = two_from_before(&fixture).await;
            fixture.another().await;
            let (gone, stays, password) = if goes == 0 { (&sent, &typed, PASSWORD) } else { (&typed, &sent, OTHER_PASSWORD) };
            tamper(&fixture, &format!("DELETE FROM account WHERE id = '{gone}'")).await;
            assert_eq!(sign_up(&fixture, STORED).await.unwrap_err(), Error::EmailUnavailable, "not even before the next start");
            assert_eq!(migrate(&fixture.database_url).await.unwrap(), []);
            for email in SPELLINGS {
                let session = sign_in(&fixture, email, password).await.unwrap();
                assert_eq!((session.account_id.as_str(), session.email.as_str()), (stays.as_str(), TYPED));
            }
            tamper(&fixture, "DELETE FROM account").await;
        }
    }

    async fn the_operator_separates_the_two_by_giving_one_another_address(fixture: Fixture) {
        for renamed in [TYPED, STORED] {
            two_from_before(&fixture).await;
            let latchkey = fixture.another().await;
            let (other, password) = if renamed == TYPED { (STORED, OTHER_PASSWORD) } else { (TYPED, PASSWORD) };
            // `TYPED` is the second account's own address in its own script, although the first account has it.
            let refused = if renamed == TYPED { Error::EmailUnavailable } else { Error::EmailUnchanged };
            assert_eq!(latchkey.operator().change_email(renamed, other, "x").await.unwrap_err(), refused);
            assert_eq!(latchkey.operator().change_email(renamed, renamed, "x").await.unwrap_err(), Error::EmailUnchanged);
            latchkey.operator().change_email(renamed, "ada@elsewhere.example", "two accounts with one address").await.unwrap();
            // At once, without a restart.
            for email in SPELLINGS {
                assert_eq!(sign_in(&fixture, email, password).await.unwrap().email, TYPED, "{email}");
                assert_eq!(sign_up(&fixture, email).await.unwrap_err(), Error::EmailUnavailable, "{email}");
            }
            assert!(latchkey.operator().users(None).await.unwrap().iter().all(|user| user.same_as.is_none()));
            assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM address_collision").await, 0);
            assert_eq!(latchkey.operator().users(Some("ada@münchen")).await.unwrap().len(), 1);
            assert_eq!(migrate(&fixture.database_url).await.unwrap(), []);
            tamper(&fixture, "DELETE FROM account").await;
        }
    }

    async fn an_address_that_is_none_today_can_be_replaced(fixture: Fixture) {
        let account = from_before(&fixture, "somebody@example.org", "ada@strasse.example").await;
        fixture.another().await;
        // The new address has another domain than the stored one, by which the operator names the account.
        fixture.latchkey.operator().change_email("ada@strasse.example", "ada@straße.example", "x").await.unwrap();
        assert_eq!(sign_in(&fixture, "ada@xn--strae-oqa.example", PASSWORD).await.unwrap().account_id, account);
    }

    async fn an_address_that_is_none_today_still_signs_in(fixture: Fixture) {
        for stored in ["ada@xn--zzzzzz.example", "ada@\u{5d0}a.example", "ada@straße.example"] {
            // Earlier versions stored `ß` as `ss`.
            let account = from_before(&fixture, "somebody@example.org", &stored.replace('ß', "ss")).await;
            fixture.another().await;
            let session = sign_in(&fixture, stored, PASSWORD).await.unwrap();
            assert_eq!(session.account_id, account);
            let changed = fixture.latchkey.account().change_password(&fixture.caller, &session, PASSWORD, OTHER_PASSWORD).await;
            // A half session can't change it, but the error isn't that of an account without a password.
            assert_ne!(changed.unwrap_err(), Error::NotPossibleNow);
            assert!(sign_up(&fixture, stored).await.is_err(), "{stored}");
            tamper(&fixture, "DELETE FROM account").await;
        }
    }
}
