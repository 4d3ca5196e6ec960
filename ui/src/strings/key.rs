//! The keys of the sentences that screens need.

/// Defines the name of each sentence, and its key in the catalogue.
macro_rules! strings {
    ($($name:ident $key:literal)*) => {
        /// A sentence of a screen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[expect(missing_docs, reason = "the catalogue has the sentences themselves")]
        pub enum StringKey {
            $($name,)*
        }

        /// The keys, in the order of the names.
        #[cfg(feature = "ssr")]
        pub(super) const KEYS: &[&str] = &[$($key,)*];
    };
}

/// The suffix of keys for a single minute: the browser doesn't know the plural rules of the language.
#[cfg(feature = "ssr")]
pub(super) const ONE: &str = " (one)";

strings! {
    Close "dialog-close"
    Loading "dialog-loading"
    Retry "dialog-retry"
    Confirm "step-up-confirm"
    Cancel "frame-cancel"
    Copied "frame-copied"
    TimeLeft "frame-time-left"
    TryNow "frame-try-now"
    ClockBehind "error-mfa-clock-behind"
    ClockAhead "error-mfa-clock-ahead"
    ClockBehindOne "error-mfa-clock-behind (one)"
    ClockAheadOne "error-mfa-clock-ahead (one)"

    ManageTitle "dialog-manage-title"
    ChooseTitle "dialog-choose-title"
    ScanTitle "dialog-scan-title"
    VerifyTitle "dialog-verify-title"
    CodesTitle "dialog-codes-title"
    EnterCodeTitle "dialog-enter-code-title"

    RegisterPasskeyTitle "dialog-register-passkey-title"
    VerifyPasskeyTitle "dialog-verify-passkey-title"

    SignIn "sign-in-button"
    SignedOut "dialog-signed-out"
    SignInAgain "dialog-sign-in-again"
    SignInOver "sign-in-over"
    GoOn "dialog-go-on"
    Verified "dialog-verified"
    NothingToVerify "dialog-nothing-to-verify"
    SetUp "dialog-set-up"
    LeaveTitle "dialog-leave-title"
    LeaveText "dialog-leave-text"
    LeaveStay "dialog-leave-stay"
    Leave "dialog-leave"

    Step1 "steps-1"
    Step2 "steps-2"
    Step3 "steps-3"

    ChooseLead "choose-lead"
    ChooseApp "choose-app"
    ChooseAppText "choose-app-text"
    ChoosePasskey "choose-passkey"
    ChoosePasskeyText "choose-passkey-text"
    ChooseLater "choose-later"
    ChooseProofLead "choose-proof-lead"
    ChooseAppProof "choose-app-proof"
    ChoosePasskeyProof "choose-passkey-proof"
    ChooseBackupText "choose-backup-text"

    QrCode "totp-qr"
    Scan "totp-scan"
    ScanText "totp-scan-text"
    OpenApp "totp-open"
    SecretHint "totp-secret-hint"
    CopySecret "totp-copy"
    EnterFirst "totp-enter"
    CodeHint "totp-code-hint"
    StartOver "totp-start-over"
    ReplaceAdvice "totp-replace-advice"

    VerifyLead "verify-lead"
    StepUpLead "step-up-lead"
    Code "verify-code"
    Verify "verify-button"
    OtherMethod "verify-different-method"
    UseBackupCode "recovery-link"

    PasskeyRegister "passkey-register-button"
    PasskeyRegisterLead "passkey-register-lead"
    PasskeyVerify "passkey-verify-button"
    PasskeyVerifyLead "passkey-verify-lead"
    PasskeySignIn "passkey-sign-in"
    PasskeyWaiting "passkey-waiting"
    PasskeyUnsupported "passkey-unsupported"
    PasskeyInsecure "passkey-insecure"
    PasskeyNotSaved "passkey-not-saved"
    PasskeyNotSavedAtOnce "passkey-not-saved-at-once"
    PasskeyNotUsed "passkey-not-used"
    PasskeyNotUsedAtOnce "passkey-not-used-at-once"
    PasskeyKnown "passkey-known-here"
    PasskeyWrongAddress "passkey-wrong-address"
    PasskeyUnfit "passkey-unfit"
    PasskeyOutdated "passkey-outdated"
    PasskeyFailed "passkey-failed"
    PasskeySavingFailed "passkey-saving-failed"
    StepUpPasskeyLead "step-up-passkey-lead"

    BackupLead "recovery-lead"
    BackupCode "recovery-code"
    BackupHint "recovery-hint"

    CodesLead "recovery-codes-lead"
    CodesAdvice "recovery-codes-advice"
    CodesSheet "recovery-codes-sheet"
    CodesCopy "recovery-codes-copy"
    CodesDownload "recovery-codes-download"
    CodesPrint "recovery-codes-print"
    CodesSaved "recovery-codes-saved"
    CodesNotSaved "recovery-codes-not-saved"
    CodesDone "recovery-codes-done"

    AppTitle "security-app-title"
    AppNone "security-app-none"
    AppAdded "security-app-added"
    AppUsed "security-app-used"
    Add "security-add"
    Rename "security-rename"
    RenameNamed "security-rename-named"
    Remove "security-remove"
    RemoveNamed "remove-named"
    Replace "security-replace"
    ReplaceOne "security-replace-one"
    ReplaceNamed "security-replace-named"
    PasskeyTitle "security-passkey-title"
    PasskeyNone "security-passkey-none"
    PasskeyCreated "security-passkey-created"
    PasskeySynced "security-passkey-synced"
    PasskeyBound "security-passkey-bound"
    AddPasskey "security-passkey-add"
    BackupTitle "security-codes-title"
    BackupCount "security-codes-count"
    BackupLeft "security-codes-left"
    BackupFew "security-codes-few"
    NewCodes "security-codes-new"
    Name "rename-name"
    NameHint "rename-hint"
    NameSave "rename-button"
    RemoveQuestion "remove-heading"
    RemoveLead "remove-lead"
    RemovePasskeyLead "remove-passkey-lead"

    NoticeAdded "notice-added"
    NoticeReplaced "notice-replaced"
    NoticeRenamed "notice-renamed"
    NoticeRemoved "notice-removed"
    NoticePasskeyAdded "notice-passkey-added"
    NoticePasskeyRemoved "notice-passkey-removed"
    NoticeCodesSaved "notice-codes-saved"
}
