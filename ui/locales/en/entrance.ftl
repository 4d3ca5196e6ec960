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
lost-access-recovery-title = Recover your account
lost-access-recovery-text = If you know your password and receive mail at your address, you can set up a new method after a waiting time.
lost-access-recovery-sign-in = If you know your password and receive mail at your address, you can set up a new method after a waiting time. Sign in with your password first, then come back to this page.
account-recovery-title = Account recovery
account-recovery-lead = For when you have no method and no backup code left.
account-recovery-step-mail = We send a link to your email address. Open it and enter your password again.
account-recovery-step-wait = A waiting time of { $wait } begins. Every day, we send a message to all your addresses.
account-recovery-step-set-up = When it is over, you get a link to set up a new method.
account-recovery-until-then = Until then, your methods and backup codes keep working, and you can stop the recovery at any time.
account-recovery-button = Send me the link
account-recovery-back = Back to sign-in
account-recovery-off = This account can’t be recovered this way. Ask your administrator.
account-recovery-administrator = Accounts of administrators can’t be recovered this way. Ask another administrator.
account-recovery-unconfirmed = The email address of this account isn’t confirmed, so it can’t be recovered this way. Ask your administrator.
account-recovery-password-by-mail = The password of this account was set with a link from a message and hasn’t been used together with a method since. It can’t be recovered this way. Ask your administrator.
account-recovery-new-address = The email address of this account is new. A recovery can start from { $until }.
account-recovery-paused = A recovery of this account was stopped. The next one can start from { $until }.
account-recovery-waiting = A recovery is in progress. It is ready at { $until } at the earliest. We’ll send you a message then.
account-recovery-ready = A recovery is ready. Open the link in the message that we’ve sent to your email address.
recovery-banner-title = A recovery of your account is in progress
recovery-banner-waiting = Someone who knows your password started it at { $began }. They can replace your methods and backup codes from { $ready }.
recovery-banner-ready = Someone who knows your password started it at { $began }. They can replace your methods and backup codes now.
recovery-banner-advice = If you don’t need it, stop it. Your other sessions then end, and you choose a new password.
recovery-stop-button = Stop recovery
lost-access-ask-title = None of these worked?
lost-access-ask-text = An administrator can reset your two-step verification after checking your identity. You can then sign in with your password and set it up again.
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
mail-link-recovery-heading = Start account recovery
mail-link-recovery-lead = Enter the password of this account once more. The waiting time then begins, and all addresses and open sessions of the account are told.
mail-link-recovery-button = Start account recovery
mail-link-stop-heading = Stop the account recovery
mail-link-stop-lead = Your methods and backup codes stay as they are. All sessions end, and the next sign-in asks for a new password. The recovery belongs to this account:
mail-link-finish-heading = Set up a new method
mail-link-finish-lead = Enter the password of this account, then set up a new method. Your previous methods, backup codes and sessions are removed once it works.
mail-link-finish-button = Continue
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
