# Die Schlüssel der Anwendungen.

admin-keys-list-title = Schlüssel
admin-keys-list-text = Mit einem Anwendungsschlüssel kann ein Server die Token bestätigter Aktionen prüfen. Weitere Rechte gibt er nicht.
admin-keys-none = Noch keine Schlüssel. Ein Server, der nicht in Rust geschrieben ist, braucht einen, um Token zu prüfen.
admin-keys-created = Erstellt
admin-keys-unused = Nie verwendet
admin-keys-revoke = Widerrufen
admin-keys-revoke-named = { $name } widerrufen
admin-keys-new-title = Neuer Schlüssel
admin-keys-new-text = Erstellen Sie für jeden Server einen eigenen Schlüssel, damit Sie jeden einzeln widerrufen können.
admin-keys-name = Name
admin-keys-name-hint = Zum Beispiel der Server, der den Schlüssel verwenden wird.
admin-keys-create = Schlüssel erstellen
admin-keys-made = Kopieren Sie Ihren Schlüssel jetzt. Er wird nicht noch einmal angezeigt.
admin-keys-made-text = Bewahren Sie ihn bei den anderen Geheimnissen Ihres Servers auf. Wer den Schlüssel hat, kann Token verbrauchen, die ihm vorliegen.
admin-keys-use-title = Token prüfen
admin-keys-use-text = Bevor der Server eine bestätigte Aktion ausführt, sendet er diese Anfrage. Ein einmalig gültiges Token ist danach verbraucht.
admin-revoke-heading = { $name } widerrufen?
admin-revoke-text = Der Server, der diesen Schlüssel verwendet, kann keine Token mehr prüfen, deshalb werden seine geschützten Aktionen abgelehnt. Das kann nicht rückgängig gemacht werden, aber Sie können jederzeit einen neuen Schlüssel erstellen.
notice-mail-retried = Die E-Mail wird erneut gesendet.
notice-key-revoked = Der Schlüssel wurde widerrufen.
