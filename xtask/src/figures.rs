//! Compares the measured figures with those in `docs/performance.md`, so that the document can't become outdated unnoticed.

use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;

pub(crate) const DOCUMENT: &str = "docs/performance.md";
/// The relative difference that is tolerated between a stated figure and the measured one.
const TOLERANCE: f64 = 0.1;

/// A number with the name of what it measures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
}

impl Figure {
    pub(crate) fn new(name: impl Into<String>, value: f64) -> Self {
        Self { name: name.into(), value }
    }
}

/// The rows of the document's tables that begin with `header`.
pub(crate) fn stated(workspace: &Workspace, header: &str) -> Result<Vec<Vec<String>>> {
    let document = fs::read_to_string(workspace.root.join(DOCUMENT)).with_context(|| format!("{DOCUMENT} can't be read"))?;
    let rows = rows(&document, header);
    if rows.is_empty() {
        bail!("{DOCUMENT} has no table `{header}`");
    }
    Ok(rows)
}

/// Fails with the names of all stated figures that weren't measured, or differ from the measured ones by more than a tenth. A document without
/// figures is outdated as well.
pub(crate) fn compare(stated: &[Figure], measured: &[Figure]) -> Result<()> {
    if stated.is_empty() {
        bail!("{DOCUMENT} states none of the figures that were measured");
    }
    let differences = differences(stated, measured, |stated, found| (stated.value - found).abs() <= stated.value.abs() * TOLERANCE);
    if differences.is_empty() {
        return Ok(());
    }
    bail!("{DOCUMENT} is out of date:\n    {}", differences.join("\n    "))
}

/// The stated figures that weren't measured, or whose measured value doesn't fit, one line each.
pub(crate) fn differences(stated: &[Figure], measured: &[Figure], fits: impl Fn(&Figure, f64) -> bool) -> Vec<String> {
    let difference = |figure: &Figure| {
        let Figure { name, value } = figure;
        let Some(found) = measured.iter().find(|measured| measured.name == *name) else {
            return Some(format!("{name}: {value} is stated, but no figure of that name was measured"));
        };
        (!fits(figure, found.value)).then(|| format!("{name}: {value} is stated, {} was measured", found.value))
    };
    stated.iter().filter_map(difference).collect()
}

/// The cells of all rows under `header`, from every Markdown table that begins with it.
pub(crate) fn rows(text: &str, header: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut lines = text.lines();
    while lines.by_ref().any(|line| line == header) {
        let table = lines.by_ref().skip(1).take_while(|line| line.starts_with('|'));
        rows.extend(table.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()));
    }
    rows
}

/// The number in a cell, with or without commas between thousands; 0 for `none`.
pub(crate) fn number(cell: &str) -> Option<f64> {
    if cell == "none" {
        return Some(0.0);
    }
    cell.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_is_close_and_more_is_not() {
        let measured = [Figure::new("a page", 1100.0)];
        assert!(compare(&[Figure::new("a page", 1000.0)], &measured).is_ok());
        let error = compare(&[Figure::new("a page", 999.0)], &measured).unwrap_err().to_string();
        assert!(error.contains("a page: 999 is stated, 1100 was measured"), "{error}");
    }

    #[test]
    fn nothing_is_stated_that_was_not_measured() {
        assert!(compare(&[], &[Figure::new("a page", 1.0)]).is_err());
        assert!(compare(&[Figure::new("a page", 0.0)], &[]).is_err());
        assert!(compare(&[Figure::new("a page", 0.0)], &[Figure::new("a page", 0.0)]).is_ok());
    }

    #[test]
    fn all_tables_with_the_header_are_read() {
        let text =
            "| a | b |\n| --- | --- |\n| x | 1,200 |\n\nwords\n\n| other |\n| --- |\n| y |\n\n| a | b |\n| --- | --- |\n| z | none |\n";
        assert_eq!(rows(text, "| a | b |"), [["x", "1,200"], ["z", "none"]]);
        assert_eq!((number("1,200"), number("none"), number("many")), (Some(1200.0), Some(0.0), None));
    }
}
