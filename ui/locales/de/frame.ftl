# Was um jede Seite herum steht, und was Seiten gemeinsam haben.

frame-title = { $page } · { $issuer }
frame-title-failed = Problem: { $page } · { $issuer }
frame-skip = Zum Inhalt springen
frame-time-zone = Zeitzone: { $zone }
frame-cancel = Abbrechen
frame-copied = Kopiert
frame-time-left = Verbleibende Zeit
frame-try-again-in = Versuchen Sie es in { $wait } noch einmal.
frame-try-now = Sie können es jetzt noch einmal versuchen.

notice-added = Ihre Authenticator-App ist eingerichtet.
notice-replaced = Ihre neue Authenticator-App ist eingerichtet. Die alte funktioniert nicht mehr.
notice-renamed = Der Name wurde geändert.
notice-removed = Die Authenticator-App wurde entfernt. Ihre Codes funktionieren nicht mehr.
notice-codes-saved = Ihre Ersatzcodes sind einsatzbereit.
notice-session-ended = Die Sitzung wurde beendet.
notice-sessions-ended = Alle anderen Sitzungen wurden beendet. Nur dieser Browser ist noch angemeldet.
notice-password-changed = Ihr Passwort wurde geändert. Ihre anderen Sitzungen sind noch angemeldet. Sie können sie unten beenden.
notice-email-changed = Ihre E-Mail-Adresse wurde geändert. Melden Sie sich künftig mit der neuen an. Ihre anderen Sitzungen sind noch angemeldet. Sie können sie unten beenden.
notice-check-new-address = Sehen Sie im Postfach der neuen Adresse nach: Wenn sie verwendet werden kann, haben wir einen Link dorthin gesendet. Öffnen Sie ihn in diesem Browser innerhalb von 30 Minuten. Bis dahin ändert sich nichts.
notice-confirmation-sent = Wir haben einen Link an Ihre E-Mail-Adresse gesendet. Öffnen Sie ihn innerhalb von 30 Minuten.
notice-email-confirmed = Ihre E-Mail-Adresse ist bestätigt.
notice-second-address-added = Ihre zweite Adresse ist bestätigt. Sie erhält auch Nachrichten zur Sicherheit Ihres Kontos.
notice-second-address-removed = Die zweite Adresse wurde entfernt.
notice-password-reset = Ihr neues Passwort ist festgelegt. Melden Sie sich damit an.
notice-recovery-link-sent = Wir haben einen Link an Ihre E-Mail-Adresse gesendet. Öffnen Sie ihn innerhalb von 30 Minuten.
notice-recovery-started = Die Wiederherstellung hat begonnen. Alle Adressen und offenen Sitzungen des Kontos werden benachrichtigt.
notice-recovery-stopped = Die Wiederherstellung wurde abgebrochen.
notice-account-deleted = Ihr Konto wurde gelöscht.
notice-confirmed = Bestätigt. Geben Sie beide Passwörter noch einmal ein: Wir speichern sie nicht, während Sie bestätigen, dass Sie es sind.
notice-confirmed-for-email = Bestätigt. Geben Sie die neue E-Mail-Adresse und Ihr Passwort noch einmal ein: Wir speichern sie nicht, während Sie bestätigen, dass Sie es sind.
notice-checked-up = Gut. Wir fragen in einem halben Jahr wieder.
notice-checked-up-lost = Ersetzen Sie, was Ihnen fehlt: Unten können Sie neue Ersatzcodes erstellen, eine weitere Methode hinzufügen und eine entfernen, die Sie nicht mehr haben.
notice-confirmed-for-data = Bestätigt. Sie können Ihre Daten jetzt herunterladen.
notice-confirmed-for-second-address = Bestätigt. Geben Sie die zweite Adresse noch einmal ein: Wir speichern sie nicht, während Sie bestätigen, dass Sie es sind.
notice-nothing-changed = Ihre Sitzung war schon beendet, deshalb wurde nichts geändert. Melden Sie sich an und versuchen Sie es noch einmal.
