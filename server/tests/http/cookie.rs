//! The names and attributes of the cookies.

use crate::support::{Answer, TestApp};

/// The `Set-Cookie` line for `name`, which must be there once.
#[track_caller]
fn line<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let cookies = answer.cookies();
    let lines: Vec<_> = cookies.into_iter().filter(|cookie| cookie.starts_with(&format!("{name}="))).collect();
    assert_eq!(lines.len(), 1, "{:?}", answer.cookies());
    lines[0]
}

#[track_caller]
fn assert_session_cookie(line: &str, name: &str, secure: bool) {
    let (pair, attributes) = line.split_once("; ").unwrap();
    let value = pair.strip_prefix(&format!("{name}=")).unwrap();
    assert_eq!(value.len(), 43, "256 bits in base64url");
    let expected = if secure { "Path=/; HttpOnly; SameSite=Lax; Secure" } else { "Path=/; HttpOnly; SameSite=Lax" };
    assert_eq!(attributes, expected);
}

#[tokio::test]
async fn with_tls_they_belong_to_the_host() {
    let app = TestApp::build().origin("https://id.example.org").start().await;
    let mut client = app.anonymous();
    let answer = client.submit("/sign-up", &[("email", "a@example.org"), ("password", crate::support::PASSWORD)]).await;
    assert_session_cookie(line(&answer, "__Host-latchkey-half"), "__Host-latchkey-half", true);
    assert_eq!(answer.cookies().len(), 1);

    let user = app.user("b@example.org").await;
    assert!(user.cookies.contains_key("__Host-latchkey") && !user.cookies.contains_key("__Host-latchkey-half"));
    let mut planted = app.anonymous();
    planted.cookies.insert("latchkey".to_owned(), user.cookies["__Host-latchkey"].clone());
    assert_eq!(planted.step().await, "sign_in", "a cookie without the prefix could have been planted by a neighbour");
}

#[tokio::test]
async fn without_tls_they_have_plain_names() {
    let app = TestApp::start().await;
    let answer = app.anonymous().submit("/sign-up", &[("email", "a@example.org"), ("password", crate::support::PASSWORD)]).await;
    assert_session_cookie(line(&answer, "latchkey-half"), "latchkey-half", false);
}

#[tokio::test]
async fn a_raised_session_takes_the_other_cookie_away() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut client = app.anonymous();
    client.sign_in(&user.email).await;
    let answer = client.submit("/mfa/verify", &[("code", &user.code())]).await;
    assert_session_cookie(line(&answer, "latchkey"), "latchkey", false);
    assert_eq!(line(&answer, "latchkey-half"), "latchkey-half=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

#[tokio::test]
async fn of_several_the_first_well_formed_one_counts() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let own = &user.cookies["latchkey"];
    let mut client = app.anonymous();
    let dead = "A".repeat(43);
    for (cookies, expected) in [
        (format!("latchkey={own}"), "done"),
        (format!("other=1;latchkey={own};x"), "done"),
        (format!("latchkey=; latchkey=short; latchkey={own}"), "done"),
        (format!("latchkey={own}; latchkey={dead}"), "done"),
        (format!("latchkey={dead}; latchkey={own}"), "sign_in"),
        (format!("latchkey=\"{own}\""), "sign_in"),
        (format!("latchkey={own}A"), "sign_in"),
        (format!("xlatchkey={own}"), "sign_in"),
        ("latchkey".to_owned(), "sign_in"),
        ("=;=;;; ;latchkey=%00".to_owned(), "sign_in"),
        ("\u{e4}=\u{fc}; latchkey=\u{e4}".to_owned(), "sign_in"),
        (format!("\u{e4}=\u{fc}; latchkey={own}"), "done"),
        (format!("latchkey={}", "A".repeat(100_000)), "sign_in"),
    ] {
        let own_origin = [("origin", "http://localhost"), ("content-type", "application/json"), ("cookie", cookies.as_str())];
        let answer = client.post_with("/api/latchkey/flow/next-step", &own_origin, "{}").await;
        assert_eq!(answer.assert_status(200).json()["step"], expected, "{cookies:.80}");
    }
}

#[tokio::test]
async fn language_and_time_zone_are_remembered() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let answer = client.submit("/language", &[("language", "de"), ("back", "/lost-access")]).await;
    answer.assert_leads_to("/lost-access");
    assert_eq!(line(&answer, "latchkey-language"), "latchkey-language=de; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
    assert!(client.get("/sign-in").await.body.contains("lang=\"de\""));
    let answer = client.submit("/time-zone", &[("zone", "Europe/Berlin"), ("back", "/lost-access")]).await;
    answer.assert_leads_to("/lost-access");
    assert_eq!(line(&answer, "latchkey-zone"), "latchkey-zone=Europe/Berlin; Path=/; SameSite=Lax; Max-Age=31536000", "scripts read it");
}
