//! Tells the server the browser's time zone, in a cookie.

/// The script. The zone goes into the cookie called `cookie`, for a year, and follows the browser to another zone. A page that was drawn before the server
/// knew is loaded once more if it has times on it, where `reloads` says that nothing is lost by that. Where the browser keeps no cookies, all stays as it is.
pub(super) fn script(cookie: &str, reloads: bool) -> String {
    let reload = if reloads {
        "if(told())addEventListener(\"DOMContentLoaded\",()=>document.querySelector(\"time\")&&location.reload())"
    } else {
        ""
    };
    format!(
        "try{{const pair=\"{cookie}=\"+Intl.DateTimeFormat().resolvedOptions().timeZone,told=()=>document.cookie.split(\"; \").includes(pair);\
         if(!told()){{document.cookie=pair+\";path=/;max-age=31536000;samesite=lax\";{reload}}}}}catch{{}}"
    )
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn a_page_that_would_lose_something_is_not_loaded_again() {
        assert!(script("latchkey-zone", true).contains("location.reload()"));
        assert!(!script("latchkey-zone", false).contains("reload"));
    }
}
