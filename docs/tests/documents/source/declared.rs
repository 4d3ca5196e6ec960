//! The declarations in Rust code, roughly: by its tokens, without a parser.

use std::collections::{BTreeMap, BTreeSet};

/// Everything that has a name of its own.
#[derive(Default)]
pub(crate) struct Declared {
    /// Functions, types, modules and constants, with the files that declare them.
    items: BTreeMap<String, BTreeSet<String>>,
    /// Fields, variants, functions and constants of a type; of a variant its fields.
    members: BTreeMap<String, BTreeSet<String>>,
    /// Functions.
    functions: BTreeSet<String>,
}

impl Declared {
    pub(super) fn read(&mut self, path: &str, code: &str) {
        let tokens = tokens(code);
        for (at, pair) in tokens.windows(2).enumerate() {
            let [keyword, name] = pair else { continue };
            match *keyword {
                "fn" | "mod" | "const" | "static" | "struct" | "enum" | "trait" | "type" | "macro_rules" => {
                    self.items.entry((*name).to_owned()).or_default().insert(path.to_owned());
                }
                "pub" if *name == "use" => {
                    // A name that a crate re-exports is declared there, too.
                    for name in exported(&tokens, at + 1) {
                        self.items.entry(name.to_owned()).or_default().insert(path.to_owned());
                    }
                }
                _ => {}
            }
            match *keyword {
                "fn" => {
                    self.functions.insert((*name).to_owned());
                }
                "struct" | "enum" => self.fields(name, block(&tokens, at)),
                "trait" | "impl" => self.functions_of(&tokens, at),
                _ => {}
            }
        }
    }

    /// The names before colons, and those that begin a variant.
    fn fields(&mut self, name: &str, block: &[&str]) {
        let (mut depth, mut variant) = (0, None);
        for (at, token) in block.iter().enumerate() {
            match *token {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                word if is_word(word) => {
                    let next = (block.get(at + 1).copied(), block.get(at + 2).copied());
                    let is_field = matches!(next, (Some(":"), after) if after != Some(":"));
                    let is_variant =
                        depth == 1 && word.starts_with(char::is_uppercase) && matches!(next.0, Some("," | "{" | "(" | "}" | "="));
                    if is_variant {
                        variant = Some(word);
                    }
                    if is_field || is_variant {
                        self.members.entry(name.to_owned()).or_default().insert(word.to_owned());
                    }
                    if let (true, Some(variant)) = (is_field && depth > 1, variant) {
                        self.members.entry(variant.to_owned()).or_default().insert(word.to_owned());
                    }
                }
                _ => {}
            }
        }
    }

    /// The functions and constants in a block, for every type that its head names.
    fn functions_of(&mut self, tokens: &[&str], at: usize) {
        let block = block(tokens, at);
        let head = tokens.iter().skip(at + 1).take_while(|token| **token != "{" && **token != ";").copied().collect::<Vec<_>>();
        let names = block
            .windows(2)
            .filter(|pair| matches!(pair, ["fn" | "const" | "type", name] if is_word(name)))
            .filter_map(|pair| pair.last())
            .copied();
        let names: BTreeSet<String> = names.map(str::to_owned).collect();
        for owner in head.into_iter().filter(|token| token.starts_with(char::is_uppercase)) {
            self.members.entry(owner.to_owned()).or_default().extend(names.iter().cloned());
        }
    }

    pub(crate) fn has_function(&self, name: &str) -> bool {
        self.functions.contains(name)
    }

    /// Whether `owner` is a type of ours, or a variant with fields.
    pub(crate) fn has_type(&self, owner: &str) -> bool {
        self.members.contains_key(owner)
    }

    pub(crate) fn has_member(&self, owner: &str, name: &str) -> bool {
        self.members.get(owner).is_some_and(|members| members.contains(name))
    }

    /// Whether a module or crate of this name declares it.
    pub(crate) fn is_in(&self, module: &str, name: &str) -> bool {
        let is_module = |path: &String| {
            let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
            path.split('/').any(|part| part == module)
        };
        self.items.get(name).is_some_and(|paths| paths.iter().any(is_module))
    }

    /// Whether the file that declares the function `function` has a type with this member.
    pub(crate) fn is_beside(&self, function: &str, name: &str) -> bool {
        let none = BTreeSet::new();
        let files = self.items.get(function).unwrap_or(&none);
        let mut owners = self.members.iter().filter(|(_, members)| members.contains(name));
        owners.any(|(owner, _)| self.items.get(owner).is_some_and(|paths| paths.intersection(files).next().is_some()))
    }
}

/// The names that end the paths of the `use` at `at`.
fn exported<'a>(tokens: &[&'a str], at: usize) -> Vec<&'a str> {
    let statement: Vec<&str> = tokens.iter().skip(at + 1).take_while(|token| **token != ";").copied().chain([";"]).collect();
    let ends = statement.windows(2).filter(|pair| matches!(pair, [name, "," | "}" | ";"] if is_word(name) && *name != "self"));
    ends.filter_map(|pair| pair.first()).copied().collect()
}

fn is_word(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// Words and single signs, those in literals too.
fn tokens(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let length = if is_part(first) { rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, after) = rest.split_at(length);
        found.push(token);
        rest = after.trim_start();
    }
    found
}

/// From the first brace after `at` to its end.
fn block<'a, 'b>(tokens: &'a [&'b str], at: usize) -> &'a [&'b str] {
    let Some(start) = tokens.iter().skip(at).position(|token| matches!(*token, "{" | ";")).map(|start| start + at) else { return &[] };
    let mut depth = 0;
    for (end, token) in tokens.iter().enumerate().skip(start) {
        match *token {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &tokens[start..=end];
        }
    }
    &[]
}

#[test]
fn members_are_found() {
    let mut declared = Declared::default();
    declared.read("app/src/hook/a.rs", "pub struct A { pub b: B, c: x::C } enum D { E { f: u8 }, G(H), I, } impl<T: J> K for A { fn l(self) { m() } } pub fn use_a() -> A {}");
    for (owner, name) in [("A", "b"), ("A", "c"), ("D", "E"), ("D", "G"), ("D", "I"), ("E", "f"), ("A", "l")] {
        assert!(declared.has_member(owner, name), "{owner} {name}");
    }
    assert!(!declared.has_member("A", "x") && !declared.has_member("A", "m") && !declared.has_member("D", "H"));
    assert!(declared.is_in("app", "A") && declared.is_in("hook", "use_a") && !declared.is_in("mfa", "A"));
    declared.read("latchkey/src/lib.rs", "pub use app::{n, o::{P, q as r}}; use s::T;");
    assert!(["n", "P", "r"].iter().all(|name| declared.is_in("latchkey", name)) && !declared.is_in("latchkey", "T"));
    assert!(declared.is_beside("use_a", "b") && !declared.is_beside("use_a", "n"));
}
