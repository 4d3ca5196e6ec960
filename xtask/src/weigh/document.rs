//! The sizes in `docs/performance.md`.

use super::weight::Page;
use crate::figures::{self, Figure};
use crate::workspace::Workspace;
use anyhow::Result;

const TABLE: &str = "| page | HTML + CSS | JS + WASM |";
const STYLED: &str = "HTML + CSS";
const SCRIPT: &str = "JS + WASM";
/// The script that an application's pages load for dialogs and hooks: a separate build, not a page of Latchkey.
pub(super) const SCRIPT_OF_APPLICATIONS: &str = "an application's pages, for dialogs and hooks: JS + WASM";

/// All figures of the table.
pub(super) fn stated(workspace: &Workspace) -> Result<Vec<Figure>> {
    let mut stated = Vec::new();
    for row in figures::stated(workspace, TABLE)? {
        let [page, styled, script] = row.as_slice() else { continue };
        for (column, cell) in [(STYLED, styled), (SCRIPT, script)] {
            stated.extend(figures::number(cell).map(|value| Figure::new(name(page, column), value)));
        }
    }
    Ok(stated)
}

pub(super) fn of_applications(stated: &[Figure]) -> Vec<Figure> {
    stated.iter().filter(|figure| figure.name == SCRIPT_OF_APPLICATIONS).cloned().collect()
}

pub(super) fn of_pages(stated: &[Figure]) -> Vec<Figure> {
    stated.iter().filter(|figure| figure.name != SCRIPT_OF_APPLICATIONS).cloned().collect()
}

/// The sizes of the pages in the language that was visited first.
pub(super) fn measured(pages: &[Page]) -> Vec<Figure> {
    let figures = |page: &Page| {
        let path = page.name.split(' ').next().unwrap_or_default();
        let page_name = format!("`{path}`");
        [Figure::new(name(&page_name, STYLED), page.styled.bytes()), Figure::new(name(&page_name, SCRIPT), page.script.bytes())]
    };
    pages.iter().flat_map(figures).collect()
}

fn name(page: &str, column: &str) -> String {
    format!("{page}: {column}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::weight::Size;

    #[test]
    fn a_page_is_called_by_its_path() {
        let size = |brotli| Size { raw: 0, brotli };
        let page = Page { name: "/sign-in (en)".to_owned(), styled: size(7000), script: size(70_000) };
        let expected = [Figure::new("`/sign-in`: HTML + CSS", 7000.0), Figure::new("`/sign-in`: JS + WASM", 70_000.0)];
        assert_eq!(measured(&[page]), expected);
    }
}
