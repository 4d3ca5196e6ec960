# Der Rahmen des Dashboards: ihre Reiter und die Titel ihrer Seiten.

admin-title = Dashboard
admin-policy-title = Richtlinie
admin-preview-title = Vorschau der Änderungen
admin-affected-title = Betroffene Personen
admin-versions-title = Versionen der Richtlinie
admin-version-title = Version der Richtlinie
admin-people-title = Personen
admin-person-title = Person
admin-reset-title = Bestätigung in zwei Schritten zurücksetzen
admin-end-sessions-title = Alle Sitzungen beenden
admin-disable-title = Konto deaktivieren
admin-enable-title = Konto aktivieren
admin-approvals-title = Genehmigungen
admin-mail-title = E-Mail
admin-keys-title = Anwendungsschlüssel
admin-revoke-title = Schlüssel widerrufen
admin-recoveries-title = Wiederherstellungen
admin-stop-recovery-title = Wiederherstellung abbrechen
admin-audit-title = Audit-Protokoll
