//! The copy of everything that is stored about an account.

use crate::{
    action::tamper,
    audit_chain::rows,
    fixture::{App, Fixture, number, on_each_database, race},
};
use mfa::{AdminAction, Caller, Error, Session};
use serde_json::Value;
use std::time::Duration;

const ADA: &str = "ada@example.org";

async fn copy(fixture: &Fixture, session: &Session) -> Value {
    let copy = fixture.latchkey.account().copy_data(&fixture.caller, session).await.unwrap();
    serde_json::from_str(&copy.to_json()).unwrap()
}

/// Somebody with a confirmed and a second address, an app, codes and a browser; and a fresh session.
async fn settled(fixture: &mut Fixture) -> (Session, App, Vec<String>) {
    fixture.caller = fixture.caller.clone().in_browser(&"b".repeat(43));
    let (session, app, codes) = fixture.settled(ADA).await;
    let id = &session.account_id;
    tamper(fixture, "UPDATE account SET address = email, address_confirmed_at = created_at, language = 'de'").await;
    tamper(fixture, &format!("INSERT INTO notice_address (account_id, address, confirmed_at) VALUES ('{id}', 'second@example.net', 1)"))
        .await;
    (session, app, codes)
}

on_each_database! {
    async fn it_has_what_is_stored_and_no_secret(fixture: Fixture) {
        let mut fixture = fixture;
        let (session, _, codes) = settled(&mut fixture).await;
        let copy = copy(&fixture, &session).await;
        assert_eq!((&copy["format"], &copy["version"]), (&"latchkey-account".into(), &1.into()));
        let account = &copy["account"];
        assert_eq!((&account["id"], &account["name"], &account["language"]), (&session.account_id.clone().into(), &ADA.into(), &"de".into()));
        assert_eq!((&account["has_password"], &account["administrator"]), (&true.into(), &false.into()));
        assert!(copy["made_at"].as_str().unwrap().ends_with('Z'));
        let addresses: Vec<_> = copy["addresses"].as_array().unwrap().iter().map(|line| (line["address"].as_str().unwrap(), line["use"].as_str().unwrap())).collect();
        assert_eq!(addresses, [(ADA, "sign_in"), ("second@example.net", "notices")]);
        let methods = &copy["methods"];
        assert_eq!(methods["authenticator_apps"][0]["name"], "Authenticator app");
        assert_eq!((&methods["backup_codes"][0]["codes"], &methods["backup_codes"][0]["unused"]), (&10.into(), &10.into()));
        assert_eq!((&copy["sessions"][0]["network_address"], &copy["sessions"][0]["browser"]), (&"192.0.2.1".into(), &"test".into()));
        assert_eq!(copy["browsers"].as_array().unwrap().len(), 1);
        let events: Vec<_> = copy["activity"].as_array().unwrap().iter().map(|line| line["event"].as_str().unwrap()).collect();
        assert!(["sign_up", "totp_added", "data_copied"].iter().all(|event| events.contains(event)), "{events:?}");
        assert_eq!((&copy["activity_is_complete"], &copy["received_by"]), (&true.into(), &serde_json::json!(["administrators", "operator", "mail_relay"])));
        let kinds: Vec<_> = copy["messages"].as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
        assert!(kinds.contains(&"data-copied"), "{kinds:?}");

        let text = copy.to_string();
        let secrets = rows!(fixture, (String,), "SELECT password_hash FROM account UNION ALL SELECT code_hash FROM recovery_code WHERE code_hash IS NOT NULL");
        let hashes = rows!(fixture, (Vec<u8>,), "SELECT token_hash FROM session UNION ALL SELECT secret FROM totp_device UNION ALL SELECT token_hash FROM browser UNION ALL SELECT params FROM delivery");
        for secret in secrets.into_iter().map(|(text,)| text).chain(hashes.iter().map(|(bytes,)| bytes.iter().map(|byte| format!("{byte:02x}")).collect())).chain(codes) {
            assert!(!secret.is_empty() && !text.contains(&secret));
        }
    }

    /// Nothing that a table of the account has is forgotten: a new one has to be decided about here.
    async fn each_table_about_an_account_is_in_it_or_left_out_on_purpose(fixture: Fixture) {
        let tables = if fixture.database_url.starts_with("sqlite") {
            "SELECT DISTINCT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS info WHERE tables.type = 'table' AND info.name = 'account_id' ORDER BY 1"
        } else {
            "SELECT DISTINCT table_name::TEXT FROM information_schema.columns WHERE column_name = 'account_id' AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE') ORDER BY 1"
        };
        let copied = ["account_notice", "account_recovery", "approval", "audit_event", "browser", "delivery", "link", "mail_request", "notice_address", "passkey", "previous_address", "recovery_set", "session", "totp_device"];
        // For minutes or days, and without a value that isn't elsewhere.
        let left_out = ["account_search_row", "address_collision", "flow_event", "mfa_token", "notice_mark", "passkey_ceremony"];
        let mut known = [copied.as_slice(), left_out.as_slice()].concat();
        known.sort_unstable();
        let found: Vec<_> = rows!(fixture, (String,), tables).into_iter().map(|(name,)| name).collect();
        let unknown: Vec<_> = found.iter().filter(|name| !known.contains(&name.as_str())).collect();
        assert_eq!(unknown, [] as [&String; 0]);
    }

    async fn administrators_appear_as_such(fixture: Fixture) {
        let mut fixture = fixture;
        let (_, app, _) = fixture.settled("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        fixture.pass_seconds(60);
        let half = fixture.sign_in("admin@example.org").await;
        let admin = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        let (session, ..) = settled(&mut fixture).await;
        let from = Caller::new("203.0.113.99", "the administrator's browser");
        fixture.latchkey.admin().apply(&from, &admin, &session.account_id, AdminAction::Disable, "a lost phone").await.unwrap();
        fixture.latchkey.operator().enable_account(ADA, "found").await.unwrap();
        let copy = fixture.latchkey.operator().export_account(ADA).await.unwrap().to_json();
        assert!(copy.contains("a lost phone") && copy.contains("\"administrator\""));
        for personal in ["admin@example.org", &admin.account_id, "203.0.113.99", "the administrator's browser"] {
            assert!(!copy.contains(personal), "{personal}");
        }
    }

    async fn it_takes_a_proof_and_is_told(fixture: Fixture) {
        let mut fixture = fixture;
        let (session, ..) = settled(&mut fixture).await;
        fixture.pass_seconds(301);
        let again = fixture.latchkey.account().copy_data(&fixture.caller, &session).await;
        assert_eq!(again.err(), Some(Error::StepUpRequired));
        let half = fixture.sign_in(ADA).await;
        assert!(fixture.latchkey.account().copy_data(&fixture.caller, &half).await.is_err(), "a half session");
        let told = "SELECT (SELECT COUNT(*) FROM audit_event WHERE event = 'data_copied') + (SELECT COUNT(*) FROM delivery WHERE kind = 'data-copied')";
        assert_eq!(number(&fixture.database_url, told).await, 0);
        fixture.latchkey.operator().export_account(ADA).await.unwrap();
        assert_eq!(number(&fixture.database_url, told).await, 1 + 2);
        assert_eq!(fixture.latchkey.operator().export_account("nobody@example.org").await.err(), Some(Error::NotFound));
    }

    async fn one_is_made_at_a_time(fixture: Fixture) {
        let mut fixture = fixture;
        let (session, ..) = settled(&mut fixture).await;
        let copies = (0..6).map(|_| fixture.latchkey.account().copy_data(&fixture.caller, &session));
        let (won, lost) = race(copies).await;
        assert!(!won.is_empty() && lost.iter().all(|error| matches!(error, Error::Busy { .. })), "{lost:?}");
        let busy = format!("UPDATE account SET copying_until = {}", fixture.now().0 + 120_000);
        tamper(&fixture, &busy).await;
        let again = async || fixture.latchkey.account().copy_data(&fixture.caller, &session).await.err();
        assert!(matches!(again().await, Some(Error::Busy { .. })));
        fixture.pass(Duration::from_secs(120));
        assert_eq!(again().await, None, "the process of the other one has died");
        tamper(&fixture, &format!("UPDATE account SET copying_until = {}", fixture.now().0 + 999_000_000)).await;
        assert_eq!(again().await, None, "it was noted while the clock was ahead");
    }

    async fn very_much_activity_is_cut_and_an_operator_gets_all(fixture: Fixture) {
        let mut fixture = fixture;
        let (session, ..) = settled(&mut fixture).await;
        let sql = format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 21000)
             INSERT INTO audit_event (id, at, account_id, actor, event, method, result, address, agent, detail, actor_id)
             SELECT '0000000000000000' || SUBSTR(CAST(10000000000000000 + i AS TEXT), 2), i, '{}', 'user', 'code_refused', 'totp', 'refused', '', '', NULL, NULL FROM n",
            session.account_id
        );
        tamper(&fixture, &sql).await;
        let cut = copy(&fixture, &session).await;
        assert_eq!((cut["activity"].as_array().unwrap().len(), &cut["activity_is_complete"]), (20_000, &false.into()));
        let all: Value = serde_json::from_str(&fixture.latchkey.operator().export_account(ADA).await.unwrap().to_json()).unwrap();
        assert!(all["activity"].as_array().unwrap().len() > 21_000);
        assert_eq!(all["activity_is_complete"], true);
    }
}
