# The policy on the dashboard.

admin-policy-defaults = This is the default policy. It hasn’t been changed yet.
admin-policy-saved = Version { $number }, saved by { $author } { $when }.
admin-policy-saved-by-operator = Version { $number }, saved from the command line { $when }.
admin-policy-before = Previous version
admin-policy-undo = Undo this change
admin-policy-changed = { $what }: from “{ $old }” to “{ $new }”
admin-policy-operator = from the command line
admin-older = Older

admin-policy-methods-title = Methods
admin-policy-methods-text = The methods people can use for two-step verification. A method that is turned off is no longer accepted, even from people who have it.
admin-policy-totp = Allow authenticator apps
admin-policy-totp-codes = Backup codes for people with an authenticator app
admin-policy-max-apps = Maximum authenticator apps per person
admin-policy-passkey = Allow passkeys
admin-policy-passkey-codes = Backup codes for people with a passkey
admin-policy-max-passkeys = Maximum passkeys per person

admin-policy-enrollment-title = Enrollment
admin-policy-enrollment-text = When people must set up two-step verification.
admin-policy-enroll-signup = Require enrollment at sign-in
admin-policy-enroll-signup-text = New people enroll at sign-up. People who aren’t enrolled yet do so at their next sign-in.
admin-policy-enroll-action = Require enrollment before a protected action
admin-policy-enroll-action-text = People can sign in without enrolling. They enroll when they first use an action listed below.
admin-policy-enroll-none = Don’t require enrollment
admin-policy-enroll-none-text = People can enroll if they want to. A protected action can still require it.
admin-policy-grace = Last day to skip enrollment (UTC)
admin-policy-grace-hint = For “Require enrollment at sign-in”. Through this day, people can choose “Not now” and sign in with only their password. Leave it empty if no one may skip enrollment.
admin-policy-no-grace = Can’t be skipped

admin-policy-proof-title = Verification
admin-policy-proof-text = When people who are enrolled must complete two-step verification.
admin-policy-session-based = Require verification at every sign-in
admin-policy-session-based-text = If this is off, verification is required only before protected actions and changes to account security.
admin-policy-step-up = How long a verification is valid for account changes
admin-policy-step-up-text = In seconds, from 1 to 86,400. Five minutes are 300 seconds.
admin-policy-recovery-title = Account recovery
admin-policy-recovery-text = For people who know their password and can read their email, but have lost all methods and backup codes.
admin-policy-recovery-hours = Waiting time for account recovery
admin-policy-recovery-hours-text = In hours, from 24 to 720. Three days are 72 hours. 0 means that no account can be recovered this way.

admin-policy-trust = Days a browser can be trusted
admin-policy-trust-text = From 1 to 90; 0 turns this off. People can then check “Don’t ask again on this browser” when they sign in. Until the days are over, their password is enough there. Administrators are always asked, and so is everyone before account changes and protected actions.
admin-policy-trust-days =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }
admin-policy-trust-ended =
    { $count ->
        [one] 1 trusted browser is no longer trusted after saving
       *[other] { $count } trusted browsers are no longer trusted after saving
    }

admin-policy-actions-title = Protected actions
admin-policy-actions-text = Actions in your applications that need their own verification. The names come from your applications. To remove an action, clear its name.
admin-policy-action-new = New action
admin-policy-action-name = Action name, such as transfer.create
admin-policy-action-description = Description shown to people
admin-policy-action-token = Uses per verification
admin-policy-single-use = One use
admin-policy-time-bound = Unlimited uses until it expires
admin-policy-action-lifetime = Verification expires after (seconds)
admin-policy-action-required = People who aren’t enrolled must enroll first
admin-policy-action = Action { $name }
admin-policy-action-absent = Not protected

