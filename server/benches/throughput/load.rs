//! Keeps a number of workers busy, and measures.

use crate::report::Figure;
use futures::{StreamExt, stream, stream::FuturesUnordered};
use std::{future::Future, time::Instant};

/// Does `work` on every item, with as many at once as there are workers. Each worker is handed back by the work that used it.
pub(crate) async fn run<W, T, F, Work>(workers: Vec<W>, items: &[T], work: F) -> Figure
where
    F: Fn(W, &T) -> Work,
    Work: Future<Output = W>,
{
    let mut took = Vec::with_capacity(items.len());
    let mut items = items.iter();
    let mut busy = FuturesUnordered::new();
    let started = Instant::now();
    let timed = |worker, item| {
        let work = work(worker, item);
        async move {
            let began = Instant::now();
            (work.await, began.elapsed())
        }
    };
    for worker in workers {
        if let Some(item) = items.next() {
            busy.push(timed(worker, item));
        }
    }
    while let Some((worker, elapsed)) = busy.next().await {
        took.push(elapsed);
        if let Some(item) = items.next() {
            busy.push(timed(worker, item));
        }
    }
    Figure::new(took, started.elapsed())
}

/// Runs all, so many at once.
pub(crate) async fn all<T>(work: impl Iterator<Item = impl Future<Output = T>>, at_once: usize) -> Vec<T> {
    stream::iter(work).buffered(at_once).collect().await
}
