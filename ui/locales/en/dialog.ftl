# The dialogs that an application opens over its own pages.

dialog-manage-title = Manage MFA
dialog-choose-title = Choose a method
dialog-scan-title = Scan the QR code
dialog-verify-title = Enter the verification code
dialog-codes-title = Your backup codes
dialog-enter-code-title = Enter a backup code

dialog-close = Close
dialog-loading = Loading…
dialog-retry = Try again
dialog-go-on = Continue
dialog-signed-out = You are signed out. Sign in to continue.
dialog-sign-in-again = Sign in again
dialog-verified = Confirmed.
dialog-nothing-to-verify = You haven’t set up two-step verification yet.
dialog-set-up = Set it up
dialog-leave-title = Close without saving your codes?
dialog-leave-text = Without saved backup codes, you may be locked out if you lose your phone or passkey. We’ll show these codes again next time, but only in this browser and while you are signed in. If you have older codes, they keep working until you confirm that you have saved these.
dialog-leave-stay = Back to the codes
dialog-leave = Close anyway

playground-title = Playground
