# The frame of the dashboard: its tabs and the titles of its pages.

admin-title = Verwaltung
admin-policy-title = Richtlinie
admin-preview-title = Vorschau der Änderung
admin-touched-title = Wen die Änderung trifft
admin-versions-title = Fassungen der Richtlinie
admin-version-title = Fassung der Richtlinie
admin-people-title = Personen
admin-person-title = Person
admin-reset-title = Zweiten Schritt zurücksetzen
admin-end-sessions-title = Alle Sitzungen beenden
admin-disable-title = Konto sperren
admin-enable-title = Konto entsperren
admin-approvals-title = Freigaben
admin-keys-title = Anwendungsschlüssel
admin-revoke-title = Schlüssel widerrufen
admin-audit-title = Protokoll
