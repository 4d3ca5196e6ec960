//! The memory of hashes.
//!
//! The system clears fresh memory page by page when it is first touched, which takes longer than the hash itself. So a hash gets memory that another one
//! has used before:
//!
//! ```text
//!  made ──► lent to one hash ──► wiped ──► free ── lent again ──► …
//!                                            └──── not for three to six seconds: given back to the system
//! ```
//!
//! Only hashes that have a [slot](super::Slot) are lent memory, so there are never more buffers than slots. A hash of other parameters that needs a
//! longer one gets it in place of a free one.

use crate::Error;
use argon2::Block;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};
use tokio::{runtime::Handle, task::JoinHandle};
use zeroize::Zeroize;

/// The interval between looks at free memory. Memory that is free at two looks in a row is given back.
const INTERVAL: Duration = Duration::from_secs(3);

/// The memory of all hashes of a process.
pub(super) struct HashMemory {
    /// The length of each buffer in blocks of 1 KiB: enough for each kind of secret.
    length: usize,
    interval: Duration,
    free: Mutex<Free>,
}

#[derive(Default)]
struct Free {
    /// Free buffers, the most recently used one last. The flag: the buffer was already free at the last check.
    buffers: Vec<(bool, Vec<Block>)>,
    /// The task that drops unused buffers, while there are any. It ends with the runtime that it was started in.
    watch: Option<JoinHandle<()>>,
}

impl HashMemory {
    /// Buffers of `length` blocks.
    pub(super) fn new(length: usize) -> Arc<Self> {
        Self::looking(length, INTERVAL)
    }

    fn looking(length: usize, interval: Duration) -> Arc<Self> {
        Arc::new(Self { length, interval, free: Mutex::default() })
    }

    /// Lends memory for one hash: `blocks` of 1 KiB.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if there is no more memory.
    pub(super) fn lend(self: &Arc<Self>, blocks: usize) -> Result<Lent, Error> {
        let used = self.free().buffers.pop();
        let buffer = match used {
            Some((_, buffer)) if blocks <= self.length => buffer,
            too_short => {
                drop(too_short);
                make(blocks.max(self.length))?
            }
        };
        Ok(Lent { buffer, blocks, memory: Arc::clone(self) })
    }

    fn free(&self) -> MutexGuard<'_, Free> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a buffer back. Memory made for a hash of other parameters, which is longer, isn't kept.
    fn take_back(self: &Arc<Self>, buffer: Vec<Block>) {
        let Ok(runtime) = Handle::try_current() else { return };
        if buffer.len() != self.length {
            return;
        }
        let mut free = self.free();
        free.buffers.push((false, buffer));
        if free.watch.as_ref().is_none_or(JoinHandle::is_finished) {
            free.watch = Some(runtime.spawn(watch(Arc::downgrade(self), self.interval)));
        }
    }

    /// The buffers that nobody has used since the last look, and whether more are left. Without any, there is nothing to watch from now on.
    fn look(&self) -> (Vec<Vec<Block>>, bool) {
        let mut free = self.free();
        let unused = free.buffers.extract_if(.., |(was_free, _)| std::mem::replace(was_free, true)).map(|(_, buffer)| buffer).collect();
        let is_left = !free.buffers.is_empty();
        if !is_left {
            free.watch = None;
        }
        (unused, is_left)
    }
}

/// Gives back what isn't used, until nothing is left.
async fn watch(memory: Weak<HashMemory>, interval: Duration) {
    loop {
        tokio::time::sleep(interval).await;
        let Some((unused, is_left)) = memory.upgrade().map(|memory| memory.look()) else { return };
        // Unmapping takes a while, during which other requests shouldn't wait.
        tokio::task::spawn_blocking(move || drop(unused));
        if !is_left {
            return;
        }
    }
}

fn make(blocks: usize) -> Result<Vec<Block>, Error> {
    let mut buffer = Vec::new();
    buffer.try_reserve_exact(blocks).map_err(|_| {
        tracing::error!(
            kib = blocks,
            advice = "give the server more memory, or let it hash fewer passwords at once",
            "no memory for a hash"
        );
        Error::Unavailable
    })?;
    buffer.resize(blocks, Block::new());
    Ok(buffer)
}

/// The memory of one hash, until this is dropped.
pub(super) struct Lent {
    buffer: Vec<Block>,
    /// The number of blocks that the hash uses.
    blocks: usize,
    memory: Arc<HashMemory>,
}

