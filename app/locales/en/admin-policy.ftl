# The policy on the dashboard.

admin-policy-defaults = The defaults hold: nobody has changed the policy yet.
admin-policy-saved = Version { $number }, saved by { $author } { $when }.
admin-policy-before = What it was before
admin-policy-undo = Undo
admin-policy-changed = { $what }: from “{ $old }” to “{ $new }”
admin-policy-operator = the operator
admin-older = Older

admin-policy-methods-title = Methods
admin-policy-methods-text = What people can have as their second step. What is switched off isn’t accepted any more, also from those who have it.
admin-policy-totp = Authenticator apps
admin-policy-totp-codes = Backup codes for whoever has an app
admin-policy-max-apps = Apps per person
admin-policy-passkey = Passkeys
admin-policy-passkey-codes = Backup codes for whoever has a passkey
admin-policy-max-passkeys = Passkeys per person

admin-policy-enrollment-title = Enrollment
admin-policy-enrollment-text = When somebody without a second step has to set one up.
admin-policy-enroll-signup = Before anything else
admin-policy-enroll-signup-text = At sign-up, and at the next sign-in of everybody who has none.
admin-policy-enroll-action = Before a protected action
admin-policy-enroll-action-text = Everybody gets in. The first action from the list below makes them set one up.
admin-policy-enroll-none = Never
admin-policy-enroll-none-text = Who wants to, does. An action can still demand it.
admin-policy-grace = Can be put off until the end of
admin-policy-grace-hint = For “before anything else”. Until that day (UTC) people can say “Not now”, and their password is all that protects them.
admin-policy-no-grace = Can’t be put off

admin-policy-proof-title = Proof
admin-policy-proof-text = When somebody who has a second step is asked for it.
admin-policy-session-based = At every sign-in
admin-policy-session-based-text = Otherwise only before protected actions and changes to the account’s security.
admin-policy-step-up = How long a proof counts for changes to the account, in seconds
admin-policy-step-up-text = From 1 to 86,400. Five minutes are 300.

admin-policy-actions-title = Protected actions
admin-policy-actions-text = What your applications protect with a proof of its own. The names are theirs. To remove one, empty its name.
admin-policy-action-new = Another action
admin-policy-action-name = Name, such as transfer.create
admin-policy-action-description = What people read
admin-policy-action-token = A proof counts
admin-policy-single-use = once
admin-policy-time-bound = as often as needed
admin-policy-action-lifetime = for so many seconds
admin-policy-action-required = Whoever has no second step sets one up first
admin-policy-action = Action { $name }
admin-policy-action-absent = Not protected

admin-policy-preview = Preview the change
admin-policy-preview-hint = Nothing is saved yet: first you see whom it touches.
admin-policy-edit = Back to the form
admin-policy-nothing = Nothing is different from the policy in force.
admin-policy-changes = What changes
admin-policy-changes-text = Compared with the policy in force.
admin-policy-what = Setting
admin-policy-now = Now
admin-policy-then = After the change
admin-policy-this-version = This version
admin-policy-on = On
admin-policy-off = Off
admin-policy-touched = Whom it touches
admin-policy-touched-text = Of { $accounts } accounts that aren’t disabled.
admin-policy-from-to =
    { $before ->
        [one] 1 person now, { $after } after it
       *[other] { $before } people now, { $after } after it
    }
admin-policy-enroll = have to set up a second step
admin-policy-enroll-for-action = have to set up a second step before a protected action
admin-policy-prove = are asked for it at every sign-in
admin-policy-need-code = have only methods that are switched off, and get in by a backup code
admin-policy-locked-out = have only methods that are switched off and no backup code: they are locked out
admin-policy-who = Who after the change
admin-policy-more = and { $count } more
admin-policy-all = All of them
admin-policy-touched-people = { $count ->
    [one] 1 person after the change
   *[other] { $count } people after the change
}
admin-touched-enroll = Who has to set up a second step
admin-touched-enroll-for-action = Who has to set up a second step before a protected action
admin-touched-prove = Who is asked for the second step at every sign-in
admin-touched-need-code = Who gets in by a backup code alone
admin-touched-locked-out = Who is locked out
admin-policy-touched-nobody = Nobody after the change.
admin-policy-touched-back = Back to the preview
admin-policy-locks-out =
    { $count ->
        [one] This locks out 1 person who gets in now.
       *[other] This locks out { $count } people who get in now.
    }
admin-policy-confirm = To go ahead, type how many are locked out: { $count }
admin-policy-save-title = Save
admin-policy-save-text = It holds from the next request on, also for people who are signed in.
admin-policy-save = Save the policy
admin-policy-reason-hint = Kept with the version.
admin-reason = Reason

admin-version-named = Version { $number }
admin-version-defaults = Before the first version
admin-version-about = Saved by { $author } on { $when }.
admin-version-compared = What is different now
admin-version-compared-text = On the left what this version says, on the right the policy in force.
admin-version-same = This version says the same as the policy in force.
admin-version-restore = Restore this version

admin-policy-error-number = One of the numbers is missing, or isn’t a number.
admin-policy-error-day = The day until which enrollment can be put off isn’t a day.
admin-policy-error-no-device = People need at least one app. To have no apps at all, switch off authenticator apps.
admin-policy-error-no-passkey = People need at least one passkey. To have no passkeys at all, switch off passkeys.
admin-policy-error-step-up = A proof has to count for 1 to 86,400 seconds.
admin-policy-error-too-many-actions = There can be 100 actions at most.
admin-policy-error-action-name = The name of an action has 1 to 64 small letters, digits, dots, dashes and underscores; what people read, 200 characters at most.
admin-policy-error-action-twice = There is an action twice.
admin-policy-error-lifetime = A proof for an action has to count for 1 to 86,400 seconds.
admin-policy-error-action-without-method = An action makes people set up a second step, but no method is switched on that they could set up.

notice-policy-saved = The policy is saved.
