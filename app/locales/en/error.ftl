# What went wrong, and what to do next. One sentence group for every error the server can answer with.

error-malformed-request = What your browser sent was incomplete. Reload this page and try again.
error-not-signed-in = Your session has ended. Sign in again to go on.
error-sign-in-failed = We don’t know this combination of email and password. Check both and try again.
error-session-changed = Nothing was changed: this page was opened for another sign-in. Reload the page.
error-requires-additional-auth = You haven’t finished signing in yet. Finish the step on this page first.
error-cross-site = This came from another website, so nothing was changed. Do it again from our own pages.
error-not-found = We couldn’t find that. It may have been removed in another tab or on another device.
error-unsupported-media-type = What your browser sent was in a form we don’t read. Reload this page and try again.
error-not-possible-now = That step is already over. Go on with what this page shows now.
error-email-invalid = This doesn’t look like an email address. It should look like name@example.org.
error-email-unavailable = This email address can’t be used for a new account. If it is yours, sign in instead.
error-password-too-short = This password is too short. Use at least { $minimum } characters; a few words in a row are easy to remember.
error-password-too-long = This password is too long. Use at most { $maximum } characters.
error-password-too-common = This password is on the lists that attackers try first. Choose another one.
error-password-guessable = This password is easy to guess. Choose a less regular one, such as a few words that have nothing to do with each other.
error-password-contains-email = This password contains your email address. Choose one that doesn’t.
error-current-password-wrong = The current password is wrong. Enter it again.
error-name-invalid = This name can’t be used. Choose one of 1 to 64 ordinary characters.
error-confirmation-missing = Nothing has been changed. Tick the box first, to show that you mean it.
error-mfa-invalid-code = This code is wrong or was used before. Wait until your app shows the next code and enter that one. If it fails again, set your phone’s clock to automatic.
error-mfa-code-malformed = A verification code has six digits. Enter the one that your app shows now.
error-mfa-clock-behind =
    { $minutes ->
        [one] Your phone’s clock seems about 1 minute behind. Set it to automatic, then enter the next code.
       *[other] Your phone’s clock seems about { $minutes } minutes behind. Set it to automatic, then enter the next code.
    }
error-mfa-clock-ahead =
    { $minutes ->
        [one] Your phone’s clock seems about 1 minute ahead. Set it to automatic, then enter the next code.
       *[other] Your phone’s clock seems about { $minutes } minutes ahead. Set it to automatic, then enter the next code.
    }
error-mfa-invalid-recovery-code = This backup code is wrong or was used before. Each code works once: try the next one on your list.
error-mfa-recovery-code-malformed = A backup code has five groups of four letters and digits. Check that you have entered all of it.
error-mfa-rate-limited = There were too many wrong codes in a row.
error-mfa-challenge-over = There were too many wrong codes, so nothing was done. Start again from here.
error-mfa-enrollment-over = There were too many wrong codes for this QR code. Start over to get a new one.
error-mfa-locked = There were so many wrong codes in a row that we no longer accept any for this account. Use a passkey if you have one; else ask support to reset your account.
error-password-rate-limited = There were too many wrong passwords for this account.
error-address-rate-limited = There are too many sign-ins from your network right now.
error-busy = A lot of people are signing in right now.
error-unavailable = Something isn’t working on our side. Nothing is lost: try again in a minute.
error-passkey-ceremony-over = That took too long, or was already answered. Try again.
error-passkey-refused = This passkey’s answer couldn’t be accepted. Try again; if it fails again, use a different method.
error-passkey-user-not-verified = Your device didn’t check that it’s you. Set up a fingerprint, a face or a PIN on it, or use a different method.
error-passkey-unknown = This passkey doesn’t belong to this account, or was removed from it. Choose another passkey, or use a different method.
error-passkey-already-registered = This passkey is already registered. Use another device, or a different method.
error-passkey-limit-reached = You already have as many passkeys as are allowed. Remove one that you no longer use, then add this one.
error-passkey-cloned = This passkey may have been copied, so it was refused. Use a different method, then remove the passkey on the page “Account security”.
error-totp-device-already-registered = You already have an authenticator app. To add another one, delete the existing device first, or choose “Replace authenticator app”.
error-method-disabled = This method is switched off here. Choose another one.
error-enrollment-not-begun = This QR code is no longer valid. Start over to get a new one.
error-last-administrator = After this, no administrator could sign in any more. Make another person an administrator first, or have one set up a method that is accepted.
error-last-method = This is your only second step, and your account needs one. Replace it, or add another one first.
error-step-up-required = Confirm that it’s you first, then do this again.
error-recovery-codes-acknowledged = You have confirmed that you saved these codes, so we can’t show them again. If you don’t have them any more, create new ones.
error-recovery-codes-replaced = The codes that you saw have been replaced by newer ones, in another tab or on another device. They don’t work any more; nothing was changed.
error-no-recovery-codes = There are no backup codes for this account yet. Create some on the page “Account security”.
error-transport = We couldn’t reach the server. Check your connection and try again.
error-confirmation-over = This has taken too long, or was confirmed already. Start again with what you wanted to do.
error-policy-changed = Somebody else saved the policy in the meantime. Look at what it is now, then make your change again.
error-reason-missing = Say why, in up to 300 characters.
error-second-administrator-needed = This concerns an administrator: another one has to approve it.
error-name-taken = There is one with this name already. Choose another name.
