# The account security page and the pages behind it.

security-title = Account security
security-lead = Manage how you sign in as { $email }.
security-failed-codes = { $count } wrong codes were entered since your last visit. If this wasn’t you, someone knows your password. Change it now.
security-failed-codes-by-mail = { $count } wrong codes were entered since your last visit. If this wasn’t you, someone may read your email. Change the password of your mailbox now.
security-after-backup-code =
    { $remaining ->
        [0] You used your last backup code. Create new ones below. If you lost a device, replace its authenticator app or passkey. If someone else may have the device, also end all other sessions.
        [one] You used a backup code. You have 1 left. If you lost a device, replace its authenticator app or passkey below. If someone else may have the device, also end all other sessions.
       *[other] You used a backup code. You have { $remaining } left. If you lost a device, replace its authenticator app or passkey below. If someone else may have the device, also end all other sessions.
    }

security-app-title = Authenticator app
security-app-text = Generates the six-digit codes that you enter after your password.
security-app-none = No authenticator app yet. Any app for six-digit codes works, even offline.
security-app-added = Added
security-app-used = Last used
security-rename = Rename
security-rename-named = Rename { $name }
security-remove = Remove
security-replace = Replace authenticator app
security-replace-one = Replace
security-replace-named = Replace { $name }
security-add = Add authenticator app

security-codes-title = Backup codes
security-codes-text = For signing in without your authenticator app or passkey. Each code works once.
security-codes-count = { $remaining } of { $total }
security-codes-left = codes left
security-codes-few = You are low on backup codes or have none left. Create new ones now.
security-codes-new = New backup codes

security-email-title = Email address
security-email-text = The address you sign in with.

security-email-unconfirmed = Your address isn’t confirmed. We send no messages about the security of your account to it.
security-email-confirm = Send link
security-second-title = Second address
security-second-text = Also gets messages about the security of your account. You can’t sign in or reset your password with it.
security-second-none = No second address yet.
security-second-change = Change second address
security-second-remove = Remove second address

security-password-title = Password
security-password-text = Use a long password that you don’t use anywhere else.
security-password-none = Password: none.
security-password-ways = Without a password, your account needs two ways to sign in: two passkeys, or a passkey, backup codes and a confirmed email address.
security-password-remove = Remove password
security-password-remove-text = Sign in with passkeys only. Your other sessions will end.
security-too-few-ways = Your account has only one way to sign in. If you lose it, you’re locked out. Add another passkey or a password.
security-proof-note = You may first be asked to confirm that it’s you.
proof-first-button = Continue

security-sessions-title = Sessions
security-sessions-text = Browsers that are signed in to your account.
security-sessions-this = This browser
security-sessions-half = Sign-in not finished
security-sessions-since = Signed in
security-sessions-begun = Sign-in started
security-sessions-seen = Last seen
security-sessions-end = End
security-sessions-end-named = End session: { $device }
security-sessions-end-others = End all other sessions

security-trusted-title = Trusted browsers
security-trusted-text =
    { $days ->
        [one] Where your password is enough to sign in, for 1 day. If you end this, or all other sessions, you are asked for two-step verification again, and so are sessions that began this way.
       *[other] Where your password is enough to sign in, for up to { $days } days. If you end this, or all other sessions, you are asked for two-step verification again, and so are sessions that began this way.
    }
security-trusted-none = No trusted browsers. To add one, check “Don’t ask again on this browser” when you sign in.
security-trusted-first = First used
security-trusted-last = Last used
security-trusted-since = Trusted
security-trusted-until = Until
security-trusted-end = End
security-trusted-end-named = End trust in { $browser }
security-trusted-end-all = End all trust

security-activity-title = Other recent activity
security-activity-text = Sign-in attempts and ended sessions.
security-changes-title = Changes to your account
security-changes-text = Changes to your email address, password, methods and backup codes, and each time you confirmed that it was you. If something here wasn’t you, remove what isn’t yours, change your password, then end all other sessions.
security-changes-all = Show all changes
security-activity-all = Show all activity
activity-title = Account activity
activity-everything-lead = Everything that happened to your account, newest first.
activity-changes-lead = Changes to your email address, password, methods and backup codes, and each time you confirmed that it was you. Newest first.
activity-show-everything = Show all activity
activity-show-changes = Show changes only
activity-older = Older activity
activity-none = No activity yet.
activity-back = Back to account security
activity-with-detail = { $what }: { $detail }
activity-repeated = { $what }, { $times } times
activity-last-from = last from { $place }
activity-erased = erased
activity-erased-place = personal data erased

check-up-with-codes = Do you still have your backup codes and your authenticator app or passkey?
check-up-methods = Do you still have all your methods for two-step verification?
check-up-yes = Yes
check-up-no = No
security-data = Your data
security-data-text = Everything that is stored about your account, as a file.
security-delete = Delete account
security-delete-text = Deletes your email address, password, methods and backup codes.
security-delete-note = This can’t be undone.

rename-title = Rename authenticator app
rename-name = Name
rename-hint = Choose a name that helps you recognize it.
rename-button = Save

remove-title = Remove authenticator app
remove-heading = Remove { $name }?
remove-lead = Its codes stop working immediately. If this is your only method, your backup codes are also deleted.
remove-named = Remove { $name }

email-title = Change email address
email-lead = You sign in with { $email }. Your other sessions stay signed in. You can end them afterwards.
email-new = New email address
email-hint = Check for typos. From now on, you’ll sign in with this address.
email-hint-by-mail = We’ll send a link to this address. Your address changes once you open it where you’re signed in and confirm.
email-app = Your authenticator app will keep showing the old email address. Its codes still work.
email-button = Change email address
email-unavailable = This email address can’t be used. Enter a different one.
email-proof-lead = To change your email address, first confirm that it’s you.

second-address-title = Set second address
second-address-lead = Messages about the security of your account are also sent to this address, so that you get them even if you lose access to the first one.
second-address-hint = We’ll send a link to this address. It counts once you open the link where you’re signed in and confirm.
second-address-button = Send link
second-address-proof-lead = To set a second address, first confirm that it’s you.

password-title = Change password
password-lead = Your other sessions stay signed in. You can end them afterwards.
password-due = A recovery of your account was stopped. Someone else may know your password, so choose a new one to continue.
password-due-proof-lead = A recovery of your account was stopped. Someone else may know your password, so choose a new one to continue. First confirm that it’s you.
password-current = Current password
password-new = New password
password-button = Change password
password-proof-lead = To change your password, first confirm that it’s you.
password-add-title = Add a password
password-add-lead = You can then sign in with it, too, together with one of your methods.
password-add-proof-lead = To add a password, first confirm that it’s you.

data-title = Download your data
data-lead = The file contains everything that is stored about your account:
data-proof-lead = The file contains everything that is stored about your account. First, confirm that it’s you.
data-account = your email addresses and settings
data-methods = the names of your methods and when you used them, but no secrets and no codes
data-sessions = your sessions and browsers
data-activity = your activity, and the messages sent to you
data-care = Anyone with this file can see where and when you signed in. Keep it safe, or delete it after reading. You also get a message about the download, if your email address is confirmed.
data-download = Download
delete-title = Delete your account?
delete-lead = This can’t be undone. It permanently deletes:
delete-credentials = your email address and password, and your second address if you have one
delete-factors = your authenticator apps, passkeys and backup codes
delete-history = all your sessions and trusted browsers, on every device
delete-kept = The audit log keeps what happened to the account, with its ID, the time and the method. Network addresses, browsers and names are erased from it after about 10 minutes, but not from backups and server logs.
delete-confirm = Yes, permanently delete { $email }
