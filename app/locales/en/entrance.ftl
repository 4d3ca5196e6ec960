# The start page, sign-up, sign-in, sign-out, and what to do when nothing works any more.

landing-title = Your account, with a second key
landing-lead = A password alone can be guessed, reused or stolen. Add a passkey or a code from your phone, and it is no longer enough to get in.
landing-phone-title = A passkey or a code
landing-phone-text = Your fingerprint, face or screen lock; or any authenticator app, which works even without a network.
landing-codes-title = Backup codes
landing-codes-text = Ten codes to keep on paper, for the day the phone or the passkey is gone.
landing-sessions-title = Nothing hidden
landing-sessions-text = See every place that is signed in, and end it with one press.
landing-developers = For developers:

entrance-email = Email
entrance-password = Password
entrance-password-hint = At least { $minimum } characters. A few words that have nothing to do with each other make a good one.

sign-up-title = Create account
sign-up-heading = Create your account
sign-up-lead = It takes about two minutes. For an authenticator app, have your phone ready.
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
lost-access-lead = Try these first. One of them often works.
lost-access-codes-title = Look for your backup codes.
lost-access-codes-text = Ten codes of five groups each, perhaps in a password manager, in a drawer, or in a file called backup-codes.txt.
lost-access-restore-title = Restore the app or the passkey.
lost-access-restore-text = Many authenticator apps and password managers keep a copy in the cloud and come back on a new device.
lost-access-session-title = Use a place that is still signed in.
lost-access-session-text = There you can see your account, and sign out everywhere else.
lost-access-ask-title = Nothing worked?
lost-access-ask-text = The people who run this service can remove your second step, once they have made sure that it’s you. Then you sign in with your password and set it up anew.
lost-access-ask-somebody = Ask whoever runs this service.
lost-access-ask-button = Ask for help
lost-access-write-to = Write to { $email }
