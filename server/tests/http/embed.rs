//! Latchkey inside an application that has its own accounts.

use crate::support::{Answer, Client, Portal};
use serde_json::json;
use server::embed::{Builder, EmbedError, Embedded};

const OWN: &str = "http://localhost";

/// The addresses on a page: of links, forms and files.
fn addresses(page: &str) -> Vec<&str> {
    let attributes = ["href=\"", "action=\"", "src=\""];
    let of = |attribute| page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
    attributes.into_iter().flat_map(of).collect()
}

/// Those that lead out of Latchkey, apart from the few that are meant to.
fn stray(page: &str) -> Vec<&str> {
    let meant = |address: &&str| ["/", "/portal.css"].contains(address);
    addresses(page)
        .into_iter()
        .filter(|address| address.starts_with('/') && !address.starts_with("/security/") && !meant(address))
        .collect()
}

async fn device(client: &mut Client) -> String {
    let devices = client.call("device/list", &json!({})).await;
    devices.assert_status(200).json()[0]["id"].as_str().unwrap().to_owned()
}

#[track_caller]
fn assert_redirect(answer: &Answer, to: &str) {
    answer.assert_leads_to(to);
}

#[tokio::test]
async fn pages_carry_the_prefix() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    let rename = format!("/security/account/devices/{}/rename", device(&mut mira).await);
    for path in ["/security/lost-access", "/security/nowhere", rename.as_str()] {
        let page = mira.get(path).await.body;
        assert_eq!(stray(&page), [""; 0], "{path}");
        assert!(page.contains("href=\"/security/pkg/latchkey-fedcba9876543210.css\""), "{path}");
        assert!(page.find("latchkey-fedcba9876543210.css") < page.find("href=\"/portal.css\""), "the application's colours come last");
    }
    let page = mira.get("/security/account/security").await.assert_status(200).body.clone();
    assert!(page.contains("action=\"/security/account/sessions\"") && page.contains("mira of the portal"));
    for absent in ["sign-out", "/account/email", "/account/password", "/account/delete"] {
        assert!(!page.contains(absent), "{absent}");
    }
    let lost = mira.get("/security/lost-access?a=b").await.body;
    assert!(lost.contains("value=\"/security/lost-access?a=b\""), "the language form leads back to the full address");
}

#[tokio::test]
async fn the_pages_of_the_flow_carry_it_too() {
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    tom.get("/security/mfa/choose").await;
    assert_eq!(stray(&tom.get("/security/mfa/choose").await.body), [""; 0]);
    tom.call("totp/begin", &json!({ "replaces": null })).await.assert_status(200);
    let page = tom.get("/security/mfa/totp").await.assert_status(200).body.clone();
    assert_eq!(stray(&page), [""; 0]);
    assert!(page.contains("(\"/security/pkg/"), "the script is loaded from below the prefix");
    let mut mira = portal.enrolled("mira", "m1").await;
    let remove = format!("/security/account/devices/{}/remove", device(&mut mira).await);
    for path in ["/security/account/security", remove.as_str()] {
        assert_eq!(stray(&mira.get(path).await.body), [""; 0], "{path}");
    }
    let mut again = portal.signed_in("mira", "m2");
    again.get("/security/mfa").await;
    for path in ["/security/mfa/verify", "/security/mfa/recovery", "/security/mfa/choose"] {
        assert_eq!(stray(&again.get(path).await.assert_status(200).body), [""; 0], "{path}");
    }
}

#[tokio::test]
async fn redirects_carry_the_prefix() {
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    assert_redirect(&tom.get("/security").await, "/security/account/security");
    assert_redirect(&tom.get("/security/account/security").await, "/security/mfa");
    assert_redirect(&tom.get("/security/mfa").await, "/security/mfa/choose");
    assert_redirect(&tom.submit("/security/mfa/choose", &[("method", "totp")]).await, "/security/mfa/totp");
    assert_redirect(&tom.submit("/security/language", &[("language", "de"), ("back", "/vault")]).await, "/vault");
    assert_redirect(&tom.submit("/security/language", &[("language", "de"), ("back", "//evil.example")]).await, "/");

    let mut mira = portal.enrolled("mira", "m1").await;
    assert_redirect(&mira.get("/security/account").await, "/security/account/security");
    assert_redirect(&mira.submit("/security/account/sessions", &[("action", "end-others")]).await, "/security/account/security");
    assert_redirect(&mira.get("/security/mfa").await, "/security/account/security");
}

