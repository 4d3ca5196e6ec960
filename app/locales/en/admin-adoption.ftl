# How far the second step has come: the first page of the dashboard.

admin-adoption-title = Adoption
admin-adoption-lead = Who has a second step, where people stop on the way to one, and what goes wrong. Counted
admin-adoption-now = Now
admin-adoption-now-text = { $accounts ->
    [one] One account, disabled ones left out.
   *[other] { $accounts } accounts, disabled ones left out.
}
admin-adoption-what = What they have
admin-adoption-accounts = Accounts
admin-adoption-share = Share
admin-adoption-enrolled = Any second step
admin-adoption-apps = Authenticator app
admin-adoption-passkeys = Passkey
admin-adoption-unenrolled = None yet
admin-adoption-few-codes = One to three backup codes left
admin-adoption-no-codes = A second step, but no backup codes
admin-adoption-see-unenrolled = Who has none
admin-adoption-see-no-codes = Who has no backup codes
admin-adoption-see-few-codes = Who is low on backup codes
admin-adoption-period = Period
admin-adoption-days = { $days } days
admin-adoption-over-time = Over time
admin-adoption-over-time-text = The share of accounts that have a second step, at the end of each day (UTC). Days on which nobody counted are left out.
admin-adoption-over-time-from-to = Any second step: from { $before } on { $first } to { $after } on { $last }.
admin-adoption-over-time-one = Any second step: { $share } on { $day }.
admin-adoption-over-time-none = Nobody had a second step on these days.
admin-adoption-day = Day
admin-adoption-numbers = Show the numbers
admin-adoption-funnel = Enrollment, step by step
admin-adoption-funnel-text = How many sign-ins came to each step of the enrollment, and how many of them got it done. Whoever changes to another method stopped at the first.
admin-adoption-funnel-most = Most stopped at “{ $step }”: { $stopped } of { $reached }.
admin-adoption-funnel-nobody = Nobody stopped on the way.
admin-adoption-funnel-none = Nobody came to set up a second step on these days.
admin-adoption-passage = { $reached } came, { $left } went on
admin-adoption-step = Step
admin-adoption-step-choose = Choose a method
admin-adoption-step-app = Set up an app
admin-adoption-step-passkey = Make a passkey
admin-adoption-step-codes = Save backup codes
admin-adoption-reached = Came
admin-adoption-left = Went on
admin-adoption-stopped = Stopped here
admin-adoption-trouble = What goes wrong
admin-adoption-trouble-text = Second steps that were refused, and people who had to wait or were stopped after too many of them.
admin-adoption-refused = Refused
admin-adoption-refused-most = Refused: { $count } in all, most of them on { $day }: { $most }.
admin-adoption-refused-none = No second step was refused on these days.
admin-adoption-waits = Had to wait
admin-adoption-stops = Stopped
admin-adoption-codes-used = Backup codes used
admin-adoption-sign-ins = Sign-ins
admin-adoption-export = Download as CSV

share-of-nobody = –
share-percent = { $percent }%
share-below = < { $percent }%
share-above = > { $percent }%