impl AsMut<[Block]> for Lent {
    fn as_mut(&mut self) -> &mut [Block] {
        self.buffer.get_mut(..self.blocks).unwrap_or_default()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // Each block tells whether a guess is right, the first ones at far less work than the hash.
        self.as_mut().iter_mut().zeroize();
        self.memory.take_back(std::mem::take(&mut self.buffer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTH: usize = 8;

    fn buffers(memory: &HashMemory) -> usize {
        memory.free().buffers.len()
    }

    fn is_wiped(block: &Block) -> bool {
        block.as_ref().iter().all(|word| *word == 0)
    }

    #[tokio::test]
    async fn there_are_as_many_buffers_as_are_lent_at_once() {
        let memory = HashMemory::new(LENGTH);
        for _ in 0..3 {
            let lent = [(); 2].map(|()| memory.lend(LENGTH).unwrap());
            assert_eq!(buffers(&memory), 0);
            drop(lent);
            assert_eq!(buffers(&memory), 2);
        }
        drop(memory.lend(LENGTH / 2).unwrap());
        assert_eq!(buffers(&memory), 2, "shorter hashes use the same ones");
    }

    #[tokio::test]
    async fn used_memory_is_wiped() {
        let memory = HashMemory::new(LENGTH);
        let mut lent = memory.lend(LENGTH).unwrap();
        for block in lent.as_mut() {
            block.as_mut().fill(7);
        }
        drop(lent);
        assert_eq!(buffers(&memory), 1);
        assert!(memory.free().buffers.iter().all(|(_, buffer)| buffer.len() == LENGTH && buffer.iter().all(is_wiped)));
    }

    #[tokio::test]
    async fn a_hash_that_panics_leaves_wiped_memory() {
        let memory = HashMemory::new(LENGTH);
        let mut lent = memory.lend(LENGTH).unwrap();
        let panicking = std::panic::AssertUnwindSafe(move || {
            lent.as_mut().iter_mut().for_each(|block| block.as_mut().fill(7));
            std::panic::resume_unwind(Box::new("a panic"));
        });
        assert!(std::panic::catch_unwind(panicking).is_err());
        assert_eq!(buffers(&memory), 1);
        assert!(memory.free().buffers.iter().all(|(_, buffer)| buffer.iter().all(is_wiped)));
    }

    #[test]
    fn a_runtime_that_ends_leaves_the_watch_to_the_next_one() {
        let memory = HashMemory::looking(LENGTH, Duration::from_millis(20));
        let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap();
        let first = runtime();
        first.block_on(async { drop(memory.lend(LENGTH).unwrap()) });
        drop(first);
        assert_eq!(buffers(&memory), 1);
        runtime().block_on(async {
            drop(memory.lend(LENGTH).unwrap());
            while buffers(&memory) > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
    }

    #[tokio::test]
    async fn memory_for_other_parameters_is_not_kept() {
        let memory = HashMemory::new(LENGTH);
        let mut lent = memory.lend(2 * LENGTH).unwrap();
        assert_eq!(lent.as_mut().len(), 2 * LENGTH);
        drop(lent);
        assert_eq!(buffers(&memory), 0);
        drop(memory.lend(LENGTH).unwrap());
        let longer = memory.lend(2 * LENGTH).unwrap();
        assert_eq!(buffers(&memory), 0, "it took the place of one");
        drop(longer);
    }

    #[tokio::test]
    async fn free_memory_is_given_back_unless_it_is_used() {
        let memory = HashMemory::new(LENGTH);
        let (one, other) = (memory.lend(LENGTH).unwrap(), memory.lend(LENGTH).unwrap());
        drop((one, other));
        assert!(matches!(memory.look(), (unused, true) if unused.is_empty()));
        drop(memory.lend(LENGTH).unwrap());
        assert!(matches!(memory.look(), (unused, true) if unused.len() == 1));
        assert_eq!(buffers(&memory), 1, "the one that was used meanwhile");
        assert!(matches!(memory.look(), (unused, false) if unused.len() == 1));
        assert_eq!(buffers(&memory), 0);
    }

    #[tokio::test]
    async fn it_is_given_back_by_itself_and_again_after_the_next_use() {
        let memory = HashMemory::looking(LENGTH, Duration::from_millis(20));
        for _ in 0..2 {
            drop(memory.lend(LENGTH).unwrap());
            assert_eq!(buffers(&memory), 1);
            while buffers(&memory) > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        let weak: Weak<_> = Arc::downgrade(&memory);
        drop(memory);
        assert!(weak.upgrade().is_none(), "nothing keeps it longer than its hasher does");
    }

    #[test]
    fn without_a_runtime_nothing_is_kept() {
        let memory = HashMemory::new(LENGTH);
        drop(memory.lend(LENGTH).unwrap());
        assert_eq!(buffers(&memory), 0);
    }
}
