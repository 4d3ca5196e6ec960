# The frame of the dashboard: its tabs and the titles of its pages.

admin-title = Dashboard
admin-policy-title = Policy
admin-preview-title = Preview changes
admin-affected-title = People affected
admin-versions-title = Policy versions
admin-version-title = Policy version
admin-people-title = People
admin-person-title = Person
admin-reset-title = Reset two-step verification
admin-end-sessions-title = End all sessions
admin-disable-title = Disable account
admin-enable-title = Enable account
admin-approvals-title = Approvals
admin-mail-title = Email
admin-keys-title = Application keys
admin-revoke-title = Revoke key
admin-recoveries-title = Recoveries
admin-stop-recovery-title = Stop recovery
admin-audit-title = Audit log
