//! The operator's command that makes keys for the servers of applications.

use crate::{
    installation::Installation,
    server::{Answer, Server},
};
use testbed::Database;

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_printed_once_and_does_what_it_was_made_for() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let server = Server::start(&installation, &[]).await;
        let printed = installation.run(&["application-keys", "create", "shop", "--scopes", "tokens:introspect,sessions:read"]);
        let key = printed.strip_suffix('\n').unwrap();
        assert!(key.starts_with("lk_live_") && !key.contains(char::is_whitespace), "a script can take it as it is");
        let ask = async |path: &str, body: &str| {
            let length = body.len();
            let request = format!(
                "POST {path} HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\nAuthorization: Bearer {key}\r\n\
                 Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
            );
            Answer::to(server.port(), &request).await.unwrap()
        };
        let verified = ask("/api/v1/sessions/verify", r#"{"cookie":"a=b"}"#).await;
        assert_eq!((verified.status, verified.body.as_str()), (200, r#"{"active":false}"#));
        let refused = ask("/api/v1/sessions/end", r#"{"session":"a"}"#).await;
        assert!(refused.status == 403 && refused.body.contains("scope_missing"), "{}", refused.body);

        for (arguments, reason) in [
            (&["create", "shop", "--scopes", "sessions:read"][..], "another key has the name shop"),
            (&["create", "bank", "--scopes", "users:explode"], "there are mfa-tokens:consume, actions:read"),
            (&["create", "bank"], "--scopes"),
            (&["create", "", "--scopes", "sessions:read"], "the name must be one line"),
        ] {
            let output = installation.command(&[&["application-keys"], arguments].concat()).output().unwrap();
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(!output.status.success() && output.stdout.is_empty() && error.contains(reason), "{error}");
        }
        assert!(!server.kill().contains(key), "no log has the key");
    }
}
