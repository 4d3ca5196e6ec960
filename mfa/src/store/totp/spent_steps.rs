//! The time steps whose codes were used.
//!
//! While the clock moves forward, the last step suffices: no code up to it is accepted again. After a clock was set back it doesn't, so the steps
//! themselves are remembered, too.

use std::collections::VecDeque;

/// Number of steps remembered: the sign-ins of weeks.
const REMEMBERED: usize = 64;

/// The steps that were used last, oldest first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SpentSteps(VecDeque<u32>);

impl SpentSteps {
    /// Reads the column: four bytes for each step.
    pub(super) fn read(column: Option<&[u8]>) -> Self {
        let (steps, _) = column.unwrap_or_default().as_chunks();
        Self(steps.iter().map(|step| u32::from_be_bytes(*step)).collect())
    }

    /// The value of the column.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|step| step.to_be_bytes()).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a step. Returns false if it is remembered as used, or isn't a valid step.
    pub(super) fn add(&mut self, step: i64) -> bool {
        let Some(step) = u32::try_from(step).ok().filter(|step| !self.0.contains(step)) else { return false };
        if self.0.len() >= REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(step);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_counts_once_in_whatever_order_they_come() {
        let mut spent = SpentSteps::read(None);
        assert!(spent.add(7) && spent.add(9) && spent.add(8));
        let mut spent = SpentSteps::read(Some(&spent.to_bytes()));
        assert!(!spent.add(7) && !spent.add(8) && !spent.add(9) && !spent.add(-1));
        assert!(spent.add(10));
    }

    #[test]
    fn the_oldest_make_room() {
        let mut spent = SpentSteps::default();
        for step in 0..100 {
            assert!(spent.add(step));
        }
        assert_eq!(spent.to_bytes().len(), 4 * REMEMBERED);
        assert!(!spent.add(99) && !spent.add(36) && spent.add(35));
    }
}
