# The home page, sign-up, sign-in, sign-out, and what to do when nothing works any more.

landing-title = Your account, with a second key
landing-lead = Passwords can be guessed, reused or stolen. With a passkey or a code from your phone, a stolen password isn’t enough to sign in.
landing-phone-title = A passkey or a code
landing-phone-text = Use your fingerprint, face or screen lock, or any authenticator app. The app works offline, too.
landing-codes-title = Backup codes
landing-codes-text = Ten codes to keep on paper, in case you lose your phone or passkey.
landing-sessions-title = See every session
landing-sessions-text = See everywhere you are signed in, and end any session with one click.
landing-developers = For developers:

entrance-email = Email
entrance-password = Password
entrance-password-hint = At least { $minimum } characters. Several unrelated words make a strong password.

sign-up-title = Create account
sign-up-heading = Create your account
sign-up-lead = It takes about two minutes. If you want to use an authenticator app, have your phone ready.
sign-up-button = Create account
sign-up-passkey = Continue with a passkey
sign-up-known = Already have an account?

sign-in-title = Sign in
sign-in-heading = Welcome back
sign-in-lead = Sign in to your account.
sign-in-button = Sign in
sign-in-new = New here?
sign-up-mail-lead = Enter your email address. We will send you a link that continues here.
sign-up-mail-button = Send link

sign-in-forgotten = Forgot your password?
sign-in-ended = Your session has ended. Sign in to continue.

sign-out-title = Sign out?
sign-out-lead = You are signed in as { $email }.
sign-out-button = Sign out

lost-access-title = Lost your phone or passkey, and your codes?
lost-access-lead = Try these options first.
lost-access-codes-title = Find your backup codes.
lost-access-codes-text = You saved ten codes, each with five groups of characters. Look in your password manager, on paper, and for a file called backup-codes.txt.
lost-access-restore-title = Restore your authenticator app or passkey.
lost-access-restore-text = Many authenticator apps and password managers sync to the cloud. Sign in to yours on a new device.
lost-access-session-title = Use a device that is still signed in.
lost-access-session-text = There you can see your account and sign out everywhere else.
lost-access-ask-title = None of these worked?
lost-access-ask-text = An administrator can reset your two-step verification after checking your identity. You can then sign in with your password and set it up again. If your account has no password, set one first with “Forgot your password?” on the sign-in page.
lost-access-ask-somebody = Contact your administrator.
lost-access-ask-button = Contact your administrator
lost-access-write-to = Email { $email }

forgotten-title = Forgot your password?
forgotten-lead = Enter your email address. If it belongs to an account, we will send you a link to set a new password.
forgotten-button = Send link

check-mail-title = Check your email
check-mail-lead = We have sent a message to the address that you entered. Open the link in it within 30 minutes.
check-mail-missing = No message?
check-mail-spam = It can take a few minutes. Look in your spam folder, too.
check-mail-spelling = There may be a typo in the address. Go back and enter it again.
check-mail-known = If you wanted to create an account and already have one, the message says so.
check-mail-unknown = If you wanted to set a new password and there is no account with this address, we send nothing.
check-mail-sign-in = Back to sign-in

mail-link-title = Continue
mail-link-sign-up-lead = Choose a password for this account:
mail-link-sign-up-lead-both = Choose how you’ll sign in to this account:
mail-link-lost-passkey-heading = Lost your passkey?
mail-link-lost-passkey-lead = Enter one of your backup codes. You can then create a new passkey for this account:
mail-link-new-passkey-lead = Your device creates a new passkey for this account. All sessions end, and you can then remove the passkeys that you’ve lost.
mail-link-reset-heading = Set a new password
mail-link-reset-lead = Choose a new password for this account. You will be signed out everywhere, and your second step stays as it is.
mail-link-reset-password = New password
mail-link-reset-button = Set password
mail-link-change-heading = Change your email address
mail-link-change-lead = From now on, you’ll sign in with this address:
mail-link-confirm-heading = Confirm your email address
mail-link-confirm-lead = Messages about the security of your account will be sent to this address:
mail-link-confirm-button = Confirm address
mail-link-notices-heading = Confirm your second address
mail-link-notices-lead = Messages about the security of the account will also be sent to this address:
mail-link-sign-in-heading = Sign in first
mail-link-sign-in-lead = To use this link, sign in to the account that it belongs to in this browser. Then open the link in the message again.
mail-link-sign-in-on = Continue signing in
mail-link-other-lead = You’re signed in as { $email }, but this link belongs to another account. Sign out, sign in to that account, and open the link in the message again.

not-me-title = Wasn’t it you?
not-me-lead = If you can still sign in, do this now:
not-me-sessions-title = End all other sessions.
not-me-sessions-text = You find them under “Account security”.
not-me-methods-title = Remove what isn’t yours.
not-me-methods-text = Remove authenticator apps and passkeys that you don’t know, and create new backup codes.
not-me-password-title = Change your password.
not-me-password-text = Use one that you use nowhere else.
not-me-button = Go to account security
not-me-locked-title = You can’t sign in?
not-me-locked-text = Set a new password first. If your phone or passkey is gone, see what else you can do.
