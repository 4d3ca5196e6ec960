//! The examples in other languages are as short as the documents say.

use docs::markdown::root;
use std::fs;

/// The most lines that have to do with Latchkey.
const MOST: usize = 40;

/// All of Latchkey in each example.
const FILES: [&str; 5] = ["django/shop/latchkey.py", "express/latchkey.js", "flask/latchkey.py", "go/latchkey.go", "php/latchkey.php"];

/// The lines that do something: no comments, no imports and no lone brackets.
fn lines(text: &str) -> Vec<&str> {
    let mut is_in_imports = false;
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim) {
        let is_comment = ["#", "//", "/*", "*", "\"\"\""].iter().any(|mark| line.starts_with(mark));
        let is_import = ["import ", "from ", "package ", "<?php", "declare("].iter().any(|mark| line.starts_with(mark));
        let is_alone = !line.contains(char::is_alphanumeric);
        if !is_comment && !is_import && !is_in_imports && !is_alone {
            lines.push(line);
        }
        // Go has a block of them.
        is_in_imports = line == "import (" || is_in_imports && line != ")";
    }
    lines
}

#[test]
fn all_of_latchkey_is_in_forty_lines() {
    let mut long = Vec::new();
    for file in FILES {
        let count = lines(&fs::read_to_string(root().join("examples").join(file)).unwrap()).len();
        if !(20..=MOST).contains(&count) {
            long.push(format!("examples/{file} has {count} lines"));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn latchkey_is_nowhere_else() {
    for file in ["django/shop/views.py", "express/pages.js", "express/shop.js", "flask/shop.py", "go/main.go", "php/index.php"] {
        let text = fs::read_to_string(root().join("examples").join(file)).unwrap();
        assert!(!text.contains("/api/v1") && !text.contains("APPLICATION_KEY"), "{file} asks Latchkey by itself");
    }
}

#[test]
fn lines_that_do_something_are_counted() {
    let text = "package main\n\nimport (\n\t\"fmt\"\n)\n\n// Greets.\nfunc main() {\n\tfmt.Println(1)\n}\n";
    assert_eq!(lines(text), ["func main() {", "fmt.Println(1)"]);
    assert_eq!(lines("\"\"\"All of it.\"\"\"\n\nimport os\nfrom a import b\n\n# A number.\nA = [\n    1,\n]\n"), ["A = [", "1,"]);
}
