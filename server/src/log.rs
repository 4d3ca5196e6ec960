//! The log: lines on standard error, as text or as JSON.
//!
//! `RUST_LOG` sets the level of Latchkey's own crates. Messages of other crates below `info` are never written, regardless of `RUST_LOG`: at `trace`,
//! an HTTP library prints headers with cookies and a form parser prints the user's input, and their messages aren't reviewed with every update. The
//! one exception is the text of SQL statements, which contains no values.

pub use crate::settings::LogFormat;

use std::{env, io, panic};
use tracing::{Level, Subscriber};
use tracing_subscriber::{EnvFilter, Layer, filter::filter_fn, fmt::MakeWriter, layer::SubscriberExt, util::SubscriberInitExt};

const OURS: [&str; 8] = ["app", "latchkey", "mail", "mfa", "pages", "playground", "server", "ui"];

/// sqlx's target for statements, their duration and the number of rows.
const STATEMENTS: &str = "sqlx::query";

/// The level if `RUST_LOG` isn't set.
pub const USUAL: &str = "info";
/// The level for commands that process many accounts and show their own progress.
pub const QUIET: &str = "warn,sqlx::query=error";

/// Starts logging as `RUST_LOG` says, or with the default level.
///
/// # Errors
///
/// One line if `RUST_LOG` can't be parsed.
pub fn init(format: LogFormat, usual: &str) -> Result<(), String> {
    let directives = env::var("RUST_LOG").unwrap_or_else(|_| usual.to_owned());
    subscriber(format, &directives, io::stderr)?.try_init().map_err(|error| error.to_string())?;
    panic::set_hook(Box::new(report_panic));
    Ok(())
}

/// A subscriber that writes the lines that `directives` select to `writer`.
///
/// # Errors
///
/// One line if the directives can't be parsed.
pub fn subscriber<W>(format: LogFormat, directives: &str, writer: W) -> Result<impl Subscriber + Send + Sync, String>
where
    W: for<'writer> MakeWriter<'writer> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(directives).map_err(|error| format!("RUST_LOG is {directives:?}: {error}"))?;
    let harmless = filter_fn(|line| is_harmless(line.target(), *line.level()));
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    let lines = match format {
        LogFormat::Text => lines.with_ansi(false).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    // Filters of the registry, not of this layer: a layer's filter stores the result of the last query per thread. sqlx asks whether it should log a
    // statement, and the next line of the same thread would be dropped because of that result.
    Ok(tracing_subscriber::registry().with(filter).with(harmless).with(lines))
}

fn is_harmless(target: &str, level: Level) -> bool {
    let crate_name = target.split("::").next().unwrap_or_default();
    OURS.contains(&crate_name) || level <= Level::INFO || (target == STATEMENTS && level <= Level::DEBUG)
}

/// Logs the location of a panic only: its message may quote the data that caused it.
fn report_panic(panic: &panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "panic: a bug aborted a request or a background task");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_not_let_speak_below_info() {
        for (target, level, expected) in [
            ("server::middleware::csrf", Level::TRACE, true),
            ("mfa", Level::DEBUG, true),
            ("hyper::proto", Level::INFO, true),
            ("sqlx::query", Level::DEBUG, true),
            ("sqlx::query", Level::TRACE, false),
            ("hyper::proto", Level::DEBUG, false),
            ("axum::rejection", Level::TRACE, false),
            ("serverless", Level::TRACE, false),
        ] {
            assert_eq!(is_harmless(target, level), expected, "{target} {level}");
        }
    }
}
