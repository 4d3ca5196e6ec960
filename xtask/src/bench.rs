//! `cargo xtask bench`: measures the release on both databases. With `--check`, it fails if a ratio has become worse.

use crate::figures::{self, Figure};
use crate::programs::{self, Program};
use crate::progress::Progress;
use crate::workspace::{Build, Workspace};
use crate::{dist, process};
use anyhow::{Result, bail};
use postgres_server::{Durability, Postgres};

/// The names of figures that need a run of their own, with `crowd` or `clients`, contain one of these texts.
const OF_OTHER_RUNS: [&str; 2] = [" among ", " clients at once"];
/// The header of the benchmark's output, and of the same tables in the document.
const TABLE: &str = "| database | what | per second | median ms | p95 ms | share |";
/// A ratio is worse if it is below this part of the stated one: on one machine, ratios of two runs differ by a tenth, some by more.
const WORSE: f64 = 0.8;
/// The ratios whose name contains this are of times: the less, the better.
const OF_TIMES: &str = "of the time ";

pub(crate) fn run(workspace: &Workspace, is_check: bool, arguments: &[String]) -> Result<()> {
    let mut progress = Progress::new(dist::STEPS + 3);
    progress.step("looking for PostgreSQL", || programs::install(&[Program::Postgres]))?;
    dist::build(workspace, Build::Release, &mut progress)?;
    let postgres = progress.step("starting PostgreSQL", || Postgres::start(Durability::Kept))?;
    let report = progress.step("measuring", || {
        let mut bench = workspace.cargo(Build::Release);
        bench.args(["bench", "--package", "latchkey-server", "--bench", "throughput", "--"]).args(arguments);
        bench.env("LATCHKEY_TEST_POSTGRES_URL", postgres.url()).env("LATCHKEY_BIN", workspace.server(Build::Release));
        process::output(&mut bench)
    })?;
    println!("{report}");
    let measured = shares(&figures::rows(&report, TABLE));
    let mut stated = shares(&figures::stated(workspace, TABLE)?);
    match arguments.is_empty() {
        true => stated.retain(|figure| !OF_OTHER_RUNS.iter().any(|text| figure.name.contains(text))),
        // The document has figures for one number of accounts; a run with another can't be compared.
        false => stated.retain(|figure| measured.iter().any(|measured| measured.name == figure.name)),
    }
    match figures::differences(&stated, &measured, is_as_good).as_slice() {
        [] => println!("No ratio is worse than {WORSE} of the stated one."),
        worse if is_check => bail!("worse than {} states:\n    {}", figures::DOCUMENT, worse.join("\n    ")),
        worse => println!("Worse than {} states:\n    {}", figures::DOCUMENT, worse.join("\n    ")),
    }
    Ok(())
}

/// Whether a measured ratio isn't worse than the stated one.
fn is_as_good(stated: &Figure, found: f64) -> bool {
    let kept = if stated.name.contains(OF_TIMES) { stated.value / found } else { found / stated.value };
    kept >= WORSE
}

/// The ratios, such as `0.73 of the domain alone, 0.19 of the bare commits`. Absolute figures are those of one machine.
fn shares(rows: &[Vec<String>]) -> Vec<Figure> {
    let mut shares = Vec::new();
    for row in rows {
        let [database, what, .., share] = row.as_slice() else { continue };
        for (value, of) in share.split(", ").filter_map(|part| part.split_once(" of ")) {
            shares.extend(figures::number(value).map(|value| Figure::new(format!("{database}, {what}, of {of}"), value)));
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_worse_below_four_fifths_and_a_time_above_five_quarters() {
        let fits = |name: &str, found| is_as_good(&Figure::new(name, 1.0), found);
        assert_eq!([0.79, 0.81, 1.5].map(|found| fits("codes, of a bare handler", found)), [false, true, true]);
        assert_eq!([0.5, 1.24, 1.26].map(|found| fits("codes, of the time among a thousand", found)), [true, true, false]);
    }

    #[test]
    fn each_ratio_is_a_figure() {
        let row =
            ["SQLite", "codes", "300", "52.1", "59.7", "0.73 of the domain alone, 0.19 of the bare commits"].map(str::to_owned).to_vec();
        let without = ["SQLite", "bare commits", "3092", "5.2", "6.0", ""].map(str::to_owned).to_vec();
        let expected = [Figure::new("SQLite, codes, of the domain alone", 0.73), Figure::new("SQLite, codes, of the bare commits", 0.19)];
        assert_eq!(shares(&[row, without]), expected);
    }
}