#[tokio::test]
async fn files_are_below_the_prefix_and_open_no_session() {
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    for path in ["/security/pkg/latchkey-fedcba9876543210.css", "/security/pkg/dialogs-0f1e2d3c4b5a6978.css", "/security/favicon.svg"] {
        let file = tom.get(path).await;
        assert!(file.assert_status(200).cookies().is_empty(), "{path}");
    }
    assert_eq!(tom.get("/pkg/latchkey-fedcba9876543210.css").await.body, "the portal has no such page");
    assert!(portal.latchkey.operator().has_no_accounts().await.unwrap());
}

#[tokio::test]
async fn functions_are_at_their_fixed_place() {
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    assert_eq!(tom.step().await, "choose_method");
    assert!(tom.cookies.contains_key("latchkey-half"));
    assert_eq!(tom.call("flow/user", &json!({})).await.json()["scope"], "requiresAdditionalAuth");
    tom.call("nonsense", &json!({})).await.assert_status(404);
    let headers = [("origin", OWN), ("content-type", "application/json")];
    tom.post_with("/security/api/latchkey/flow/next-step", &headers, "{}").await.assert_status(404);
}

#[tokio::test]
async fn nobody_signs_in_here() {
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    for path in [
        "/sign-up",
        "/sign-in",
        "/sign-out",
        "/account/email",
        "/account/password",
        "/account/password/remove",
        "/account/delete",
        "/.well-known/change-password",
    ] {
        tom.get(&format!("/security{path}")).await.assert_status(404);
        tom.submit(&format!("/security{path}"), &[("email", "a@example.org"), ("password", "x")]).await.assert_status(404);
    }
    let both = json!({ "email": "a@example.org", "password": "seven purple lighthouses", "next": null });
    for (name, arguments) in [
        ("account/sign-up", &both),
        ("account/sign-in", &both),
        ("account/change-email", &json!({ "from": "a", "to": "a@example.org", "current": "b" })),
        ("account/change-password", &json!({ "current": "a", "new": "b" })),
        ("account/delete", &json!({})),
        ("passkey/by-link/begin", &json!({ "link": "a" })),
        ("passkey/by-link/finish", &json!({ "link": "a" })),
    ] {
        tom.call(name, arguments).await.assert_status(404);
    }
    assert!(portal.latchkey.operator().users(Some("a@example.org")).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_cookie_counts_for_nobody_else() {
    let portal = Portal::start().await;
    let mira = portal.enrolled("mira", "m1").await;
    let full = mira.cookies["latchkey"].clone();
    let with_miras_cookie = |mut client: Client| {
        client.cookies.insert("latchkey".to_owned(), full.clone());
        client
    };

    let mut tom = with_miras_cookie(portal.signed_in("tom", "t1"));
    assert_eq!(tom.step().await, "choose_method", "somebody else's");
    assert!(!tom.cookies.contains_key("latchkey"), "and it is taken away");
    assert!(!with_miras_cookie(portal.signed_in("tom", "t1")).get("/security/account/security").await.body.contains("mira"));
    assert_eq!(with_miras_cookie(portal.signed_in("tom", "m1")).step().await, "choose_method");

    assert_eq!(with_miras_cookie(portal.signed_in("mira", "m2")).step().await, "challenge", "another session of the application");
    assert_eq!(with_miras_cookie(portal.anonymous()).step().await, "sign_in", "nobody is signed in to the application");
    assert_eq!(with_miras_cookie(portal.anonymous()).get("/hall").await.body, "nobody");
    assert_eq!(with_miras_cookie(portal.signed_in("mira", "m1")).step().await, "done", "her own");
    assert_redirect(&with_miras_cookie(portal.signed_in("tom", "t2")).get("/vault").await, "/security/mfa");
}

#[tokio::test]
async fn an_application_s_session_is_none_where_latchkey_stands_alone() {
    let app = crate::support::TestApp::start().await;
    let visitor = server::embed::Visitor::new("mira", "m1").name("Mira");
    let opened = app.latchkey.enter(&mfa::Caller::new("", ""), &visitor, None).await.unwrap();
    let mut client = app.anonymous();
    client.cookies.insert("latchkey-half".to_owned(), opened.token.expose().to_owned());
    assert_eq!(client.step().await, "sign_in");
}

#[tokio::test]
async fn a_half_session_reaches_no_account() {
    let portal = Portal::start().await;
    portal.enrolled("mira", "m1").await;
    let mut again = portal.signed_in("mira", "m2");
    assert_eq!(again.step().await, "challenge");
    for (name, arguments) in [
        ("device/list", json!({})),
        ("session/list", json!({})),
        ("session/end-others", json!({})),
        ("device/rename", json!({ "id": "x", "name": "y" })),
        ("device/remove", json!({ "id": "x" })),
        ("recovery/new", json!({})),
        ("recovery/codes", json!({})),
        ("recovery/status", json!({})),
        ("recovery/acknowledge", json!({})),
        ("totp/begin", json!({ "replaces": null })),
    ] {
        let answer = again.call(name, &arguments).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "requires_additional_auth"), "{name}");
    }
    assert_redirect(&again.get("/security/account/security").await, "/security/mfa");
}

