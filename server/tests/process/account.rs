//! The operator's commands about accounts, as they are typed.

use crate::installation::{Installation, Person};
use testbed::Database;

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_is_stopped_by_the_operator() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        Person::enroll(&installation, &installation.open().await).await;
        let email = "a@example.org";
        installation.run(&["admin", "grant", email]);

        let refused = installation.command(&["admin", "revoke", email]).output().unwrap();
        let line = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && line.contains("latchkey admin grant") && line.contains("--allow-no-administrator"), "{line}");
        let disabled = installation.run(&["user", "disable", email, "--allow-no-administrator"]);
        assert_eq!(disabled, format!("{email} has been disabled; all its sessions have ended\n"));
        assert!(installation.run(&["user", "list"]).ends_with(&format!("{email}  administrator  disabled\n")));

        let revoked = installation.run(&["admin", "revoke", email, "--reason", "left the company"]);
        assert_eq!(revoked, format!("{email} is no longer an administrator; all its sessions have ended\n"));
        assert_eq!(installation.run(&["admin", "revoke", email]), format!("{email} isn't an administrator; nothing was changed\n"));
        assert_eq!(installation.run(&["user", "enable", email]), format!("{email} has been enabled\n"));
        assert_eq!(installation.run(&["user", "enable", email]), format!("{email} isn't disabled; nothing was changed\n"));
    }
}

/// A version before let one address in two spellings become two accounts.
#[tokio::test(flavor = "multi_thread")]
async fn two_accounts_with_one_address_are_named() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let latchkey = installation.open().await;
        for email in ["ada@elsewhere.example", "ada@münchen.example"] {
            Person::sign_up(&latchkey, email).await;
        }
        assert_eq!(installation.run(&["migrate"]), "the database is up to date\n");
        installation.change("UPDATE account SET email = 'ada@münchen.example', search = NULL WHERE email = 'ada@elsewhere.example'").await;
        let (typed, sent) = ("ada@münchen.example", "ada@xn--mnchen-3ya.example");
        let told = installation.run(&["migrate"]);
        let expected = format!("{typed} and {sent} are the same address: both accounts stay unchanged, each with its own spelling\n");
        assert_eq!(told, format!("the database is up to date\n{expected}"));
        let listed = installation.run(&["user", "list"]);
        for email in [typed, sent] {
            assert!(listed.contains(&format!("  {email}  same address as ")), "{listed}");
        }
        let log = String::from_utf8_lossy(&installation.command(&["user", "list"]).output().unwrap().stderr).into_owned();
        assert!(log.contains("two accounts have the same address in different spellings") && !log.contains("ada@"), "{log}");

        let nobody = installation.command(&["user", "list", "nobody@"]).output().unwrap();
        assert!(nobody.status.success() && nobody.stdout.is_empty());
        assert!(String::from_utf8_lossy(&nobody.stderr).ends_with("no account matches\n"));

        let renamed = installation.run(&["user", "rename", typed, "ada@elsewhere.example", "--reason", "two accounts with one address"]);
        assert_eq!(
            renamed,
            format!("the email address of {typed} has been changed to ada@elsewhere.example; its sessions stay signed in\n")
        );
        assert!(!installation.run(&["user", "list"]).contains("same address as"));
        assert_eq!(installation.run(&["migrate"]), "the database is up to date\n");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_changed_or_it_is_said_why_not() {
    let installation = Installation::new(Database::Sqlite).await;
    let latchkey = installation.open().await;
    for email in ["ada@example.org", "bea@example.org"] {
        Person::sign_up(&latchkey, email).await;
    }
    for (old, new, reason, line) in [
        ("nobody@example.org", "new@example.org", "x", "no account has the email address or ID nobody@example.org"),
        ("ada@example.org", "ada@", "x", "ada@ isn't a valid email address"),
        ("ada@example.org", "BEA@example.org", "x", "another account has the email address BEA@example.org"),
        ("ada@example.org", "ADA@example.org", "x", "ADA@example.org already is the email address of this account; nothing was changed"),
        ("ada@example.org", "new@example.org", "", "the reason must be one line"),
    ] {
        let refused = installation.command(&["user", "rename", old, new, "--reason", reason]).output().unwrap();
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && told.contains(line), "{told}");
    }
    let without = installation.command(&["user", "rename", "ada@example.org", "new@example.org"]).output().unwrap();
    assert!(!without.status.success() && String::from_utf8_lossy(&without.stderr).contains("--reason"));
    let renamed = installation.run(&["user", "rename", "ada@example.org", "new@example.org", "--reason", "has married"]);
    assert_eq!(renamed, "the email address of ada@example.org has been changed to new@example.org; its sessions stay signed in\n");
    let listed = installation.run(&["user", "list"]);
    assert!(listed.contains("  new@example.org\n") && !listed.contains("ada@example.org"), "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_made_up_among_real_people_unless_it_is_meant() {
    let installation = Installation::new(Database::Sqlite).await;
    Person::enroll(&installation, &installation.open().await).await;
    let refused = installation.command(&["dev", "seed", "--accounts", "3"]).output().unwrap();
    let line = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && line.contains("--beside-others"), "{line}");
    installation.run(&["dev", "seed", "--accounts", "3", "--beside-others"]);
    assert_eq!(installation.run(&["user", "list"]).lines().count(), 4);
}
