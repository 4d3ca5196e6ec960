# People on the dashboard, and what is told to them.

admin-people-search = Address or name begins with
admin-people-show = Show
admin-people-everybody = Everybody
admin-people-administrators = Administrators
admin-people-disabled = Disabled accounts
admin-people-unenrolled = Without a second step
admin-people-few-codes = Low on backup codes
admin-people-no-codes = Without backup codes
admin-people-find = Find
admin-people-none = Nobody is called “{ $search }…” among these.
admin-people-none-disabled = No account is disabled.
admin-people-none-unenrolled = Everybody has a second step.
admin-people-none-few-codes = Nobody is running out of backup codes.
admin-people-none-no-codes = Everybody with a second step has backup codes.
admin-people-administrator = Administrator
admin-people-is-disabled = Disabled
admin-people-since = Account since
admin-people-apps =
    { $count ->
        [one] 1 authenticator app
       *[other] { $count } authenticator apps
    }
admin-people-passkeys =
    { $count ->
        [one] 1 passkey
       *[other] { $count } passkeys
    }
admin-people-nothing = No second step
admin-pages = Pages
admin-previous = Previous
admin-next = Next

admin-person-disabled-since = disabled
admin-person-waits = Too many wrong codes: the next one is looked at in { $wait }. A passkey isn’t held up.
admin-person-locked = A hundred wrong codes in a row: no code is looked at any more. A reset helps, or a passkey.
admin-person-approval = “{ $what }”, asked for by { $who }, waits for another administrator.
admin-person-methods = Second steps
admin-person-methods-text = What this person can prove themselves with.
admin-person-no-codes = No backup codes.
admin-person-codes = { $left } of { $total } backup codes left.
admin-person-help = Help
admin-person-help-text = Each asks for a reason, and the person is told at the next sign-in.
admin-person-oneself = This is you.
admin-person-is-administrator = This is an administrator: another administrator has to approve it.
admin-person-sessions = Sessions
admin-person-sessions-text = Where this account is signed in.
admin-person-activity-title = Recent activity
admin-person-activity-text = What happened to this account, newest first.
admin-person-no-sessions = Not signed in anywhere.

admin-help-heading = { $what }: { $who }
admin-help-reason-hint = Kept in the audit, and shown to the person.
admin-reset-text = All apps, passkeys and backup codes of this account are taken away, the count of wrong codes is cleared, and all sessions end. At the next sign-in the password leads to a new enrollment. Make sure by other means that you know who is asking. This can’t be undone.
admin-end-sessions-text = Wherever this account is signed in, it is signed out. The person can sign in again at once.
admin-disable-text = All sessions end, and nobody can sign in to this account until it is enabled again.
admin-enable-text = The account can be signed in to again, with everything that it had.

admin-approvals-waiting =
    { $count ->
        [one] 1 waits for you
       *[other] { $count } wait for you
    }
admin-approvals-none = Nothing waits for a decision.
admin-approvals-open = Waiting
admin-approvals-open-text = What one administrator wants to do to another. A third one decides, within a day.
admin-approvals-over = Past
admin-approvals-over-text = The last thirty days.
admin-approvals-asked = { $who } asked
admin-approvals-approved = Approved by { $who }.
admin-approvals-refused = Refused by { $who }.
admin-approvals-withdrawn = Withdrawn by { $who }.
admin-approvals-expired = Nobody decided in time.
admin-approvals-concerns-you = It concerns you: others decide.
admin-approvals-approve = Approve
admin-approvals-approve-named = Approve: { $what }
admin-approvals-refuse = Refuse
admin-approvals-refuse-named = Refuse: { $what }
admin-approvals-withdraw = Withdraw
admin-approvals-withdraw-named = Withdraw: { $what }

told-title = An administrator changed something about your account
told-reset = { $when }: your second steps and backup codes were taken away and you were signed out everywhere. The reason given: { $reason }
told-end-sessions = { $when }: you were signed out everywhere. The reason given: { $reason }
told-disable = { $when }: your account was disabled. The reason given: { $reason }
told-enable = { $when }: your account was enabled again. The reason given: { $reason }
told-if-not = If you know nothing about this, change your password and ask your administrator.
told-seen = Got it

notice-approval-requested = It waits for another administrator’s approval, for a day at most.
notice-approval-granted = Approved and done.
notice-approval-refused = Refused.
notice-approval-withdrawn = Withdrawn.
notice-person-reset = The second step is reset, and all sessions are ended.
notice-person-sessions-ended = All sessions are ended.
notice-person-disabled = The account is disabled, and all its sessions are ended.
notice-person-enabled = The account is enabled again.
