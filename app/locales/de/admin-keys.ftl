# Die Schlüssel der Anwendungen.

admin-keys-list-title = Schlüssel
admin-keys-list-text = Mit jedem kann ein Server die Nachweise bestätigter Aktionen prüfen, und sonst nichts.
admin-keys-none = Noch keine. Server von Anwendungen, die nicht in Rust geschrieben sind, brauchen einen.
admin-keys-created = Erstellt
admin-keys-unused = Nie benutzt
admin-keys-revoke = Widerrufen
admin-keys-revoke-named = { $name } widerrufen
admin-keys-new-title = Neuer Schlüssel
admin-keys-new-text = Einer für jeden Server, damit jeder für sich widerrufen werden kann.
admin-keys-name = Name
admin-keys-name-hint = Etwa der Server, der ihn benutzen wird.
admin-keys-create = Schlüssel erstellen
admin-keys-made = Das ist der Schlüssel. Kopieren Sie ihn jetzt: Er wird nicht noch einmal gezeigt.
admin-keys-made-text = Bewahren Sie ihn dort auf, wo Ihr Server seine Geheimnisse hat. Wer ihn hat, kann Nachweise verbrauchen, die ihm vorliegen.
admin-keys-use-title = Einen Schlüssel benutzen
admin-keys-use-text = Bevor der Server tut, was bestätigt wurde, fragt er, ob der Nachweis zählt. Damit ist er verbraucht.
admin-revoke-heading = { $name } widerrufen?
admin-revoke-text = Der Server, der diesen Schlüssel benutzt, kann danach keinen Nachweis mehr prüfen, und was er schützt, wird abgelehnt. Das lässt sich nicht rückgängig machen; ein neuer Schlüssel lässt sich jederzeit erstellen.
notice-key-revoked = Der Schlüssel ist widerrufen.
