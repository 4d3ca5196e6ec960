//! Figures, and the table of them.

use crate::{page::Viewed, server::Memory};
use std::{fmt::Write as _, time::Duration};

/// The result of one run.
pub(crate) struct Figure {
    per_second: f64,
    median: Duration,
    p95: Duration,
    p99: Duration,
}

impl Figure {
    pub(crate) fn new(mut took: Vec<Duration>, whole: Duration) -> Self {
        took.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
        let count = took.len() as f64;
        Self {
            per_second: count / whole.as_secs_f64(),
            median: percentile(&took, 50),
            p95: percentile(&took, 95),
            p99: percentile(&took, 99),
        }
    }

    /// The one with the middle median.
    pub(crate) fn middle(figures: &[Self]) -> Self {
        let mut sorted: Vec<_> = figures.iter().collect();
        sorted.sort_by_key(|figure| figure.median);
        let Self { per_second, median, p95, p99 } = **sorted.get(sorted.len() / 2).unwrap();
        Self { per_second, median, p95, p99 }
    }

    /// The time that one in a hundred exceeded.
    pub(crate) fn p99(&self) -> Duration {
        self.p99
    }

    fn share_of(&self, other: &Self) -> f64 {
        self.per_second / other.per_second
    }
}

#[derive(Default)]
pub(crate) struct Report(String);

impl Report {
    pub(crate) fn add(&mut self, database: &str, verified: &Figure, domain: &Figure, commits: &Figure, handler: &Figure) {
        let row = |what: &str, figure: &Figure, beside: String| row(database, what, figure, &beside);
        self.0 += &row(
            "codes verified over HTTP",
            verified,
            format!(
                "{:.2} of the domain alone, {:.2} of the bare commits, {:.3} of a bare handler",
                verified.share_of(domain),
                verified.share_of(commits),
                verified.share_of(handler)
            ),
        );
        self.0 += &row("codes verified by the domain alone", domain, String::new());
        self.0 += &row("bare commits", commits, String::new());
        self.0 += &row("bare handler", handler, String::new());
    }

    pub(crate) fn add_passwords(&mut self, database: &str, signed_in: &Figure, argon2: &Figure, fresh: &Figure) {
        let (of, of_fresh) = (signed_in.share_of(argon2), signed_in.share_of(fresh));
        let beside = format!("{of:.2} of bare Argon2, {of_fresh:.1} of the same in fresh memory");
        self.0 += &row(database, "passwords accepted over HTTP", signed_in, &beside);
        self.0 += &row(database, "bare Argon2", argon2, "");
        self.0 += &row(database, "bare Argon2 in fresh memory", fresh, "");
    }

    pub(crate) fn add_checks(&mut self, database: &str, checks: &Figure, least: &Figure, handler: &Figure) {
        let beside = format!("{:.2} of the least query, {:.3} of a bare handler", checks.share_of(least), checks.share_of(handler));
        self.0 += &row(database, "checks of a proxy", checks, &beside);
        self.0 += &row(database, "the least query", least, "");
    }

    pub(crate) fn add_pages(&mut self, database: &str, pages: &[Viewed]) {
        for Viewed { path, page, bare } in pages {
            let beside = format!("{:.3} of a handler of the same bytes", page.share_of(bare));
            self.0 += &row(database, &format!("page `{path}`"), page, &beside);
        }
    }

    pub(crate) fn add_memory(&mut self, database: &str, at_rest: Memory, peak: u64, after: Memory) {
        let _ = writeln!(
            self.0,
            "| {database} | memory of the server | {at_rest} at rest | {peak} MiB at its peak | {after} ten seconds later | |"
        );
    }

    pub(crate) fn add_passkeys(&mut self, database: &str, proved: &Figure, signatures: &Figure) {
        let beside = format!("{:.3} of the bare signature checks", proved.share_of(signatures));
        self.0 += &row(database, "passkeys verified over HTTP", proved, &beside);
        self.0 += &row(database, "bare signature checks", signatures, "");
    }

    pub(crate) fn add_crowd(&mut self, database: &str, what: &str, measured: &Figure, beside: &Figure) {
        let times = measured.median.as_secs_f64() / beside.median.as_secs_f64();
        self.0 += &row(database, what, measured, &format!("{times:.2} of the time among a thousand"));
    }

    pub(crate) fn add_clients(&mut self, database: &str, what: &str, clients: usize, figure: &Figure, alone: &Figure) {
        let beside = format!("{:.2} of the throughput of one client", figure.share_of(alone));
        self.0 += &row(database, &format!("{what}, clients at once: {clients}"), figure, &beside);
    }

    pub(crate) fn add_page(&mut self, database: &str, page: &str, viewed: &Figure) {
        self.0 += &row(database, &format!("`{page}`"), viewed, "");
    }

    pub(crate) fn add_flood(&mut self, flood: &str, what: &str, figure: &Figure) {
        let Figure { median, p95, p99, .. } = figure;
        let _ = writeln!(self.0, "| {flood} | {what} | {:.1} | {:.1} | {:.1} |", millis(*median), millis(*p95), millis(*p99));
    }

    pub(crate) fn print_floods(&self) {
        println!("| under | what | median ms | p95 ms | p99 ms |\n| --- | --- | --- | --- | --- |\n{}", self.0);
    }

    pub(crate) fn print(&self) {
        println!("| database | what | per second | median ms | p95 ms | share |\n| --- | --- | --- | --- | --- | --- |\n{}", self.0);
    }
}

fn row(database: &str, what: &str, figure: &Figure, beside: &str) -> String {
    let Figure { per_second, median, p95, .. } = figure;
    format!("| {database} | {what} | {per_second:.0} | {:.1} | {:.1} | {beside} |\n", millis(*median), millis(*p95))
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// The `share` of the sorted times, from 0 to 100.
fn percentile(sorted: &[Duration], share: usize) -> Duration {
    sorted.get((sorted.len() * share / 100).min(sorted.len() - 1)).copied().unwrap_or_default()
}
