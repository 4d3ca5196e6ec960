# People on the dashboard, and the notices they get.

admin-people-search = Email address or name
admin-people-search-hint = Any part, at least 3 characters. 1 or 2 characters match the beginning.
admin-people-show = Show
admin-people-everybody = Everyone
admin-people-administrators = Administrators
admin-people-disabled = Disabled accounts
admin-people-unenrolled = Not enrolled
admin-people-few-codes = Low on backup codes
admin-people-no-codes = Without backup codes
admin-people-find = Search
admin-people-none = No one found for “{ $search }” with this filter.
admin-people-none-disabled = No accounts are disabled.
admin-people-none-unenrolled = Everyone is enrolled.
admin-people-none-few-codes = No one is low on backup codes.
admin-people-none-no-codes = Everyone who is enrolled has backup codes.
admin-people-administrator = Administrator
admin-people-is-disabled = Disabled
admin-people-since = Account created
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
admin-people-nothing = Not enrolled
admin-pages = Pages
admin-previous = Previous
admin-next = Next

admin-person-disabled-since = disabled
admin-person-waits = Too many wrong codes. The next code can be entered in { $wait }. Passkeys still work.
admin-person-locked = Locked after 100 wrong codes in a row. Signing in takes a passkey or a reset of two-step verification.
admin-person-locked-recovery = Locked after 100 wrong codes in a row. Signing in takes a passkey or a reset of two-step verification. The person may also be able to recover the account, with their password and email.
admin-person-approval = “{ $what }”, requested by { $who }, is waiting for approval by another administrator.
admin-person-methods = Methods
admin-person-methods-text = How this person completes two-step verification.
admin-person-no-password = No password: this person signs in with a passkey.
admin-person-no-codes = No backup codes.
admin-person-codes = { $left } of { $total } backup codes left.
admin-person-help = Actions
admin-person-help-text = Each action needs a reason. The person sees it at the next sign-in.
admin-person-oneself = This is your own account. Manage it under
admin-person-is-administrator = This person is an administrator, so another administrator must approve this.
admin-person-sessions = Sessions
admin-person-sessions-text = Where this account is signed in.
admin-person-activity-title = Recent activity
admin-person-activity-text = Everything that happened to this account, newest first.
admin-person-no-sessions = No active sessions.

admin-action-heading = { $what }: { $who }
admin-action-reason-hint = Recorded in the audit log and shown to the person.
admin-reset-text = This removes all authenticator apps, passkeys and backup codes from the account, clears its count of wrong codes and ends all its sessions. Until the person enrolls again, their password alone is enough to sign in. Check their identity first. This can’t be undone.
admin-reset-text-no-password = This removes all passkeys, authenticator apps and backup codes from the account, clears its count of wrong codes and ends all its sessions. The account has no password: to sign in again, the person first sets one with “Forgot your password?”. Until they enroll again, this password alone is enough to sign in. Check their identity first. This can’t be undone.
admin-end-sessions-text = This signs the person out everywhere. They can sign in again immediately.
admin-disable-text = This ends all sessions. No one can sign in to this account until it is enabled again.
admin-enable-text = The person can sign in again. Their methods and backup codes are unchanged.

admin-approvals-waiting =
    { $count ->
        [one] 1 waiting for you
       *[other] { $count } waiting for you
    }
admin-approvals-none = No requests are waiting for approval.
admin-approvals-open = Waiting for approval
admin-approvals-open-text = An action on another administrator’s account needs a third administrator’s approval within one day. If there are only two, use the server’s command line.
admin-approvals-over = History
admin-approvals-over-text = Requests from the last 30 days.
admin-approvals-asked = Requested by { $who }
admin-approvals-approved = Approved by { $who }.
admin-approvals-refused = Rejected by { $who }.
admin-approvals-withdrawn = Withdrawn by { $who }.
admin-approvals-expired = Expired without a decision.
admin-approvals-concerns-you = You can’t decide on a request about yourself.
admin-approvals-approve = Approve
admin-approvals-approve-named = Approve: { $what }
admin-approvals-effect-reset = If you approve, all methods and backup codes of this account are removed immediately, and all its sessions end. This can’t be undone.
admin-approvals-effect-end-sessions = If you approve, all sessions of this account end immediately.
admin-approvals-effect-disable = If you approve, the account is disabled immediately, and all its sessions end.
admin-approvals-effect-enable = If you approve, the person can sign in again immediately.
admin-approvals-refuse = Reject
admin-approvals-refuse-named = Reject: { $what }
admin-approvals-withdraw = Withdraw
admin-approvals-withdraw-named = Withdraw: { $what }

told-title = An administrator changed your account
told-reset = { $when }: your authenticator apps, passkeys and backup codes were removed, and you were signed out everywhere. Reason: { $reason }
told-end-sessions = { $when }: you were signed out everywhere. Reason: { $reason }
told-disable = { $when }: your account was disabled. Reason: { $reason }
told-enable = { $when }: your account was enabled. Reason: { $reason }
told-change-email = { $when }: your email address was changed. Reason: { $reason }
told-if-not = If you didn’t expect this, change your password and contact your administrator.
told-seen = Got it

notice-approval-requested = Approval requested. Another administrator must approve it within one day.
notice-approval-granted = The request has been approved and carried out.
notice-approval-refused = The request has been rejected.
notice-approval-withdrawn = The request has been withdrawn.
notice-person-reset = Two-step verification has been reset, and all sessions have ended.
notice-person-sessions-ended = All sessions have ended.
notice-person-disabled = The account has been disabled, and all its sessions have ended.
notice-person-recovery-stopped = The recovery has been stopped, and all sessions of the account have ended.
notice-person-enabled = The account has been enabled.
