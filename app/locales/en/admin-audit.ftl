# The audit on the dashboard.

admin-audit-lead = Every security event, newest first. Nothing here can be changed from the dashboard.
admin-audit-event = Event
admin-audit-every-event = Every event
admin-audit-person = Address or id of a person
admin-audit-from = From
admin-audit-to = To the end of
admin-audit-refused = Only what was refused
admin-audit-none = Nothing like that has happened.
admin-audit-nobody = Nobody has the address or id “{ $person }”.
admin-audit-export = Export as CSV
admin-audit-gone = a deleted account ({ $id })
admin-audit-by = by { $who }
admin-audit-by-administrator = by an administrator
admin-audit-by-operator = at the command line
admin-audit-by-application = by an application
admin-audit-seal-title = The seal
admin-audit-seal-text = Every minute, new lines are sealed in a batch that holds the hash of the one before. So whoever changes a line in the database changes every hash after it.
admin-audit-seal-none = Nothing is sealed yet.
admin-audit-sealed = Sealed up to
admin-audit-seal-note = That is the number and the hash of the newest batch. Note it down outside of this server. At its command line, the operator checks that nothing up to there has changed:
admin-audit-seal-broken = The newest batch isn’t the one that was sealed last: somebody has changed the database, or this server doesn’t have the current key file. Nothing more is sealed. The operator finds out more at the command line.
