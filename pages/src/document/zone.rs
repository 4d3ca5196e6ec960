//! Tells the server the browser's time zone, in a cookie.

use ui::catalog::Zone;

/// The script of a page that was drawn for `zone`. The browser's goes into the cookie called `cookie`, for a year, and follows the browser to another one.
/// A page with times of another zone on it is loaded once more, where `reloads` says that nothing is lost by that. Where the browser keeps no cookies,
/// all stays as it is.
pub(super) fn script(cookie: &str, zone: Zone, reloads: bool) -> String {
    let reload = if reloads {
        format!(
            "if(zone!==\"{}\"&&told())addEventListener(\"DOMContentLoaded\",()=>document.querySelector(\"time\")&&location.reload())",
            zone.name()
        )
    } else {
        String::new()
    };
    format!(
        "try{{const zone=Intl.DateTimeFormat().resolvedOptions().timeZone,pair=\"{cookie}=\"+zone,told=()=>document.cookie.split(\"; \").includes(pair);\
         if(!told()){{document.cookie=pair+\";path=/;max-age=31536000;samesite=lax\";{reload}}}}}catch{{}}"
    )
}

#[cfg(test)]
mod tests {
    use super::script;
    use ui::catalog::Zone;

    #[test]
    fn a_page_that_would_lose_something_is_not_loaded_again() {
        assert!(script("latchkey-zone", Zone::UTC, true).contains("location.reload()"));
        assert!(!script("latchkey-zone", Zone::UTC, false).contains("reload"));
    }
}
