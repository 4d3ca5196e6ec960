//! `cargo xtask test`: everything that has to hold, in one command.
//!
//! Cheap checks come first. A failed one doesn't hide what the others would say; the summary at the end names it.

mod checks;

use crate::postgres::{Durability, Postgres};
use crate::progress::Progress;
use crate::workspace::{Build, WASM_TARGET, Workspace};
use crate::{deny, dist, embed, node, packages, process, serve, wasm, weigh};
use anyhow::Result;
use checks::Checks;
use std::process::Command;

/// What is linted and tested together. `frontend` is apart from it because `app` can't be built for server and browser at once, this crate
/// and `authenticator` because the features that they or their tests need would have the server's dependencies built a second time.
const SERVER_SIDE: [&str; 8] = ["-p", "mfa", "-p", "app", "-p", "server", "--features", "app/ssr,app/islands"];

pub(crate) fn run(workspace: &Workspace, quick: bool) -> Result<()> {
    let (build, steps) = if quick { (Build::Development, serve::STEPS) } else { (Build::Release, dist::STEPS + 1) };
    let mut progress = Progress::new(steps + embed::STEPS + 19);
    let end2end = workspace.root.join("end2end");
    progress.step("installing the programs that the tests need", packages::install)?;
    progress.step("installing what drives the browser", || node::install(&end2end))?;
    progress.step("looking for Rust's WebAssembly target", wasm::ensure_target)?;
    let postgres = progress.step("starting PostgreSQL", || Postgres::start(Durability::Lost))?;

    let cargo = |arguments: &[&str]| {
        let mut cargo = workspace.cargo(Build::Development);
        cargo.env("LATCHKEY_TEST_POSTGRES_URL", postgres.url()).args(arguments);
        cargo
    };
    let mut checks = Checks::new(progress);
    checks.run("format", || process::run(&mut cargo(&["fmt", "--all", "--check"])));
    let lint = |what: &[&str]| process::run(cargo(&["clippy"]).args(what).args(["--", "-D", "warnings"]));
    checks.run("lints of the server side", || lint(&[&SERVER_SIDE[..], &["--all-targets"]].concat()));
    checks.run("lints of the browser side", || lint(&["-p", "frontend", "--features", "playground", "--target", WASM_TARGET]));
    checks.run("lints of our own pages' browser side", || lint(&["-p", "frontend", "--features", "pages", "--target", WASM_TARGET]));
    let [example_browser, example_server] = embed::lints();
    checks.run("lints of the example's browser side", || lint(&example_browser));
    checks.run("lints of the example's server side", || lint(&example_server));
    checks.run("lints of the authenticator", || lint(&["-p", "authenticator", "--all-targets"]));
    checks.run("lints of this tool", || lint(&["-p", "xtask", "--all-targets"]));
    checks.run("dependencies", || deny::check(workspace));
    checks.run("unit, storage and HTTP tests", || process::run(cargo(&["test", "--no-fail-fast"]).args(SERVER_SIDE)));
    checks.run("tests of the example", || process::run(&mut cargo(&["test", "-p", "embed", "--features", "ssr"])));
    checks.run("tests of the authenticator", || process::run(&mut cargo(&["test", "-p", "authenticator"])));
    checks.run("tests of this tool", || process::run(&mut cargo(&["test", "-p", "xtask"])));
    let built = checks.build(if quick { "development build" } else { "release" }, |progress| match build {
        Build::Development => serve::build(workspace, progress),
        Build::Release => dist::build(workspace, progress),
    });
    let built = built && checks.build("the example", |progress| embed::build(workspace, build, progress));
    if built {
        if !quick {
            checks.run("weight of the pages", || weigh::weigh(workspace));
            checks.run("weight of dialogs and hooks", || weigh::script(workspace));
        }
        checks.run("browser tests", || {
            let mut npm = Command::new("npm");
            npm.arg("test").current_dir(&end2end);
            npm.env("LATCHKEY_BIN", workspace.server(build)).env("LATCHKEY_EMBED_BIN", embed::server(workspace));
            npm.env("LATCHKEY_TEST_POSTGRES_URL", postgres.url());
            process::run(&mut npm)
        });
    }
    checks.finish()
}
