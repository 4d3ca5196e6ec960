# From the choice of a second step to the saved backup codes, and its proof ever after.

steps-1 = Step 1 of 3
steps-2 = Step 2 of 3
steps-3 = Step 3 of 3

choose-title = Choose a second step
choose-lead = From now on, signing in takes something that only you have. Your password alone isn’t enough any more.
choose-app = Authenticator app
choose-app-text = A six-digit code from an app on your phone. It works without a network.
choose-later = Not now
choose-proof-heading = Choose how to confirm it’s you
choose-proof-lead = Use whichever you have at hand.
choose-app-proof = The six-digit code from the app on your phone.
choose-backup-text = One of the ten codes you saved.

totp-title = Connect your authenticator app
totp-add-heading = Add an authenticator app
totp-replace-heading = Replace your authenticator app
totp-replace-advice = Your current app keeps working until you have confirmed the new one.
totp-qr = QR code
totp-scan = Scan this code
totp-scan-text = Open your authenticator app, add an account and point the camera at the code.
totp-open = Open in authenticator app
totp-secret-hint = Can’t scan? Type this key into the app instead:
totp-copy = Copy key
totp-enter = Enter the code it shows
totp-code-hint = Six digits. A new code appears every 30 seconds.
totp-start-over = Start over

verify-title = Enter your code
verify-lead = Open your authenticator app and type the six digits it shows for { $issuer }.
verify-code = Verification code
verify-button = Verify
verify-different-method = Use a different method

step-up-confirm = Confirm: { $summary }
step-up-title = Confirm that it’s you
step-up-lead = Enter a code from your authenticator app to go on.
step-up-add = You’re about to add an authenticator app. Confirm that it’s you, with what is set up already, to go on.
step-up-replace = You’re about to replace your authenticator app. Confirm that it’s you, with what is set up now, to go on.
step-up-remove = You’re about to remove an authenticator app. Confirm that it’s you to go on.
step-up-codes = You’re about to make new backup codes. Confirm that it’s you to go on.
step-up-password = You’re about to change your password. Confirm that it’s you to go on.
step-up-delete = You’re about to delete your account. Confirm that it’s you, and it is gone.
step-up-policy = You’re about to save a new policy. Confirm that it’s you to go on.
step-up-approval = You’re about to decide on another administrator’s request. Confirm that it’s you to go on.
step-up-key-create = You’re about to create an application key. Confirm that it’s you to go on.
step-up-key-revoke = You’re about to revoke an application key. Confirm that it’s you to go on.
step-up-reset = You’re about to reset someone’s two-step verification. Confirm that it’s you to go on.
step-up-end-sessions = You’re about to sign someone out everywhere. Confirm that it’s you to go on.
step-up-disable = You’re about to disable someone’s account. Confirm that it’s you to go on.
step-up-enable = You’re about to enable someone’s account again. Confirm that it’s you to go on.

recovery-title = Enter a backup code
recovery-heading = Use one of your saved codes
recovery-lead = It stands in for your phone or your passkey, once. Then cross it off your list.
recovery-code = Backup code
recovery-hint = Five groups of four. Capitals and dashes don’t matter.
recovery-link = Use a backup code

recovery-codes-title = Save your backup codes
recovery-codes-lead = If your phone or your passkey is lost, one of these gets you in. Keep them apart from it: on paper, or in a password manager.
recovery-codes-advice = Your old codes work until you confirm that you have saved these.
recovery-codes-sheet = { $issuer } backup codes
recovery-codes-copy = Copy codes
recovery-codes-download = Download codes
recovery-codes-print = Print codes
recovery-codes-saved = I have saved these codes
recovery-codes-not-saved = Save the codes first, then tick the box. You can’t see them again later.
recovery-codes-done = Done
recovery-codes-file-foot = Each code works once. Keep them apart from your phone and your passkeys.

switched-off-title = This method isn’t accepted any more
switched-off-totp = Your administrator has switched off authenticator apps. A backup code still lets you in, and then you choose something else. Without one, ask your administrator.
switched-off-passkey = Your administrator has switched off passkeys. A backup code still lets you in, and then you choose something else. Without one, ask your administrator.
switched-off-backup-code = Use a backup code
choose-grace = You can put this off until { $day }.
choose-not-now = Not now