#[tokio::test]
async fn protected_pages_ask_for_the_second_factor_and_are_come_back_to() {
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    let sent = tom.get("/vault?shelf=2").await;
    assert_redirect(&sent, "/security/mfa");
    assert_eq!(sent.header("cache-control"), "no-store");
    let refused = tom.submit("/vault", &[]).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "requires_additional_auth"));

    let begun = tom.call("totp/begin", &json!({ "replaces": null })).await;
    let totp = totp_rs::Totp::from_url(begun.json()["uri"].as_str().unwrap()).unwrap();
    let code = totp.generate(portal.latchkey.now().unix_seconds()).to_string();
    assert_redirect(&tom.submit("/security/mfa/totp", &[("code", &code)]).await, "/security/mfa/recovery-codes");
    assert_redirect(&tom.get("/vault?shelf=2").await, "/security/mfa");
    assert_redirect(&tom.get("/security/mfa").await, "/security/mfa/recovery-codes");
    let page = tom.get("/security/mfa/recovery-codes").await;
    let done = [("acknowledged", "on"), ("shown", page.hidden("shown"))];
    assert_redirect(&tom.submit("/security/mfa/recovery-codes", &done).await, "/vault?shelf=2");
    assert_redirect(&tom.get("/security/mfa").await, "/vault?shelf=2");
    assert_eq!(tom.get("/vault?shelf=2").await.assert_status(200).body, "gold");
    assert_eq!(tom.submit("/vault", &[]).await.assert_status(200).body, "put in");
}

#[tokio::test]
async fn who_is_not_signed_in_goes_to_the_application_s_sign_in() {
    let portal = Portal::start().await;
    let mut nobody = portal.anonymous();
    assert_redirect(&nobody.get("/vault?shelf=2").await, "/login?next=%2Fvault%3Fshelf%3D2");
    assert_redirect(&nobody.get("/security/account/security").await, "/login?next=%2Fsecurity%2Faccount%2Fsecurity");
    assert_redirect(&nobody.get("/security/mfa/verify").await, "/login?next=%2Fsecurity%2Fmfa%2Fverify");
    let refused = nobody.submit("/vault", &[]).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (401, "not_signed_in"));
    assert_eq!(nobody.get("/").await.body, "welcome");
    assert!(nobody.cookies.is_empty());
}

#[tokio::test]
async fn guarded_pages_know_who_has_proved_what() {
    let portal = Portal::start().await;
    assert_eq!(portal.anonymous().get("/hall").await.body, "nobody");
    let mut tom = portal.signed_in("tom", "t1");
    let first = tom.get("/hall").await;
    assert_eq!(first.body, "tom of the portal is half");
    assert_eq!((first.cookies().len(), first.header("cache-control")), (1, "no-store"));
    assert!(tom.get("/hall").await.cookies().is_empty(), "the session goes on");
    assert_eq!(portal.enrolled("mira", "m1").await.get("/hall").await.body, "mira of the portal is full");
}