admin-policy-preview = Preview changes
admin-policy-preview-hint = Nothing is saved yet. First, you’ll see who is affected.
admin-policy-edit = Continue editing
admin-policy-rebased = Version { $number } of the policy was saved after you opened it. Your draft isn’t saved yet. It is compared with version { $number }: saving it also undoes changes of that version that your draft doesn’t have. Check them first.
admin-policy-nothing = There are no changes to save. This is the same as the current policy.
admin-policy-changes = Changes
admin-policy-changes-text = Compared with the current policy.
admin-policy-what = Setting
admin-policy-now = Current policy
admin-policy-then = New policy
admin-policy-this-version = This version
admin-policy-on = On
admin-policy-off = Off
admin-policy-affected = Who is affected
admin-policy-affected-text = Counted over { $accounts } accounts, disabled accounts not included.
admin-policy-from-to =
    { $before ->
        [one] 1 person now, { $after } after saving
       *[other] { $before } people now, { $after } after saving
    }
admin-policy-enroll = Must enroll at sign-in
admin-policy-enroll-for-action = Must enroll before a protected action
admin-policy-prove = Must verify at every sign-in
admin-policy-need-code = Can sign in only with a backup code, because their methods are turned off
admin-policy-locked-out = Locked out, because their methods are turned off and they have no backup codes
admin-policy-who = Show people affected after saving
admin-policy-more = and { $count } more
admin-policy-all = Show all
admin-policy-affected-people = { $count ->
    [one] 1 person after saving
   *[other] { $count } people after saving
}
admin-affected-enroll = Must enroll at sign-in
admin-affected-enroll-for-action = Must enroll before a protected action
admin-affected-prove = Must verify at every sign-in
admin-affected-need-code = Can sign in only with a backup code
admin-affected-locked-out = Locked out
admin-policy-affected-nobody = No one is affected after saving.
admin-policy-affected-back = Back to the preview
admin-policy-locks-out =
    { $count ->
        [one] This locks out 1 person who can sign in now.
       *[other] This locks out { $count } people who can sign in now.
    }
admin-policy-confirm = To continue, enter the number of people who will be locked out: { $count }
admin-policy-save-title = Save policy
admin-policy-save-text = The new policy takes effect immediately, including for people who are signed in.
admin-policy-save = Save policy
admin-policy-reason-hint = Saved with this version of the policy.
admin-reason = Reason

admin-version-named = Version { $number }
admin-version-defaults = Default policy
admin-version-about = Saved by { $author } on { $when }.
admin-version-about-by-operator = Saved from the command line on { $when }.
admin-version-compared = Changes since this version
admin-version-compared-text = This version compared with the current policy.
admin-version-same = This version is the same as the current policy.
admin-version-restore = Restore this version

admin-policy-error-number = Enter a whole number in each number field.
admin-policy-error-day = Enter a valid date for the last day to skip enrollment.
admin-policy-error-no-device = Allow at least one authenticator app per person, or turn off authenticator apps.
admin-policy-error-no-passkey = Allow at least one passkey per person, or turn off passkeys.
admin-policy-error-step-up = A verification for account changes must be valid for 1 to 86,400 seconds.
admin-policy-error-trust = The days for trusted browsers must be 0 to 90. 0 turns them off.
admin-policy-unrecoverable = { $count ->
    [one] 1 account couldn’t be recovered, because its address isn’t confirmed.
   *[other] { $count } accounts couldn’t be recovered, because their addresses aren’t confirmed.
}
admin-policy-recoveries = { $count ->
    [one] 1 recovery is in progress. It keeps the waiting time that it started with, unless it is stopped.
   *[other] { $count } recoveries are in progress. They keep the waiting time that they started with, unless they are stopped.
}
admin-policy-error-recovery = The waiting time for account recovery must be 24 to 720 hours, or 0.
admin-policy-error-too-many-actions = The policy can have at most 100 actions.
admin-policy-error-action-name = An action name must have 1 to 64 lowercase letters, digits, dots, hyphens or underscores. A description can have at most 200 characters.
admin-policy-error-action-twice = Two actions have the same name. Each name must be different.
admin-policy-error-lifetime = A verification for an action must be valid for 1 to 86,400 seconds.
admin-policy-error-action-without-method = An action requires enrollment, but no method is turned on. Turn on a method, or don’t require enrollment for any action.

notice-policy-saved = The policy has been saved.
