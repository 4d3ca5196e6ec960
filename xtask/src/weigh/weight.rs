//! The sizes of pages, and their budgets.

use std::fmt::Write;
use std::ops::AddAssign;

/// Bytes of HTML and CSS per page, compressed with brotli: what a new connection can transfer in its first round trip.
pub(super) const STYLED_BUDGET: u64 = 14_000;
/// Bytes of JavaScript and WASM per page, compressed with brotli.
pub(super) const SCRIPT_BUDGET: u64 = 110_500;

/// Sizes in bytes, uncompressed and compressed.
#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    pub(super) raw: u64,
    pub(super) brotli: u64,
}

impl Size {
    /// The compressed size, as a figure.
    #[expect(clippy::cast_precision_loss, reason = "no page has 2^53 bytes")]
    pub(super) fn bytes(self) -> f64 {
        self.brotli as f64
    }
}

/// The files that one page loads.
pub(super) struct Page {
    pub(super) name: String,
    /// HTML and CSS, which are needed before anything is shown.
    pub(super) styled: Size,
    /// JavaScript and WASM.
    pub(super) script: Size,
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.brotli += other.brotli;
    }
}

/// All pages, one per line.
pub(super) fn table(pages: &[Page]) -> String {
    let mut table = format!("\n{:<46}{:>20}{:>22}\n", "", "HTML + CSS", "JS + WASM");
    let mut line = |name: &str, cells: [&str; 4]| {
        let [styled, styled_brotli, script, script_brotli] = cells;
        // Writing to a string can't fail.
        let _ = writeln!(table, "{name:<46}{styled:>10}{styled_brotli:>10}{script:>12}{script_brotli:>10}");
    };
    line("Page", ["raw", "brotli", "raw", "brotli"]);
    for page in pages {
        let cells = [page.styled.raw, page.styled.brotli, page.script.raw, page.script.brotli].map(|bytes| bytes.to_string());
        line(&page.name, cells.each_ref().map(String::as_str));
    }
    table
}

/// The pages above the budget.
pub(super) fn above_budget(pages: &[Page]) -> Vec<&str> {
    let heavy = pages.iter().filter(|page| page.styled.brotli > STYLED_BUDGET || page.script.brotli > SCRIPT_BUDGET);
    heavy.map(|page| page.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str, styled: u64, script: u64) -> Page {
        let size = |brotli| Size { raw: brotli * 4, brotli };
        Page { name: name.to_owned(), styled: size(styled), script: size(script) }
    }

    #[test]
    fn a_page_may_use_its_budget_up() {
        assert!(above_budget(&[page("/", STYLED_BUDGET, SCRIPT_BUDGET)]).is_empty());
    }

    #[test]
    fn either_budget_counts() {
        let pages = [page("/a", STYLED_BUDGET + 1, 0), page("/b", 0, 0), page("/c", 0, SCRIPT_BUDGET + 1)];
        assert_eq!(above_budget(&pages), ["/a", "/c"]);
    }

    #[test]
    fn every_page_has_a_line() {
        let table = table(&[page("/a", 10, 20), page("/b", 30, 40)]);
        let line = table.lines().find(|line| line.starts_with("/b")).unwrap();
        assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["/b", "120", "30", "160", "40"]);
    }
}
