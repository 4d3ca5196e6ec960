//! The memory of hashes.
//!
//! The system clears fresh memory page by page when it is first touched, which takes longer than the hash itself. So a hash gets memory that another one
//! has used before:
//!
//! ```text
//!  made ──► lent to one hash ──► wiped ──► free ── lent again within three seconds ──► …
//!                                            └──── otherwise given back to the system
//! ```
//!
//! Only hashes that have a [slot](super::Slot) are lent memory, so there are never more buffers than slots.

use crate::Error;
use argon2::Block;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{runtime::Handle, time::Instant};
use zeroize::Zeroize;

/// How long free memory is kept. It is looked at as often as that, so it is gone after at most twice this time.
const KEPT: Duration = Duration::from_secs(3);

/// The memory of all hashes of a process.
pub(super) struct HashMemory {
    /// The length of each buffer in blocks of 1 KiB: enough for each kind of secret.
    length: usize,
    kept: Duration,
    free: Mutex<Free>,
}

#[derive(Default)]
struct Free {
    /// With the time since when it is free; the one that was used last at the end.
    buffers: Vec<(Instant, Vec<Block>)>,
    /// Whether a task is running that gives back what isn't used.
    is_watched: bool,
}

impl HashMemory {
    /// Buffers of `length` blocks.
    pub(super) fn new(length: usize) -> Arc<Self> {
        Self::keeping(length, KEPT)
    }

    fn keeping(length: usize, kept: Duration) -> Arc<Self> {
        Arc::new(Self { length, kept, free: Mutex::default() })
    }

    /// Lends memory for one hash: `blocks` of 1 KiB.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if there is no more memory.
    pub(super) fn lend(self: &Arc<Self>, blocks: usize) -> Result<Lent, Error> {
        let used = if blocks <= self.length { self.free().buffers.pop() } else { None };
        let buffer = match used {
            Some((_, buffer)) => buffer,
            None => make(blocks.max(self.length))?,
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
        free.buffers.push((Instant::now(), buffer));
        if !std::mem::replace(&mut free.is_watched, true) {
            let (kept, memory) = (self.kept, Arc::downgrade(self));
            runtime.spawn(async move {
                loop {
                    tokio::time::sleep(kept).await;
                    if memory.upgrade().is_none_or(|memory| memory.give_back(Instant::now())) {
                        return;
                    }
                }
            });
        }
    }

    /// Gives back what has been free for too long. Returns whether nothing is left.
    fn give_back(&self, now: Instant) -> bool {
        let mut free = self.free();
        let is_unused = |(since, _): &(Instant, _)| now.duration_since(*since) >= self.kept;
        let unused: Vec<_> = free.buffers.extract_if(.., |buffer| is_unused(buffer)).collect();
        let is_empty = free.buffers.is_empty();
        free.is_watched = !is_empty;
        // Unmapping takes a while, during which the next hash shouldn't wait.
        drop(free);
        drop(unused);
        is_empty
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
    use std::sync::Weak;

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
        assert!(memory.free().buffers.iter().all(|(_, buffer)| buffer.len() == LENGTH && buffer.iter().all(is_wiped)));
    }

    #[tokio::test]
    async fn memory_for_other_parameters_is_not_kept() {
        let memory = HashMemory::new(LENGTH);
        let mut lent = memory.lend(2 * LENGTH).unwrap();
        assert_eq!(lent.as_mut().len(), 2 * LENGTH);
        drop(lent);
        assert_eq!(buffers(&memory), 0);
    }

    #[tokio::test]
    async fn free_memory_is_given_back_unless_it_is_used() {
        let memory = HashMemory::new(LENGTH);
        let (one, other) = (memory.lend(LENGTH).unwrap(), memory.lend(LENGTH).unwrap());
        drop((one, other));
        let soon = Instant::now() + KEPT / 2;
        assert!(!memory.give_back(soon));
        assert_eq!(buffers(&memory), 2);
        memory.free().buffers[1].0 = soon;
        assert!(!memory.give_back(Instant::now() + KEPT));
        assert_eq!(buffers(&memory), 1, "the one that was used meanwhile");
        assert!(memory.give_back(soon + KEPT));
        assert_eq!(buffers(&memory), 0);
    }

    #[tokio::test]
    async fn it_is_given_back_by_itself_and_again_after_the_next_use() {
        let memory = HashMemory::keeping(LENGTH, Duration::from_millis(20));
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
