# The dialogs that an application opens over its own pages.

dialog-manage-title = Manage MFA
dialog-choose-title = Choose a method
dialog-scan-title = Scan the QR code
dialog-verify-title = Enter the verification code
dialog-codes-title = Your backup codes
dialog-enter-code-title = Enter a backup code

dialog-close = Close
dialog-loading = One moment …
dialog-retry = Try again
dialog-go-on = Go on
dialog-signed-out = You are signed out. Sign in to go on.
dialog-sign-in-again = Sign in again
dialog-verified = Confirmed. Thank you.
dialog-nothing-to-verify = You haven’t set up a second step yet, so there is nothing to confirm with.
dialog-set-up = Set one up
dialog-leave-title = Close without saving your codes?
dialog-leave-text = Without them, a lost phone or passkey means a lost account. We ask again the next time, but only in this browser and while you are signed in.
dialog-leave-stay = Back to the codes
dialog-leave = Close anyway

playground-title = Playground
