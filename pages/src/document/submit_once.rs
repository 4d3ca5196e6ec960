//! Sends each form once, where scripts are on: a double click isn't a second request.

/// The script. After five seconds the form may be sent again: the person has stopped loading the page, or the network has swallowed the request.
/// A page that comes back from the history starts afresh.
///
/// It asks for the attribute, since a field called `method` takes the place of the property.
pub(super) const SUBMIT_ONCE: &str = "{let sent=new WeakMap;\
    addEventListener(\"submit\",event=>{const form=event.target,now=event.timeStamp;\
    if(event.defaultPrevented||form.getAttribute(\"method\")!==\"post\")return;\
    now-sent.get(form)<5e3?event.preventDefault():sent.set(form,now)});\
    addEventListener(\"pageshow\",()=>{sent=new WeakMap})}";
