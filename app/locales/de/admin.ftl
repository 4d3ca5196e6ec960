# Der Rahmen der Verwaltung: ihre Reiter und die Titel ihrer Seiten.

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
admin-disable-title = Konto deaktivieren
admin-enable-title = Konto wieder aktivieren
admin-approvals-title = Freigaben
admin-keys-title = Anwendungsschlüssel
admin-revoke-title = Schlüssel widerrufen
admin-audit-title = Protokoll
