//! The modules of a crate lie on floors, as `docs/architecture.md` says, and use lower floors only: so there is no circle.

use crate::source::Source;
use docs::markdown::root;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// The heading above the tables.
const HEADING: &str = "## Which module uses which";

/// The floor of each module, by crate.
type Floors = BTreeMap<String, BTreeMap<String, usize>>;

/// Reads tables whose rows are `| crate | floor | modules |`.
fn floors(document: &str) -> Floors {
    let mut floors = Floors::new();
    let section = document.split_once(HEADING).map_or("", |(_, rest)| rest);
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
    for row in section.lines() {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [package, floor, modules] = cells.as_slice() else { continue };
        let Ok(floor) = floor.parse() else { continue };
        let of_package = floors.entry(package.trim_matches('`').to_owned()).or_default();
        for module in modules.split(',').map(|module| module.trim().trim_matches('`').to_owned()) {
            assert!(of_package.insert(module.clone(), floor).is_none(), "{package}: {module} is on two floors");
        }
    }
    floors
}

/// The first names of all paths that begin with `crate::`, those in braces too.
fn used_by(code: &str) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for (_, rest) in code.match_indices("crate::").map(|(at, found)| (at, &code[at + found.len()..])) {
        match rest.strip_prefix('{') {
            Some(group) => used.extend(first_names(group)),
            None => used.extend(name(rest)),
        }
    }
    used
}

/// The first name of each path in a group, up to its closing brace.
fn first_names(group: &str) -> Vec<&str> {
    let (mut depth, mut begins, mut names) = (0, true, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' => begins = depth == 0,
            letter if begins && depth == 0 && !letter.is_whitespace() => {
                names.extend(name(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

fn name(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

/// The modules whose names the root of a crate gives out as its own, by name: `pub use module::{A, B}`.
fn given_out(root: &str) -> BTreeMap<&str, &str> {
    let mut given_out = BTreeMap::new();
    for statement in root.split(';').filter_map(|statement| statement.split_once("use ").map(|(_, paths)| paths)) {
        let group = statement.trim().trim_start_matches("self::");
        let paths = match group.strip_prefix('{') {
            Some(inside) => top_level(inside.trim_end_matches('}')),
            None => vec![group],
        };
        for (module, names) in paths.into_iter().filter_map(|path| path.trim().split_once("::")) {
            given_out.extend(names.split(|letter: char| !letter.is_alphanumeric() && letter != '_').map(|name| (name, module)));
        }
    }
    given_out
}

/// Splits at the commas outside braces.
fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut parts) = (0_usize, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&list[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[begin..]);
    parts
}

#[test]
fn every_module_uses_lower_floors_only() {
    let document = fs::read_to_string(root().join("docs/architecture.md")).expect("the document");
    let floors = floors(&document);
    assert!(floors.len() > 2, "there are floors under {HEADING:?}");
    let source = Source::product();
    let mut faults = Vec::new();
    for (package, floors) in &floors {
        // `mfa/store` is the module `store` of the crate `mfa`.
        let (folder, root) = match package.split_once('/') {
            Some((package, room)) => (format!("{package}/src/{room}/"), format!("{package}/src/{room}.rs")),
            None => (format!("{package}/src/"), format!("{package}/src/lib.rs")),
        };
        let root = source.code(&root).expect("a library or module");
        let given_out = given_out(root);
        let mut seen = BTreeSet::new();
        for (path, code) in source.below(&folder) {
            let module = path[folder.len()..].split('/').next().unwrap_or_default();
            // The binary is beside the library.
            let Some(module) = module
                .strip_suffix(".rs")
                .or(Some(module))
                .filter(|module| !["lib", "main", "cli", "command", "shutdown"].contains(module))
            else {
                continue;
            };
            seen.insert(module);
            let Some(floor) = floors.get(module) else {
                faults.push(format!("{package}: {module} is on no floor"));
                continue;
            };
            for used in used_by(code) {
                let used = given_out.get(used).copied().unwrap_or(used);
                let is_lower = floors.get(used).is_none_or(|lower| lower < floor);
                if used != module && !is_lower {
                    faults.push(format!("{path} uses {used}, which isn't on a lower floor than {module}"));
                }
            }
        }
        faults.extend(floors.keys().filter(|module| !seen.contains(module.as_str())).map(|module| format!("{package} has no {module}")));
    }
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn paths_are_read() {
    let code = "use crate::{a::{b, c}, d, e::f}; use crate::g; fn h() { crate::i::j() }";
    assert_eq!(used_by(code), BTreeSet::from(["a", "d", "e", "g", "i"]));
    let root = "mod a; pub use self::{a::{B, c::D}, e::F}; pub use g::H;";
    assert_eq!(given_out(root), BTreeMap::from([("", "a"), ("B", "a"), ("c", "a"), ("D", "a"), ("F", "e"), ("H", "g")]));
    let table = format!(
        "{HEADING}\n\n| crate | floor | modules |\n| --- | --- | --- |\n| `x` | 0 | `a`, `b` |\n| `x` | 1 | `c` |\n\n## Else\n| `x` | 2 | `d` |"
    );
    let expected = BTreeMap::from([("a".to_owned(), 0), ("b".to_owned(), 0), ("c".to_owned(), 1)]);
    assert_eq!(floors(&table), Floors::from([("x".to_owned(), expected)]));
}
