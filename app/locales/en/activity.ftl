# The account's history, one line for each event.

activity-sign-up = Account created
activity-sign-in = Password accepted
activity-sign-in-application = Signed in to the application
activity-sign-in-complete = Signed in
activity-sign-in-complete-totp = Signed in with a verification code
activity-sign-in-complete-recovery-code = Signed in with a backup code
activity-sign-out = Signed out
activity-totp-added = Authenticator app added
activity-totp-replaced = Authenticator app replaced
activity-totp-renamed = Authenticator app renamed
activity-totp-removed = Authenticator app removed
activity-code-accepted = Verification code accepted
activity-code-refused = Wrong verification code
activity-code-replayed = Verification code entered a second time, refused
activity-recovery-code-used = Backup code used
activity-recovery-code-refused = Wrong backup code
activity-recovery-codes-created = New backup codes created
activity-recovery-codes-acknowledged = Backup codes saved
activity-step-up = Confirmed that it’s you
activity-session-ended = Session ended
activity-sessions-ended = All other sessions ended
activity-password-changed = Password changed
activity-password-refused = Wrong password
activity-mfa-reset = Second step reset by support
activity-administrator-granted = Made an administrator
activity-other = Something about this account changed
