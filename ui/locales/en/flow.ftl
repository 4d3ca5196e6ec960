# From choosing a method to saving backup codes, and verification after that.

steps-1 = Step 1 of 3
steps-2 = Step 2 of 3
steps-3 = Step 3 of 3

choose-title = Choose a method
choose-lead = Two-step verification protects your account with something only you have, in addition to your password.
choose-app = Authenticator app
choose-app-text = A six-digit code from an app on your phone. Works offline.
choose-later = Not now
choose-proof-heading = Choose how to confirm it’s you
choose-proof-lead = Use the method you have at hand.
choose-app-proof = Enter the six-digit code from your authenticator app.
choose-backup-text = If you have saved backup codes, enter one of them.

totp-title = Connect your authenticator app
totp-default-name = Authenticator app
totp-add-heading = Add an authenticator app
totp-replace-heading = Replace your authenticator app
totp-replace-advice = Your current app keeps working until you have verified the new one.
totp-qr = QR code
totp-scan = Scan this code
totp-scan-text = Open your authenticator app, add an account and scan this QR code.
totp-open = Open in authenticator app
totp-secret-hint = Can’t scan it? Enter this setup key in the app instead:
totp-copy = Copy key
totp-enter = Enter the code from the app
totp-code-hint = Six digits. A new code appears every 30 seconds.
totp-start-over = Start over

verify-title = Enter your code
verify-lead = Open your authenticator app and enter the six-digit code for { $issuer }.
verify-code = Verification code
verify-button = Verify
verify-different-method = Use a different method

trust-label = Don’t ask again on this browser
trust-hint =
    { $days ->
        [one] For 1 day, your password is enough to sign in here. Don’t choose this on a shared computer.
       *[other] For { $days } days, your password is enough to sign in here. Don’t choose this on a shared computer.
    }

step-up-confirm = Confirm: { $summary }
step-up-title = Confirm that it’s you
step-up-lead = To continue, enter a code from your authenticator app.
step-up-add = To add an authenticator app, confirm that it’s you with a method you already have.
step-up-replace = To replace your authenticator app, confirm that it’s you with a method you already have.
step-up-remove = To remove an authenticator app, confirm that it’s you.
step-up-codes = To create new backup codes, confirm that it’s you.
step-up-second-address = To set or remove a second address, confirm that it’s you.
step-up-password = To set your password, confirm that it’s you.
step-up-password-remove = To remove your password, confirm that it’s you.
step-up-email = To change your email address, confirm that it’s you.
step-up-data = To download your data, confirm that it’s you.
step-up-delete = To delete your account, confirm that it’s you. Your account is then deleted immediately.
step-up-policy = To save the policy, confirm that it’s you.
step-up-approval = To decide on another administrator’s request, confirm that it’s you.
step-up-key-create = To create an application key, confirm that it’s you.
step-up-mail = To send an email again, confirm that it’s you.
step-up-key-revoke = To revoke an application key, confirm that it’s you.
step-up-reset = To reset another person’s two-step verification, confirm that it’s you.
step-up-end-sessions = To end all sessions of another person, confirm that it’s you.
step-up-stop-recovery = To stop the recovery of another person’s account, confirm that it’s you.
step-up-disable = To disable another person’s account, confirm that it’s you.
step-up-enable = To enable another person’s account, confirm that it’s you.

recovery-title = Enter a backup code
recovery-heading = Use one of your backup codes
recovery-lead = A backup code replaces your authenticator app or passkey once. Cross it off your list afterwards.
recovery-code = Backup code
recovery-hint = Five groups of four characters. Capital letters and dashes are optional.
recovery-link = Use a backup code

recovery-codes-title = Save your backup codes
recovery-codes-lead = If you lose your phone or passkey, you can sign in with one of these codes. Keep them in a different place: on paper or in a password manager.
recovery-codes-advice = Your old codes keep working until you confirm that you have saved these.
recovery-codes-sheet = { $issuer } backup codes
recovery-codes-copy = Copy codes
recovery-codes-download = Download codes
recovery-codes-print = Print codes
recovery-codes-saved = I have saved these codes
recovery-codes-not-saved = Save the codes, then check the box. You won’t be able to see them again.
recovery-codes-done = Done
recovery-codes-discard = Keep my old codes
recovery-codes-file-foot = Each code works once. Keep the codes separate from your phone and passkeys.

switched-off-title = This method is turned off
switched-off-totp = Your administrator has turned off authenticator apps. Sign in with a backup code and then set up another method. If you have no backup codes, contact your administrator.
switched-off-passkey = Your administrator has turned off passkeys. Sign in with a backup code and then set up another method. If you have no backup codes, contact your administrator.
switched-off-backup-code = Use a backup code
choose-grace = You can skip this until { $until }.
choose-not-now = Not now
