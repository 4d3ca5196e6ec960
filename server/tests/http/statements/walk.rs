//! The requests of a walk, each with its statements.

use crate::support::{Answer, Client, recorded};
use serde_json::Value;

/// Longest beginning of a statement that is shown.
const SHOWN: usize = 150;

pub(super) struct Walk {
    browser: Client,
    requests: Vec<(String, Vec<String>)>,
}

impl Walk {
    pub(super) fn of(browser: Client) -> Self {
        Self { browser, requests: Vec::new() }
    }

    pub(super) fn browser(&self) -> &Client {
        &self.browser
    }

    /// One request for a page.
    pub(super) async fn get(&mut self, path: &str) -> Answer {
        let (answer, statements) = recorded(self.browser.get(path)).await;
        self.requests.push((format!("GET {path}"), statements));
        answer
    }

    /// Opens the page that an answer leads to.
    pub(super) async fn follow(&mut self, answer: &Answer) -> Answer {
        assert!(answer.status.is_redirection(), "{}", answer.body);
        self.open(answer.header("location")).await
    }

    /// Opens a page, and those that it leads to.
    pub(super) async fn open(&mut self, path: &str) -> Answer {
        let mut page = self.get(path).await;
        while page.status.is_redirection() {
            page = self.get(page.header("location")).await;
        }
        page
    }

    /// Sends a form of this page, as a browser does: with the token and the mark of the page.
    pub(super) async fn submit(&mut self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let hidden = ["form_token", "form_mark"].into_iter().filter(|name| page.body.contains(&format!("name=\"{name}\"")));
        let fields: Vec<_> = fields.iter().copied().chain(hidden.map(|name| (name, page.hidden(name)))).collect();
        let (answer, statements) = recorded(self.browser.submit_as_it_is(path, &fields)).await;
        self.requests.push((format!("POST {path}"), statements));
        answer
    }

    /// Calls a function as a script does.
    pub(super) async fn call(&mut self, name: &str, arguments: &Value) -> Answer {
        let (answer, statements) = recorded(self.browser.call(name, arguments)).await;
        self.requests.push((format!("POST …/{name}"), statements));
        answer
    }

    /// Asks as the application's server does, by its key.
    pub(super) async fn ask(&mut self, key: &str, path: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {key}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        self.browser.cookies.clear();
        let (answer, statements) = recorded(self.browser.post_with(path, &headers, &body.to_string())).await;
        self.requests.push((format!("POST {path}"), statements));
        answer
    }

    /// The statements of each request.
    pub(super) fn taken(&self) -> Vec<usize> {
        self.requests.iter().map(|(_, statements)| statements.len()).collect()
    }

    /// As many statements as this in each request, no more and no fewer.
    #[track_caller]
    pub(super) fn assert_takes(&self, expected: &[usize]) {
        let taken = self.taken();
        let total: usize = taken.iter().sum();
        assert!(taken == expected, "this walk takes {total} statements, {taken:?} instead of {expected:?}:\n{}", self.table());
    }

    /// Every statement of the walk in order, by request.
    fn table(&self) -> String {
        let mut table = String::new();
        for (request, statements) in &self.requests {
            table += &format!("\n{request}: {}\n", statements.len());
            for (number, statement) in (1..).zip(statements) {
                table += &format!("{number:>4}  {}\n", statement.chars().take(SHOWN).collect::<String>());
            }
        }
        table
    }
}
