# Was um jede Seite herum steht, und was Seiten gemeinsam haben.

frame-title = { $page } · { $issuer }
frame-title-failed = Problem: { $page } · { $issuer }
frame-skip = Zum Inhalt springen
frame-cancel = Abbrechen
frame-copied = Kopiert
frame-time-left = Verbleibende Zeit
frame-try-again-in = Versuchen Sie es in { $wait } noch einmal.
frame-try-now = Sie können es jetzt noch einmal versuchen.

notice-added = Ihre Authenticator-App ist eingerichtet.
notice-replaced = Ihre neue Authenticator-App ist eingerichtet. Die alte gilt nicht mehr.
notice-renamed = Der neue Name ist gespeichert.
notice-removed = Die Authenticator-App ist entfernt. Ihre Codes gelten nicht mehr.
notice-codes-saved = Ihre Ersatzcodes sind einsatzbereit.
notice-session-ended = Diese Sitzung ist beendet.
notice-sessions-ended = Alle anderen Sitzungen sind beendet. Nur dieser Browser ist noch angemeldet.
notice-password-changed = Ihr Passwort ist geändert. Andere Sitzungen sind noch angemeldet: Beenden Sie sie unten, wenn nötig.
notice-account-deleted = Ihr Konto ist gelöscht.
notice-nothing-changed = Ihre Sitzung war schon beendet, deshalb wurde nichts geändert. Melden Sie sich an und versuchen Sie es noch einmal.
notice-confirmed = Danke. Geben Sie nun beide Passwörter noch einmal ein: Wir heben sie nicht auf, während Sie bestätigen, dass Sie es sind.
