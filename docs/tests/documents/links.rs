//! Every link within the repository leads somewhere.

use docs::markdown::{anchors, documents, links, root};
use std::{fs, path::Path};

#[test]
fn every_link_leads_to_a_file_and_its_heading() {
    let mut broken = Vec::new();
    for document in documents(&root()).unwrap() {
        for link in links(&document.text) {
            if let Some(problem) = problem(&document.path, &document.text, &link.target) {
                broken.push(format!("{}:{}: {}: {problem}", document.path, link.line, link.target));
            }
        }
    }
    assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
}

fn problem(document: &str, text: &str, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let file = Path::new(document).parent().unwrap_or(Path::new("")).join(path);
    if !path.is_empty() && !root().join(&file).exists() {
        return Some(format!("there is no {}", file.display()));
    }
    let anchor = anchor?;
    let text = if path.is_empty() { text.to_owned() } else { fs::read_to_string(root().join(&file)).unwrap_or_default() };
    (!anchors(&text).iter().any(|known| known == anchor))
        .then(|| format!("{} has no heading #{anchor}", if path.is_empty() { document } else { path }))
}

#[test]
fn a_broken_link_is_told() {
    for target in ["lost.md", "embedding.md#lost", "#lost", "../docs/lost.md#a"] {
        assert!(problem("docs/actions.md", "# Found", target).is_some(), "{target}");
    }
    for target in ["embedding.md#the-hooks", "#found", "https://example.org/#lost", "../README.md"] {
        assert_eq!(problem("docs/actions.md", "# Found", target), None);
    }
}
