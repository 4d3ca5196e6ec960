//! The SQL statements that a request runs, as sqlx logs them: `BEGIN` and `COMMIT` too.

use std::{
    collections::BTreeMap,
    sync::{Mutex, Once},
};
use tokio::sync::oneshot::{Sender, channel};
use tracing::{
    Event, Instrument, Subscriber,
    field::{Field, Visit},
    info_span,
    span::Id,
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    registry::LookupSpan,
};

/// The span around what is recorded.
const SPAN: &str = "recorded";

/// The recordings under way, by the id of their span.
static OPEN: Mutex<BTreeMap<u64, Recording>> = Mutex::new(BTreeMap::new());

struct Recording {
    statements: Vec<String>,
    /// Sends them when the span is closed.
    done: Sender<Vec<String>>,
}

/// Runs `work`, and gives the statements that it ran, in order. Those of tasks that `work` starts and doesn't wait for are among them if the task
/// belongs to its span: a timer's don't.
pub(crate) async fn recorded<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
    listen_to_everything();
    let (done, statements) = channel();
    let span = info_span!(SPAN);
    OPEN.lock().unwrap().insert(span.id().unwrap().into_u64(), Recording { statements: Vec::new(), done });
    let output = work.instrument(span).await;
    // SQLite's statements run on threads of their own, which hold the span until they have logged.
    (output, statements.await.unwrap())
}

/// Has every line of the log heard by somebody, on every thread that has no subscriber of its own.
///
/// Whether an event is of interest to anybody is remembered for the whole process: a test on another thread, which listens to nothing, would
/// otherwise have it remembered that nobody does.
pub(crate) fn listen_to_everything() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Recorder)).unwrap());
}

struct Recorder;

impl<S: Subscriber + for<'span> LookupSpan<'span>> Layer<S> for Recorder {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let Some(span) = context.event_scope(event).and_then(|mut scope| scope.find(|span| span.name() == SPAN)) else { return };
        let mut statement = Statement::default();
        event.record(&mut statement);
        // A connection that is opened just now is set up by some, whichever request happens to need it.
        if !statement.0.starts_with("PRAGMA")
            && let Some(recording) = OPEN.lock().unwrap().get_mut(&span.id().into_u64())
        {
            recording.statements.push(statement.0);
        }
    }

    fn on_close(&self, id: Id, _: Context<'_, S>) {
        if let Some(Recording { statements, done }) = OPEN.lock().unwrap().remove(&id.into_u64()) {
            drop(done.send(statements));
        }
    }
}

/// The text of a statement, on one line. A short one is its own summary.
#[derive(Default)]
struct Statement(String);

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        let is_whole = field.name() == "db.statement" && !value.is_empty();
        if is_whole || (field.name() == "summary" && self.0.is_empty()) {
            self.0 = value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
