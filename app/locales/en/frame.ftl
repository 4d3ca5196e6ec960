# What is around every page, and what pages share.

frame-title = { $page } · { $issuer }
frame-title-failed = Problem: { $page } · { $issuer }
frame-skip = Skip to content
frame-cancel = Cancel
frame-copied = Copied
frame-time-left = Time left
frame-try-again-in = Try again in { $wait }.
frame-try-now = You can try again now.

notice-added = Your authenticator app is set up.
notice-replaced = Your new authenticator app is set up. The old one no longer works.
notice-renamed = The new name is saved.
notice-removed = The authenticator app is removed. Its codes no longer work.
notice-codes-saved = Your backup codes are ready to use.
notice-session-ended = That session is ended.
notice-sessions-ended = All other sessions are ended. Only this browser is still signed in.
notice-password-changed = Your password is changed. Other sessions are still signed in: end them below if you need to.
notice-account-deleted = Your account is deleted.
notice-nothing-changed = Your session had ended, so nothing was changed. Sign in and try again.
notice-confirmed = Thank you. Now enter both passwords once more: we don’t keep them while you confirm that it’s you.