#[tokio::test]
async fn what_does_not_fit_an_application_is_not_mounted() {
    let portal = Portal::start().await;
    assert!(matches!(Embedded::builder().build(portal.latchkey.clone()), Err(EmbedError::NoSignIn)));
    assert!(matches!(portal.embed("security/", "/login"), Err(EmbedError::Prefix(prefix)) if prefix == "security/"));
    for elsewhere in ["login", "", "//evil.example/login", "https://evil.example/login", "/\\evil.example", "/login#part", "javascript:0"] {
        assert!(matches!(portal.embed("/security", elsewhere), Err(EmbedError::SignInPage(page)) if page == elsewhere));
    }
    assert!(portal.embed("/my/security", "/login?theme=x").is_ok());
}

#[tokio::test]
async fn leaving_the_application_leaves_latchkey() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    portal.latchkey.leave("m1").await.unwrap();
    assert_eq!(mira.step().await, "challenge");
}

#[tokio::test]
async fn ending_latchkey_s_session_alone_touches_nothing_of_the_application_s() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    let ended = mira.call("account/sign-out", &json!({})).await;
    assert_eq!((ended.status.as_u16(), ended.header("clear-site-data")), (200, ""));
    assert_eq!(mira.step().await, "challenge");
}

#[tokio::test]
async fn other_sites_are_kept_out() {
    let portal = Portal::start().await;
    let mut tom = portal.signed_in("tom", "t1");
    let form = ("content-type", "application/x-www-form-urlencoded");
    for headers in [vec![form, ("origin", "http://evil.example")], vec![form, ("sec-fetch-site", "cross-site")], vec![form]] {
        tom.post_with("/security/mfa/choose", &headers, "method=totp").await.assert_status(403);
        tom.post_with("/api/latchkey/flow/next-step", &headers, "{}").await.assert_status(403);
    }
    let plain = [("origin", OWN), ("content-type", "text/plain")];
    tom.post_with("/api/latchkey/flow/next-step", &plain, "{}").await.assert_status(415);
    assert!(tom.cookies.len() == 1 && portal.latchkey.operator().has_no_accounts().await.unwrap(), "and open nothing");
    let page = tom.get("/security/mfa/choose").await;
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(page.header("cache-control"), "no-store");
    let large = "x".repeat(70_000);
    let headers = [form, ("origin", OWN)];
    tom.post_with("/security/mfa/choose", &headers, &large).await.assert_status(413);
    assert_eq!(tom.get("/").await.header("content-security-policy"), "", "the application's pages are its own");
}

#[tokio::test]
async fn too_many_wrong_codes_begin_again_by_themselves() {
    let portal = Portal::start().await;
    let mira = portal.enrolled("mira", "m1").await;
    let mut again = portal.signed_in("mira", "m2");
    again.get("/security/mfa/verify").await.assert_status(200);
    let right = mira.code();
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let mut over = None;
    for _ in 0..8 {
        let answer = again.submit("/security/mfa/verify", &[("code", wrong)]).await;
        if answer.status == 429 {
            over = Some(answer);
            break;
        }
    }
    let over = over.unwrap();
    assert!(over.body.contains("role=\"alert\""));
    // The right code on the very page that says so.
    let fields = [("code", mira.code()), ("form_token", over.hidden("form_token").to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_redirect(&again.submit_as_it_is("/security/mfa/verify", &fields).await, "/security/account/security");
    assert_eq!(again.step().await, "done");
}

/// The names below the application's own may be without TLS, or other people's.
#[tokio::test]
async fn transport_security_leaves_the_names_below_alone_unless_the_application_says_otherwise() {
    let header = async |portal: Portal| portal.anonymous().get("/security/mfa").await.header("strict-transport-security").to_owned();
    assert_eq!(header(Portal::start_at("https://portal.example", |embedded| embedded).await).await, "max-age=63072000");
    let below = Portal::start_at("https://portal.example", Builder::hsts_subdomains).await;
    assert_eq!(header(below).await, "max-age=63072000; includeSubDomains");
}
