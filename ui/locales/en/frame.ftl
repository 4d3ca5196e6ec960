# What is around every page, and what pages share.

frame-title = { $page } · { $issuer }
frame-title-failed = Problem: { $page } · { $issuer }
frame-skip = Skip to content
frame-time-zone = Time zone: { $zone }
frame-cancel = Cancel
frame-copied = Copied
frame-time-left = Time left
frame-try-again-in = Try again in { $wait }.
frame-try-now = You can try again now.

notice-added = Your authenticator app is set up.
notice-replaced = Your new authenticator app is set up. The old one no longer works.
notice-renamed = The name has been changed.
notice-removed = The authenticator app has been removed. Its codes no longer work.
notice-codes-saved = Your backup codes are ready to use.
notice-session-ended = The session has ended.
notice-sessions-ended = All other sessions have ended. Only this browser is still signed in.
notice-password-changed = Your password has been changed. Your other sessions are still signed in. You can end them below.
notice-email-changed = Your email address has been changed. Sign in with the new one from now on. Your other sessions are still signed in. You can end them below.
notice-check-new-address = Check the mailbox of the new address: if the address can be used, we’ve sent a link there. Open it in this browser within 30 minutes. Until then, nothing changes.
notice-confirmation-sent = We’ve sent a link to your email address. Open it within 30 minutes.
notice-email-confirmed = Your email address is confirmed.
notice-second-address-added = Your second address is confirmed. It also gets messages about the security of your account.
notice-second-address-removed = The second address has been removed.
notice-password-reset = Your new password is set. Sign in with it.
notice-recovery-link-sent = We’ve sent a link to your email address. Open it within 30 minutes.
notice-recovery-started = The recovery has started. All addresses and open sessions of the account are told.
notice-recovery-stopped = The recovery has been stopped.
notice-account-deleted = Your account has been deleted.
notice-confirmed = Confirmed. Enter both passwords again: we don’t store them while you confirm that it’s you.
notice-confirmed-for-email = Confirmed. Enter the new email address and your password again: we don’t store them while you confirm that it’s you.
notice-checked-up = Good. We’ll ask again in half a year.
notice-checked-up-lost = Replace what you’ve lost: below, you can create new backup codes, add another method and remove one that you no longer have.
notice-confirmed-for-data = Confirmed. You can download your data now.
notice-confirmed-for-second-address = Confirmed. Enter the second address again: we don’t store it while you confirm that it’s you.
notice-nothing-changed = Your session had ended, so nothing was changed. Sign in and try again.
