# How many accounts are enrolled: the first page of the dashboard.

admin-adoption-title = Adoption
admin-adoption-lead = How many accounts are enrolled, where enrollment stops, and how many verifications are refused. Updated
admin-adoption-now = Current enrollment
admin-adoption-now-text = { $accounts ->
    [one] One account, disabled accounts not included.
   *[other] { $accounts } accounts, disabled accounts not included.
}
admin-adoption-what = Status
admin-adoption-accounts = Accounts
admin-adoption-share = Share
admin-adoption-enrolled = Enrolled
admin-adoption-apps = Authenticator app
admin-adoption-passkeys = Passkey
admin-adoption-unenrolled = Not enrolled
admin-adoption-few-codes = Low on backup codes (1 to 3 left)
admin-adoption-no-codes = Enrolled, no backup codes
admin-adoption-see-unenrolled = Show accounts that aren’t enrolled
admin-adoption-see-no-codes = Show accounts without backup codes
admin-adoption-see-few-codes = Show accounts low on backup codes
admin-adoption-period = Period
admin-adoption-days = { $days } days
admin-adoption-over-time = Enrollment over time
admin-adoption-over-time-text = Share of accounts enrolled at the end of each day (UTC). Days without data are left out.
admin-adoption-over-time-from-to = Enrolled: { $before } on { $first }, { $after } on { $last }.
admin-adoption-over-time-one = Enrolled: { $share } on { $day }.
admin-adoption-over-time-none = No accounts were enrolled in this period.
admin-adoption-day = Day
admin-adoption-numbers = Show as a table
admin-adoption-funnel = Enrollment funnel
admin-adoption-funnel-text = How many sign-ins reached each step of enrollment, and how many completed it. Switching to another method counts as a drop-off from the first one.
admin-adoption-funnel-most = Most drop-offs: “{ $step }”, { $stopped } of { $reached }.
admin-adoption-funnel-nobody = No drop-offs in this period.
admin-adoption-funnel-none = No one started to enroll in this period.
admin-adoption-passage = { $reached } reached, { $left } completed
admin-adoption-step = Step
admin-adoption-step-choose = Choose a method
admin-adoption-step-app = Set up authenticator app
admin-adoption-step-passkey = Create passkey
admin-adoption-step-codes = Save backup codes
admin-adoption-reached = Reached
admin-adoption-left = Completed
admin-adoption-stopped = Dropped off
admin-adoption-trouble = Refused verifications
admin-adoption-trouble-text = Codes and passkeys that were refused, and how often too many wrong codes led to a wait or a lock.
admin-adoption-refused = Refused
admin-adoption-refused-most = Refused: { $count } in total, most on { $day }: { $most }.
admin-adoption-refused-none = No verifications were refused in this period.
admin-adoption-waits = Waits
admin-adoption-stops = Locks
admin-adoption-codes-used = Backup codes used
admin-adoption-sign-ins = Sign-ins
admin-adoption-export = Export as CSV

share-of-nobody = –
share-percent = { $percent }%
share-below = < { $percent }%
share-above = > { $percent }%
