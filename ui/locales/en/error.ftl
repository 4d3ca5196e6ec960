# What went wrong, and what to do next. One sentence group for every error the server can answer with.

error-malformed-request = Your browser sent incomplete data. Reload this page and try again.
error-not-signed-in = Your session has ended. Sign in again to continue.
error-sign-in-failed = The email address or password is wrong. Check both and try again.
error-session-changed = Nothing was changed, because this page was opened in another session. Reload the page.
error-requires-additional-auth = You haven’t finished signing in. Complete this step first.
error-cross-site = The request came from another website, so nothing was changed. Try again from our own pages.
error-not-found = We couldn’t find this. It may have been removed in another tab or on another device.
error-unsupported-media-type = Your browser sent data in a format we can’t read. Reload this page and try again.
error-not-possible-now = This step is already finished. Continue with the one shown on this page.
error-email-invalid = Enter an email address in the format name@example.org.
error-email-unavailable = This email address can’t be used for a new account. If it is yours, sign in instead.
error-email-unchanged = This is already your email address. Enter a different one.
error-email-replaced = Nothing was changed, because this email address was changed in another tab or on another device. Check the current one and try again.
error-password-too-short = This password is too short. Use at least { $minimum } characters, such as several unrelated words.
error-password-too-long = This password is too long. Use at most { $maximum } characters.
error-password-too-common = This password is too common. Choose one that is harder to guess.
error-password-guessable = This password is easy to guess. Choose another one, such as several unrelated words.
error-password-contains-email = This password contains your email address. Choose one that doesn’t.
error-current-password-wrong = The current password is wrong. Try again.
error-name-invalid = This name can’t be used. Use 1 to 64 letters, digits or common characters.
error-confirmation-missing = Nothing was changed. Check the box to confirm.
error-mfa-invalid-code = This code is wrong or was already used. Wait for the next one, and check that your phone’s clock is right.
error-mfa-code-malformed = A verification code has six digits. Enter the code your app shows now.
error-mfa-clock-behind =
    { $minutes ->
        [one] Your phone’s clock seems about 1 minute behind. Set the time automatically and enter the next code.
       *[other] Your phone’s clock seems about { $minutes } minutes behind. Set the time automatically and enter the next code.
    }
error-mfa-clock-ahead =
    { $minutes ->
        [one] Your phone’s clock seems about 1 minute ahead. Set the time automatically and enter the next code.
       *[other] Your phone’s clock seems about { $minutes } minutes ahead. Set the time automatically and enter the next code.
    }
error-mfa-invalid-recovery-code = This backup code is wrong or was already used. Each code works once: try another one.
error-mfa-recovery-code-malformed = A backup code has five groups of four letters and digits. Enter the whole code.
error-mfa-rate-limited = Too many wrong codes. No code is accepted for now.
error-mfa-challenge-over = Too many wrong codes, so nothing was changed. Start again.
error-mfa-enrollment-over = Too many wrong codes for this QR code. Start over to get a new one.
error-mfa-locked = Too many wrong codes, so codes are no longer accepted for this account. Use a passkey, or ask your administrator to reset your two-step verification. If account recovery is offered after you sign in with your password, you can also recover your account.
error-password-rate-limited = Too many wrong passwords for this account.
error-address-rate-limited = Too many sign-ins from your network.
error-busy = Too many people are signing in right now.
error-unavailable = Something went wrong on our side. Nothing is lost. Try again in a minute.
error-application-unavailable = We can’t check right now whether you are signed in. Nothing was changed. Try again in a minute.
error-passkey-ceremony-over = This took too long or was already completed. Try again.
error-passkey-refused = This passkey couldn’t be verified. Try again. If that doesn’t help, use a different method if one is available.
error-passkey-user-not-verified = Your device didn’t check that it’s you. Set up a fingerprint, face or PIN on it, or use a different method if one is available.
error-passkey-unknown = This passkey doesn’t belong to this account or was removed. Use another passkey or a different method if one is available.
error-passkey-already-registered = This passkey is already registered. Use another device or a different method if one is available.
error-passkey-limit-reached = You have reached the maximum number of passkeys. Remove one to add another.
error-passkey-cloned = This passkey was refused because it may have been copied. Use a different method if one is available, then remove the passkey under “Account security”.
error-totp-device-already-registered = You already have an authenticator app, and no more can be added. To use a new one, replace the app, or delete the existing device first.
error-method-disabled = This method is turned off. Choose another one.
error-enrollment-not-begun = This QR code is no longer valid. Start over to get a new one.
error-last-administrator = After this change, no administrator could sign in. First make someone else an administrator at the server’s command line (latchkey admin grant), or have another administrator set up a method that stays turned on. Then try again.
error-last-method = Your account needs this method. Replace it or add another one first.
error-step-up-required = Confirm that it’s you first, then try again.
error-recovery-codes-acknowledged = You have confirmed that you saved these codes. They are the ones that work now, and can’t be shown again. If you no longer have them, create new ones.
error-recovery-codes-replaced = These codes were replaced in another tab or on another device and no longer work. Nothing was changed.
error-no-recovery-codes = This account has no backup codes yet. Create them under “Account security”.
error-transport = We couldn’t reach the server. Check your connection and try again.
error-link-over = This link was used or has expired. Ask for a new one.
error-confirmation-over = This has taken too long or was already confirmed. Start again.
error-policy-changed = Someone else has saved the policy since you opened it. Check the current policy and make your change again.
error-reason-missing = Enter a reason of up to 300 characters.
error-second-administrator-needed = This takes a third administrator’s approval, and none can sign in. Have it done at the server’s command line.
error-name-taken = This name is already used. Choose another one.
