//! Reports the browser's time zone to the server, in a cookie.

use ui::catalog::Zone;

/// The script of a page that was rendered with times in `zone`. It stores the browser's zone in the cookie called `cookie`, for a year, and updates
/// it when the browser moves to another zone. A page with times in another zone is reloaded if `reloads` says that nothing is lost by that. If the
/// browser keeps no cookies, nothing changes.
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
