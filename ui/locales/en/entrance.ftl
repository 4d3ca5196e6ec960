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
lost-access-ask-text = An administrator can reset your two-step verification after checking your identity. You can then sign in with your password and set it up again.
lost-access-ask-somebody = Contact your administrator.
lost-access-ask-button = Contact your administrator
lost-access-write-to = Email { $email }
