# The audit log on the dashboard.

admin-audit-lead = All security events, newest first. Events can’t be changed from the dashboard.
admin-audit-event = Event
admin-audit-every-event = All events
admin-audit-person = Email address or ID
admin-audit-from = From (UTC)
admin-audit-to = Through (UTC)
admin-audit-refused = Show refused events only
admin-audit-none = No events match these filters.
admin-audit-nobody = No account has the email address or ID “{ $person }”.
admin-audit-export = Export as CSV
admin-audit-gone = a deleted account ({ $id })
admin-audit-by = by { $who }
admin-audit-by-administrator = by an administrator
admin-audit-by-server = automatically
admin-audit-by-operator = from the command line
admin-audit-by-application = by an application
admin-audit-seal-title = Tamper protection
admin-audit-seal-text = Every minute, new events are sealed in a batch that contains the hash of the previous batch. If a sealed event is changed in the database, the hashes no longer match.
admin-audit-seal-none = No events are sealed yet.
admin-audit-sealed = Sealed up to
admin-audit-seal-note = This is the number and hash of the newest batch. Keep a copy outside of this server. To check later that no event up to this batch has changed, run this command on the server:
admin-audit-seal-broken = The newest batch doesn’t match the batch that was sealed last. Either the database was changed, or this server doesn’t have the current key file. No further events are sealed. To find the cause, run this command on the server:
