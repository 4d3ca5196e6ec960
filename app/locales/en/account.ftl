# The account security page and the pages behind it.

security-title = Account security
security-lead = How you prove that you are { $email }.
security-failed-codes = { $count } wrong codes were entered since your last visit. If that wasn’t you, somebody knows your password: change it.
security-after-backup-code =
    { $remaining ->
        [0] You used your last backup code. Make new ones below. If you have lost a device, replace the app or the passkey that was on it, and end all other sessions if somebody else may have it.
        [one] You used a backup code, and 1 is left. If you have lost a device, replace the app or the passkey that was on it below, and end all other sessions if somebody else may have it.
       *[other] You used a backup code, and { $remaining } are left. If you have lost a device, replace the app or the passkey that was on it below, and end all other sessions if somebody else may have it.
    }

security-app-title = Authenticator app
security-app-text = Gives the six-digit code that you enter after your password.
security-app-none = None yet. Any app for six-digit codes will do, and it works without a network.
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
security-codes-text = For the day your phone or your passkey is out of reach. Each works once.
security-codes-count = { $remaining } of { $total }
security-codes-left = codes left
security-codes-few = Only a few are left. Make new ones while you can still sign in without them.
security-codes-new = New backup codes

security-password-title = Password
security-password-text = Long, and used nowhere else.
security-password-note = We first ask you to confirm that it’s you.

security-sessions-title = Sessions
security-sessions-text = Every browser that is signed in now.
security-sessions-this = This one
security-sessions-half = Not confirmed yet
security-sessions-since = Signed in
security-sessions-seen = Last seen
security-sessions-end = End
security-sessions-end-named = End { $device }
security-sessions-end-others = End all other sessions

security-activity-title = Other recent activity
security-activity-text = Attempts to sign in, and sessions that ended.
security-changes-title = Changes to your account
security-changes-text = Methods, backup codes, password, and each time that you confirmed it was you. If something here wasn’t you, end the other sessions and change your password.
security-changes-all = All changes
security-activity-all = All activity
activity-title = Account activity
activity-everything-lead = What happened to your account, newest first.
activity-changes-lead = Changes to methods, backup codes and password, and each time that you confirmed it was you. Newest first.
activity-show-everything = Show all activity
activity-show-changes = Show changes only
activity-older = Older activity
activity-none = Nothing here.
activity-back = Back to account security
activity-with-detail = { $what }: { $detail }
activity-repeated = { $what }, { $times } times
activity-last-from = last from { $place }

security-delete = Delete account
security-delete-text = Removes your email, your password and your second steps.
security-delete-note = There is no way back.

rename-title = Rename authenticator app
rename-name = Name
rename-hint = For your eyes only, so that you recognise it.
rename-button = Save

remove-title = Remove authenticator app
remove-heading = Remove { $name }?
remove-lead = Its codes stop working at once. Your backup codes go with your last method.
remove-named = Remove { $name }

password-title = Change password
password-lead = Other sessions stay signed in. You can end them afterwards.
password-current = Current password
password-new = New password
password-button = Change password
password-proof-lead = To protect your account, we first ask you to confirm that it’s you.
password-proof-button = Continue

delete-title = Delete your account?
delete-lead = This can’t be undone. What goes with it:
delete-credentials = your email and your password
delete-factors = your authenticator apps, passkeys and backup codes
delete-history = your sessions, everywhere you are signed in
delete-confirm = Yes, delete { $email } for good
