//! The content of a file of texts: keys, their variables, and their lines.

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::BTreeSet;

/// A text with its key.
pub(super) struct Found<'a> {
    pub(super) key: &'a str,
    /// The names of variables, as they occur.
    pub(super) variables: Vec<&'a str>,
    /// The parts that are written out.
    pub(super) written: Vec<&'a str>,
    /// Whether it is more than text and variables: it refers to other texts, calls functions or has attributes, or it has no text at all.
    pub(super) is_odd: bool,
}

impl<'a> Found<'a> {
    pub(super) fn variable_names(&self) -> BTreeSet<&'a str> {
        self.variables.iter().copied().collect()
    }

    fn read(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.written.push(value),
                PatternElement::Placeable { expression } => self.read_expression(expression),
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.read_inline(inline),
            Expression::Select { selector, variants } => {
                self.read_inline(selector);
                variants.iter().for_each(|variant| self.read(&variant.value));
            }
        }
    }

    fn read_inline(&mut self, expression: &InlineExpression<&'a str>) {
        match expression {
            InlineExpression::VariableReference { id } => self.variables.push(id.name),
            InlineExpression::StringLiteral { value } => self.written.push(value),
            InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::Placeable { expression } => self.read_expression(expression),
            InlineExpression::FunctionReference { .. }
            | InlineExpression::MessageReference { .. }
            | InlineExpression::TermReference { .. } => self.is_odd = true,
        }
    }
}

/// The texts of a file. Comments and faulty entries are left out.
pub(super) fn texts(resource: &FluentResource) -> Vec<Found<'_>> {
    let entries = resource.entries();
    entries
        .filter_map(|entry| match entry {
            Entry::Message(message) => {
                let is_odd = message.value.is_none() || !message.attributes.is_empty();
                let mut found = Found { key: message.id.name, variables: Vec::new(), written: Vec::new(), is_odd };
                message.value.iter().for_each(|pattern| found.read(pattern));
                Some(found)
            }
            Entry::Term(term) => Some(Found { key: term.id.name, variables: Vec::new(), written: Vec::new(), is_odd: true }),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => None,
        })
        .collect()
}

/// The line, counted from 1, in which `part` stands; `part` is a slice of `source`.
pub(super) fn line_of(source: &str, part: &str) -> usize {
    line_at(source, part.as_ptr().addr().saturating_sub(source.as_ptr().addr()))
}

/// The line, counted from 1, of a position in bytes.
pub(super) fn line_at(source: &str, position: usize) -> usize {
    source.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::{line_of, texts};
    use fluent_bundle::FluentResource;

    #[test]
    fn variables_are_found_wherever_they_are() {
        let source =
            "# Comment\na = { $x ->\n    [one] 1 { $y }\n   *[other] { $x } more\n }\nb = { a }\nc = C\n    .attribute = D\n-term = T\n";
        let resource = FluentResource::try_new(source.to_owned()).unwrap();
        let found = texts(&resource);
        assert_eq!(
            found.iter().map(|text| (text.key, text.is_odd)).collect::<Vec<_>>(),
            [("a", false), ("b", true), ("c", true), ("term", true)]
        );
        assert_eq!(found[0].variables, ["x", "y", "x"]);
        assert_eq!(found[0].variable_names().into_iter().collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(line_of(resource.source(), found[0].variables[1]), 3);
        assert_eq!(line_of(resource.source(), found[2].key), 7);
    }
}
