//! Redirects a browser that has opened a page at another name, such as an IP address, to the installation's own address. At another address, forms
//! are refused, and there are no cookies and no passkeys.
//!
//! Only the browser knows the address that it shows: proxies may report another one to the server.

/// The script for the pages of the installation at `origin`, which is in the browsers' notation. A page that was saved to a file isn't redirected. If
/// a proxy redirects back, the second redirect within ten seconds is omitted.
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
