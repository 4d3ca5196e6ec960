//! If scripts run, each form is submitted once: a double click doesn't send a second request.

/// The script. After five seconds, the form can be submitted again: the user has stopped loading the page, or the network has lost the request. A
/// page that is restored from the history can submit its forms again.
///
/// The script reads the attribute, since a field called `method` hides the property.
pub(super) const SUBMIT_ONCE: &str = "{let sent=new WeakMap;\
    addEventListener(\"submit\",event=>{const form=event.target,now=event.timeStamp;\
    if(event.defaultPrevented||form.getAttribute(\"method\")!==\"post\")return;\
    now-sent.get(form)<5e3?event.preventDefault():sent.set(form,now)});\
    addEventListener(\"pageshow\",()=>{sent=new WeakMap})}";
