//! Every name in backticks that looks like one of ours is one.

mod foreign;
mod look_up;

use crate::source::Source;
use docs::markdown::{documents, root, spans};
use look_up::LookUp;

#[test]
fn every_name_exists() {
    let (product, tests) = (LookUp::new(Source::product()), LookUp::new(Source::tests()));
    let mut lost = Vec::new();
    for document in documents(&root()).unwrap() {
        for span in spans(&document.text) {
            let mut unknown = product.unknown(&document.path, &span);
            // This document is about tests, too, and names some.
            if document.path == "CONTRIBUTING.md" && !unknown.is_empty() {
                let not_in_tests = tests.unknown(&document.path, &span);
                unknown.retain(|name| not_in_tests.contains(name));
            }
            for name in unknown {
                lost.push(format!("{}:{}: `{}`: {name}", document.path, span.line, span.text));
            }
        }
    }
    assert!(lost.is_empty(), "{} names in backticks exist nowhere in the source:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn every_exception_is_used() {
    let all: Vec<_> = documents(&root()).unwrap().iter().flat_map(|document| spans(&document.text)).collect();
    let unused: Vec<_> = foreign::names().filter(|name| !all.iter().any(|span| span.text.contains(name))).collect();
    assert!(unused.is_empty(), "no document has these names any more: {unused:?}");
}
