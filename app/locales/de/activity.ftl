# Die Geschichte des Kontos, eine Zeile für jedes Ereignis.

activity-sign-up = Konto angelegt
activity-sign-in = Passwort angenommen
activity-sign-in-application = In der Anwendung angemeldet
activity-sign-in-complete = Angemeldet
activity-sign-in-complete-totp = Mit einem Bestätigungscode angemeldet
activity-sign-in-complete-recovery-code = Mit einem Ersatzcode angemeldet
activity-sign-out = Abgemeldet
activity-totp-added = Authenticator-App hinzugefügt
activity-totp-replaced = Authenticator-App ersetzt
activity-totp-renamed = Authenticator-App umbenannt
activity-totp-removed = Authenticator-App entfernt
activity-code-accepted = Bestätigungscode angenommen
activity-code-refused = Falscher Bestätigungscode
activity-code-replayed = Bestätigungscode ein zweites Mal eingegeben, abgelehnt
activity-recovery-code-used = Ersatzcode verwendet
activity-recovery-code-refused = Falscher Ersatzcode
activity-recovery-codes-created = Neue Ersatzcodes erstellt
activity-recovery-codes-acknowledged = Ersatzcodes gespeichert
activity-step-up = Bestätigt, dass Sie es sind
activity-session-ended = Sitzung beendet
activity-sessions-ended = Alle anderen Sitzungen beendet
activity-password-changed = Passwort geändert
activity-password-refused = Falsches Passwort
activity-mfa-reset = Zweiter Schritt vom Support zurückgesetzt
activity-administrator-granted = Zum Administrator gemacht
activity-other = Etwas an diesem Konto wurde geändert
