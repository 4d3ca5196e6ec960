//! The operator's commands about the keys that sign session tokens.

use crate::installation::Installation;
use testbed::Database;

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_listed_and_take_turns() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        assert_eq!(installation.run(&["signing-keys", "list"]), "");
        let rotated = installation.run(&["signing-keys", "rotate"]);
        let kid = rotated.split(' ').nth(1).unwrap();
        let listed = installation.run(&["signing-keys", "list"]);
        let lines: Vec<_> = listed.lines().collect();
        assert!(
            lines.len() == 2 && lines[0].contains("  next     since ") && lines[1].starts_with(&format!("{kid}  active   since ")),
            "{listed}"
        );
        let refused = installation.command(&["signing-keys", "rotate"]).output().unwrap();
        let line = String::from_utf8_lossy(&refused.stderr);
        assert!(!refused.status.success() && line.contains("nothing was changed: servers may not know the next key yet"), "{line}");
        assert_eq!(installation.run(&["signing-keys", "list"]), listed);
    }
}
