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
