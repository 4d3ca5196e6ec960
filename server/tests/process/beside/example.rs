//! `examples/node`: the whole way, with an application in another language. Needs Node.

use super::{KEY, browser::Browser, run, settings, told};
use crate::{
    installation::Installation,
    server::{Server, free_port},
};
use mfa::{Clock, SystemClock};
use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use testbed::{Database, until};
use tokio::net::TcpStream;
use totp_rs::{Builder, Secret, Totp};

const PATIENCE: Duration = Duration::from_secs(60);

/// The application as a process.
struct Shop {
    process: Child,
    port: u16,
}

impl Shop {
    async fn start(port: u16, latchkey: u16, application_key: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/node/server.mjs");
        let mut command = Command::new("node");
        command.arg(file).env("PORT", port.to_string()).env("LATCHKEY", format!("http://127.0.0.1:{latchkey}"));
        command.env("WHO_KEY", KEY).env("APPLICATION_KEY", application_key);
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("node is installed");
        let shop = Self { process, port };
        until("the shop is there", PATIENCE, async || TcpStream::connect(("127.0.0.1", port)).await.is_ok()).await;
        shop
    }

    /// A browser in which this user has given the password.
    async fn signed_in(&self, name: &str, password: &str) -> Browser {
        let mut browser = Browser::new(self.port);
        browser.submit("/login?next=%2Forders", &[("name", name), ("password", password)]).await.assert_leads_to("/orders");
        browser
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        // Neither can fail for a process that is ours.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn owned(settings: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    settings.iter().map(|(key, value)| (*key, (*value).to_owned())).collect()
}

/// Enrolls an app, starting from Latchkey's first page, and returns the app and the page that the visitor is led to.
async fn enroll(browser: &mut Browser, first: &str) -> (Totp, String) {
    browser.get(first).await.assert_leads_to("/security/mfa/choose");
    browser.submit("/security/mfa/choose", &[("method", "totp")]).await.assert_leads_to("/security/mfa/totp");
    let page = browser.get("/security/mfa/totp").await.body;
    let (_, shown) = page.split_once("data-testid=\"totp-secret\"").unwrap();
    let secret: String = shown.split_once("data-copy=\"").unwrap().1.split('"').next().unwrap().split_whitespace().collect();
    let app = Builder::new().with_secret(Secret::try_from_base32(&secret).unwrap()).with_account_name("test").build().unwrap();
    let code = app.generate(SystemClock.now().unix_seconds()).to_string();
    browser.submit("/security/mfa/totp", &[("code", &code)]).await.assert_leads_to("/security/mfa/recovery-codes");
    let done = browser.submit("/security/mfa/recovery-codes", &[("acknowledged", "on")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    (app, done.header("location").to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_in_node_gets_a_second_factor() {
    let installation = Installation::new(Database::Sqlite).await;
    let port = free_port();
    let [who, key] = settings(port);
    let who = who.1.replace("/who", "/latchkey/who");
    let origin = format!("http://localhost:{port}");
    let settings = [
        ("LATCHKEY__SERVER__PUBLIC_ORIGIN", origin.as_str()),
        ("LATCHKEY__APPLICATION__WHO", &who),
        ("LATCHKEY__APPLICATION__WHO_KEY", &key.1),
    ];
    let latchkey = Server::start(&installation, &settings).await;

    let shop = Shop::start(port, latchkey.port(), "").await;
    let mut mira = shop.signed_in("mira", "example-harbour-9").await;
    mira.get("/orders").await.assert_leads_to("/security/mfa?next=%2Forders");
    enroll(&mut mira, "/security/mfa").await;
    installation.run(&["admin", "grant", "1"]);
    let fields = [("name", "shop"), ("sessions:write", "on")];
    let page = mira.submit("/security/admin/keys", &fields).await;
    let (_, shown) = page.body.split_once("data-testid=\"application-key\"").expect("the key is shown");
    let application_key = shown.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned();
    drop(shop);

    let shop = Shop::start(port, latchkey.port(), &application_key).await;
    let mut nobody = Browser::new(port);
    nobody.get("/orders").await.assert_leads_to("/login?next=%2Forders");
    let mut tom = shop.signed_in("tom", "example-lantern-4").await;
    tom.get("/orders").await.assert_leads_to("/security/mfa?next=%2Forders");
    let (_, led_to) = enroll(&mut tom, "/security/mfa?next=%2Forders").await;
    assert_eq!(led_to, "/orders", "back to the page of the shop");
    assert!(tom.get("/orders").await.body.contains("Orders of tom"));

    // Another browser with the password alone.
    let mut again = shop.signed_in("tom", "example-lantern-4").await;
    again.get("/orders").await.assert_leads_to("/security/mfa?next=%2Forders");
    again.get("/security/mfa?next=%2Forders").await.assert_leads_to("/security/mfa/verify");
    assert_eq!(again.post("/orders", "").await.status, 403);
    let cookies: Vec<_> = again.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let checked =
        run(&installation, &["check", "gates", "--cookie", &cookies.join("; "), "/", "/orders", "/login"], &owned(&settings)).await;
    let (_, out, _) = told(&checked);
    let expected = "closed   /  303 to /security/mfa\nclosed   /orders  303 to /security/mfa\nOPEN     /login  200\n";
    assert_eq!(out, expected, "the sign-in page alone is open");
    // His second factor is worth nothing in mira's session.
    let mut borrowed = shop.signed_in("mira", "example-harbour-9").await;
    borrowed.cookies.extend(tom.cookies.clone().into_iter().filter(|(name, _)| name != "shop"));
    borrowed.get("/orders").await.assert_leads_to("/security/mfa?next=%2Forders");

    let before = tom.cookies.clone();
    tom.post("/logout", "").await.assert_leads_to("/login");
    let log = latchkey.log();
    let ended = log.lines().filter(|line| line.contains("path=\"/api/v1/sessions/end\"") && line.contains("status=204"));
    assert_eq!(ended.count(), 1, "{log}");
    tom.cookies = before;
    tom.get("/orders").await.assert_leads_to("/login?next=%2Forders");
    tom.get("/security/account/security").await.assert_leads_to("/login?next=%2Fsecurity%2Faccount%2Fsecurity");
}
