//! Leads a browser that has opened a page at another name, such as an IP address, to the installation's own address. At the other one forms are refused,
//! and there are no cookies and no passkeys.
//!
//! Only the browser knows which address it shows: proxies may tell the server another one.

/// The script for the pages of the installation at `origin`, which is written as browsers do. A page that was saved to a file stays where it is. Where
/// something in between leads back here, the second time within ten seconds stays, too.
pub(super) fn script(origin: &str) -> String {
    format!(
        "{{const{{protocol,origin,pathname,search,hash}}=location,own=\"{origin}\";\
         if(protocol.startsWith(\"http\")&&origin!==own)try{{const now=Date.now();\
         if(!(now-sessionStorage.latchkeyLeft<1e4)){{sessionStorage.latchkeyLeft=now;location.replace(own+pathname+search+hash)}}}}catch{{}}}}"
    )
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn it_is_one_statement() {
        let script = script("https://id.example.org");
        assert!(script.contains("own=\"https://id.example.org\";if(") && script.ends_with("catch{}}") && !script.contains('\n'));
    }
}
