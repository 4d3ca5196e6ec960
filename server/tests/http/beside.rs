//! Latchkey beside an application in another process, which tells over HTTP who is signed in.

mod asked;
mod ended;
mod failing;
mod token;
mod visitors;

use crate::support::Beside;

#[tokio::test]
async fn everything_is_below_the_prefix() {
    let beside = Beside::start_at("https://shop.example.org").await;
    let mut mira = beside.enrolled("mira", "m1").await;
    let page = mira.get("/security/account/security").await;
    assert!(page.assert_status(200).body.contains("mira of the shop"));
    assert_eq!(page.header("strict-transport-security"), "", "that would commit the application");
    mira.get("/security").await.assert_leads_to("/security/account/security");
    for path in [
        "/",
        "/sign-in",
        "/account/security",
        "/.well-known/change-password",
        "/.well-known/passkey-endpoints",
        "/security/.well-known/change-password",
        "/security/.well-known/passkey-endpoints",
        "/security/sign-in",
        "/security/healthz",
        "/favicon.svg",
    ] {
        let answer = mira.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.header("strict-transport-security")), (404, ""), "{path}");
    }
    for path in ["/healthz", "/readyz"] {
        mira.get(path).await.assert_status(200);
    }
}

#[tokio::test]
async fn who_is_not_signed_in_goes_to_the_application_and_comes_back() {
    let beside = Beside::start().await;
    beside.anonymous().get("/security/account/security").await.assert_leads_to("/login?next=%2Fsecurity%2Faccount%2Fsecurity");
    let mut tom = beside.signed_in("tom", "t1");
    tom.get("/security/account/security").await.assert_leads_to("/security/mfa");
    assert_eq!(tom.step().await, "choose_method");
    tom.cookies.insert("shop".to_owned(), "no session".to_owned());
    tom.get("/security/mfa/choose").await.assert_leads_to("/login?next=%2Fsecurity%2Fmfa%2Fchoose");
}

#[tokio::test]
async fn files_ask_nobody() {
    let beside = Beside::start().await;
    let mut mira = beside.signed_in("mira", "m1");
    for path in ["/security/pkg/latchkey-fedcba9876543210.css", "/security/favicon.svg", "/healthz", "/security/nowhere"] {
        mira.get(path).await;
    }
    assert!(beside.shop.asked().is_empty());
}
