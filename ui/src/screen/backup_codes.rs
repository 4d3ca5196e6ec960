//! The backup codes, until they are acknowledged as saved.

use crate::{
    browser,
    component::{Advice, Alert, Check, Submit},
    control::ControlSlot,
    form_error::FormError,
    handler::Handler,
    icon::{DOWNLOAD, Icon},
    paths,
    strings::{StringKey, Strings},
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The header of the printed sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The email address of the account.
    pub email: String,
    /// The date on the sheet.
    pub date: String,
}

/// The id of the form that acknowledges the codes.
pub const BACKUP_CODES_FORM: &str = "codes";

/// The codes that wait to be acknowledged.
#[component]
pub fn BackupCodes(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The codes.
    codes: Vec<String>,
    /// The header of the printed sheet.
    sheet: Sheet,
    /// Whether there are older codes, which work until these are acknowledged.
    replaces_others: bool,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// Whether a request is in progress.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with the state of the checkbox, instead of a request to the server.
    #[prop(default = None)]
    on_done: Handler<bool>,
) -> impl IntoView {
    // The first group of a code is public: it identifies this set of codes.
    let shown = codes.first().and_then(|code| code.split('-').next()).unwrap_or_default().to_owned();
    let codes: Vec<_> = codes
        .into_iter()
        .map(|code| {
            let copied = code.clone();
            view! {
                <li>
                    <code data-testid="recovery-code" translate="no" data-copy=copied>
                        {code}
                    </code>
                </li>
            }
        })
        .collect();
    let done = move |event: SubmitEvent| {
        if let Some(on_done) = &on_done {
            event.prevent_default();
            if !busy.get_untracked() {
                on_done(browser::is_ticked(&event, "acknowledged"));
            }
        }
    };
    let copy = ControlSlot::Copy {
        from: ".codes code".to_owned(),
        label: strings.text(StringKey::CodesCopy),
        copied: strings.text(StringKey::Copied),
    };
    view! {
        <p class="lead">{strings.text(StringKey::CodesLead)}</p>
        <Alert strings=strings.clone() form_error />
        {replaces_others.then(|| view! { <Advice text=strings.text(StringKey::CodesAdvice) /> })}
        <div class="sheet">
            <div class="sheet-head">
                <p>{strings.fill(StringKey::CodesSheet, "issuer", strings.issuer())}</p>
                <p>
                    <span translate="no">{sheet.email}</span>
                    ", "
                    {sheet.date}
                </p>
            </div>
            <ol class="codes">{codes}</ol>
        </div>
        <div class="actions">
            {copy.view()}
            // The link has no `download` attribute: once the session has ended, the browser would save the sign-in page as the codes.
            <a class="button button-small" href=strings.link(&[paths::RECOVERY_CODES_FILE, "?shown=", &shown].concat()) rel="external">
                <Icon path=DOWNLOAD />
                {strings.text(StringKey::CodesDownload)}
            </a>
            {ControlSlot::Print { label: strings.text(StringKey::CodesPrint) }.view()}
        </div>
        <form id=BACKUP_CODES_FORM class="stack rule" method="post" action=strings.link(paths::RECOVERY_CODES) novalidate on:submit=done>
            <input type="hidden" name="shown" value=shown />
            <Check
                id="acknowledged"
                label=strings.text(StringKey::CodesSaved)
                form_error=Some(form_error)
            />
            <Submit label=strings.text(StringKey::CodesDone) busy />
        </form>
    }
}
