//! The paths of the pages are written once, in `ui/src/paths.rs`.

use crate::source::Source;

/// Where they are written.
const HOME: &str = "ui/src/paths.rs";

/// The crates whose code links to pages.
const FOLDERS: [&str; 5] = ["app/src/", "pages/src/", "playground/src/", "server/src/", "ui/src/"];

/// The paths: all that the constants of [`HOME`] hold, but for the start page, whose path is too short to be only that.
fn written(home: &str) -> Vec<&str> {
    let constants = home.lines().filter(|line| line.starts_with("pub const "));
    constants.filter_map(|line| line.split('"').nth(1)).filter(|path| path.len() > 1).collect()
}

/// Whether a literal is this path, or an address that begins with it.
fn repeats(code: &str, path: &str) -> bool {
    ["\"", "?"].iter().any(|end| code.contains(&["\"", path, end].concat()))
}

#[test]
fn each_path_is_written_once() {
    let source = Source::product();
    let paths = written(source.code(HOME).expect("the paths"));
    assert!(paths.len() > 40, "the paths were read");
    let mut faults = Vec::new();
    for (file, code) in FOLDERS.iter().flat_map(|folder| source.below(folder)).filter(|(file, _)| *file != HOME) {
        // The tests beside the code name paths as browsers do.
        let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let is_test = file.ends_with("tests.rs") || file.ends_with("_test.rs");
        faults.extend(paths.iter().filter(|path| !is_test && repeats(code, path)).map(|path| format!("{file} writes {path} again")));
    }
    assert!(faults.is_empty(), "use the constants of {HOME}:\n{}", faults.join("\n"));
}

#[test]
fn repetitions_are_seen() {
    let home = "pub const SECURITY: &str = \"/account/security\";\npub const LANDING: &str = \"/\";";
    assert_eq!(written(home), ["/account/security"]);
    assert!(repeats("link(\"/account/security\")", "/account/security"));
    assert!(repeats("link(\"/account/security?a=b\")", "/account/security"));
    assert!(!repeats("link(\"/account/security/more\")", "/account/security"));
}
