//! The audit log and the figures as CSV files (RFC 4180), for administrators.

use crate::{
    answer::{see_other, status},
    day,
    guard::{self, Admission},
    page::admin::{
        adoption::{self, period::Period},
        audit::filter::Filter,
    },
    problem::error_page,
    site_map::PageKind,
};
use axum::{
    body::Body,
    extract::Request,
    http::{
        HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use futures::stream;
use mfa::{AuditLine, AuditQuery, Error};
use time::{OffsetDateTime, macros::format_description};
use ui::{paths, request::RequestContext};

const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// The number of lines that are read at a time. The server holds no more of a file than this, however long it is.
const CHUNK: usize = 2000;

const HEADINGS: [&str; 14] = [
    "id",
    "at",
    "account_id",
    "name",
    "actor",
    "actor_name",
    "event",
    "method",
    "result",
    "address",
    "agent",
    "detail",
    "times",
    "last_at",
];

/// Serves `/admin/audit.csv` with all lines that match the filter of `/admin/audit`.
pub async fn audit(request: Request) -> Response {
    let Some(cx) = request.extensions().get::<RequestContext>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Some(answer) = turned_away(&cx, paths::AUDIT).await {
        return answer;
    }
    // A request for the headers alone exports nothing.
    let taken_out = request.method() != Method::HEAD;
    let filter = Filter::of(cx.query.as_deref());
    let day = day::last_before(cx.latchkey.now().0).unwrap_or_default();
    let file = format!("attachment; filename=\"audit-{day}.csv\"");
    match begin(&cx, &filter, taken_out).await {
        Ok(first) => {
            let kind = [(CONTENT_TYPE, CSV), (CACHE_CONTROL, NO_STORE)];
            (kind, [(CONTENT_DISPOSITION, file)], body(cx, filter, first)).into_response()
        }
        Err(error) => problem(&cx, &error),
    }
}

/// Serves `/admin/adoption.csv` with one row for each day of the period of `/admin`.
pub async fn adoption(request: Request) -> Response {
    let Some(cx) = request.extensions().get::<RequestContext>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Some(answer) = turned_away(&cx, paths::ADOPTION).await {
        return answer;
    }
    match days(&cx).await {
        Ok(text) => {
            let file = "attachment; filename=\"adoption.csv\"";
            ([(CONTENT_TYPE, CSV), (CACHE_CONTROL, NO_STORE)], [(CONTENT_DISPOSITION, file)], text).into_response()
        }
        Err(error) => problem(&cx, &error),
    }
}

/// The response to visitors who may not see the dashboard. After a sign-in, they get the page with the link to the file.
async fn turned_away(cx: &RequestContext, page: &str) -> Option<Response> {
    // The page with the link to the file, from which it can be downloaded afterwards.
    let mut on_page = cx.clone();
    (on_page.path, on_page.query) = (page.to_owned(), None);
    match guard::admit(&on_page, PageKind::Admin).await {
        Ok(Admission::Stay(..)) => None,
        Ok(Admission::NoCookies) => Some(see_other(&cx.site.sign_in_for(&cx.link(page)))),
        Ok(Admission::Go(_)) if cx.session.is_none() => Some(see_other(&cx.site.sign_in_for(&cx.link(page)))),
        Ok(Admission::Go(to)) => Some(see_other(&to)),
        Err(error) => Some(problem(cx, &error)),
    }
}

fn problem(cx: &RequestContext, error: &Error) -> Response {
    error_page(cx, status(error), error)
}

async fn days(cx: &RequestContext) -> Result<String, Error> {
    let period = Period::of(cx.query.as_deref());
    let figures = cx.latchkey.admin().adoption(cx.administrator()?, period.days()).await?;
    let rows = figures.days.iter().map(|day| row(adoption::cells(day)));
    Ok([row(adoption::COLUMNS.map(str::to_owned))].into_iter().chain(rows).collect())
}

/// The first lines, after the export was recorded in the audit log.
async fn begin(cx: &RequestContext, filter: &Filter, taken_out: bool) -> Result<Chunk, Error> {
    let session = cx.administrator()?;
    let first = read(cx, filter, None).await?;
    if taken_out {
        // The person by the id, whose address must not get into the audit.
        let person = match filter.query().person {
            Some(person) => cx.latchkey.admin().audit_person(session, person).await?,
            None => String::new(),
        };
        let noted = filter.for_person(person).encoded(None);
        cx.latchkey.admin().note_audit_export(&cx.caller, session, &noted).await?;
    }
    Ok(Chunk { text: [row(HEADINGS.map(str::to_owned)), first.text].concat(), ..first })
}

/// Some lines, and where to continue.
struct Chunk {
    text: String,
    last: Option<String>,
}

/// Reads the lines if the visitor is still an administrator: a download may take long.
async fn read(cx: &RequestContext, filter: &Filter, before: Option<&str>) -> Result<Chunk, Error> {
    let session = cx.latchkey.sessions().reload(cx.administrator()?).await?;
    let query = AuditQuery { before, ..filter.query() };
    let page = cx.latchkey.admin().audit(&session, query, CHUNK).await?;
    let last = page.lines.last().filter(|_| page.older).map(|line| line.id.clone());
    Ok(Chunk { text: page.lines.into_iter().map(cells).map(row).collect(), last })
}

/// The next part of the file.
enum Next {
    Send(Chunk),
    ReadAfter(String),
}

fn body(cx: RequestContext, filter: Filter, first: Chunk) -> Body {
    let chunks = stream::unfold(Some(Next::Send(first)), move |next| {
        let (cx, filter) = (cx.clone(), filter.clone());
        async move {
            let chunk = match next? {
                Next::Send(chunk) => Ok(chunk),
                Next::ReadAfter(last) => read(&cx, &filter, Some(&last)).await,
            };
            match chunk {
                Ok(Chunk { text, last }) => Some((Ok(text), last.map(Next::ReadAfter))),
                // The connection is aborted, so that an incomplete file doesn't look complete.
                Err(error) => Some((Err(error), None)),
            }
        }
    });
    Body::from_stream(chunks)
}

/// Stands in the cells of values that were erased. In one language, as the headings are.
const ERASED: &str = "erased";

fn cells(line: AuditLine) -> [String; 14] {
    let text = Option::unwrap_or_default;
    let erased = line.erased;
    let kept = |text: String| if erased && text.is_empty() { ERASED.to_owned() } else { text };
    [
        line.id,
        moment(line.at).unwrap_or_default(),
        text(line.account_id),
        text(line.name),
        line.actor,
        text(line.actor_name),
        line.event,
        text(line.method),
        line.result,
        kept(line.address),
        kept(line.agent),
        line.detail.map(kept).unwrap_or_default(),
        line.times.to_string(),
        line.last_at.and_then(moment).unwrap_or_default(),
    ]
}

/// A time as in RFC 3339, in UTC and with milliseconds: events within a second stay in order.
fn moment(at: i64) -> Option<String> {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(at).saturating_mul(1_000_000)).ok()?;
    at.format(format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z")).ok()
}

fn row<const N: usize>(cells: [String; N]) -> String {
    [cells.map(|text| cell(&text)).join(","), "\r\n".to_owned()].concat()
}

/// One cell. An apostrophe turns a text that a spreadsheet would take for a formula into plain text.
fn cell(text: &str) -> String {
    let defused = defuse(text);
    if defused.contains([',', '"', '\r', '\n']) { format!("\"{}\"", defused.replace('"', "\"\"")) } else { defused }
}

/// Whether a formula begins with this character, in any width.
const fn begins_formula(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// Puts an apostrophe before each part that would be a formula if a cell began there.
///
/// The character that separates cells depends on the language of the spreadsheet and on its user. If it isn't the comma, quotes in the middle of a
/// cell have no meaning, so any separator may begin a cell, with any spaces and quotes after it. Spaces may separate cells too; a sign between two
/// spaces is left alone, as in "lost - found".
fn defuse(text: &str) -> String {
    let mut defused = String::with_capacity(text.len());
    if text.starts_with(['\t', '\r']) {
        defused.push('\'');
    }
    let (mut begins, mut after_blank) = (true, false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let stands_alone = characters.peek().is_none_or(|next| next.is_whitespace());
        if begins_formula(character) && (begins || after_blank && !stands_alone) {
            defused.push('\'');
        }
        defused.push(character);
        begins = matches!(character, ',' | ';' | '|' | '\t' | '\r' | '\n')
            || begins && (character.is_whitespace() || matches!(character, '"' | '\''));
        after_blank = character.is_whitespace() || after_blank && matches!(character, '"' | '\'');
    }
    defused
}

#[cfg(test)]
mod tests {
    use super::{cell, moment};

    #[test]
    fn no_separator_makes_a_formula() {
        for (text, written) in [
            ("x;=cmd|'/c calc'!A0", "x;'=cmd|'/c calc'!A0"),
            ("x\t=1", "x\t'=1"),
            ("x|@SUM(1)", "x|'@SUM(1)"),
            ("x,+1", "\"x,'+1\""),
            ("x\n-1", "\"x\n'-1\""),
            ("x; \"=1", "\"x; \"\"'=1\""),
            ("x;;  '=1", "x;;  ''=1"),
            ("lost =1", "lost '=1"),
            (" =1", " '=1"),
            ("＝1", "'＝1"),
            ("lost - found", "lost - found"),
            ("a=b; c-d (a@example.org), +", "\"a=b; c-d (a@example.org), '+\""),
        ] {
            assert_eq!(cell(text), written, "{text:?}");
        }
    }

    #[test]
    fn moments_keep_their_milliseconds() {
        for (at, text) in [
            (1_795_494_600_000, "2026-11-24T04:30:00.000Z"),
            (1_795_494_600_120, "2026-11-24T04:30:00.120Z"),
            (1_795_494_600_007, "2026-11-24T04:30:00.007Z"),
        ] {
            assert_eq!(moment(at).as_deref(), Some(text));
        }
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        for formula in ["+1", "-1", "@a", "\tx"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
    }
}
