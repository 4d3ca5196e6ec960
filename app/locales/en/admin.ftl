# The frame of the dashboard: its tabs and the titles of its pages.

admin-title = Dashboard
admin-policy-title = Policy
admin-preview-title = Preview of the change
admin-touched-title = Whom the change touches
admin-versions-title = Policy versions
admin-version-title = Version of the policy
admin-people-title = People
admin-person-title = Person
admin-reset-title = Reset the second step
admin-end-sessions-title = End all sessions
admin-disable-title = Disable the account
admin-enable-title = Enable the account
admin-approvals-title = Approvals
admin-keys-title = Application keys
admin-revoke-title = Revoke the key
admin-audit-title = Audit
