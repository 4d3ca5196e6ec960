//! `cargo xtask bench`: how fast the release is, on both databases.

use crate::postgres::{Durability, Postgres};
use crate::progress::Progress;
use crate::workspace::{Build, Workspace};
use crate::{dist, packages, process};
use anyhow::Result;

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let mut progress = Progress::new(dist::STEPS + 3);
    progress.step("looking for PostgreSQL", packages::install)?;
    dist::build(workspace, &mut progress)?;
    let postgres = progress.step("starting PostgreSQL", || Postgres::start(Durability::Kept))?;
    progress.step("measuring", || {
        let mut bench = workspace.cargo(Build::Release);
        bench.args(["bench", "--package", "server", "--bench", "throughput", "--"]).args(arguments);
        bench.env("LATCHKEY_TEST_POSTGRES_URL", postgres.url()).env("LATCHKEY_BIN", workspace.server(Build::Release));
        process::run(&mut bench)
    })
}
