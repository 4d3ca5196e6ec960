# Von der Wahl eines zweiten Schritts bis zu den gespeicherten Ersatzcodes, und danach seine Bestätigung.

steps-1 = Schritt 1 von 3
steps-2 = Schritt 2 von 3
steps-3 = Schritt 3 von 3

choose-title = Wählen Sie einen zweiten Schritt
choose-lead = Von jetzt an gehört zum Anmelden etwas, das nur Sie haben. Ihr Passwort allein genügt nicht mehr.
choose-app = Authenticator-App
choose-app-text = Ein sechsstelliger Code aus einer App auf Ihrem Telefon. Das geht auch ohne Netz.
choose-later = Jetzt nicht
choose-proof-heading = Wählen Sie, wie Sie bestätigen, dass Sie es sind
choose-proof-lead = Nehmen Sie, was Sie gerade zur Hand haben.
choose-app-proof = Der sechsstellige Code aus der App auf Ihrem Telefon.
choose-backup-text = Einer der zehn Codes, die Sie gespeichert haben.

totp-title = Verbinden Sie Ihre Authenticator-App
totp-add-heading = Authenticator-App hinzufügen
totp-replace-heading = Authenticator-App ersetzen
totp-replace-advice = Ihre jetzige App gilt weiter, bis Sie die neue bestätigt haben.
totp-qr = QR-Code
totp-scan = Scannen Sie diesen Code
totp-scan-text = Öffnen Sie Ihre Authenticator-App, fügen Sie ein Konto hinzu und richten Sie die Kamera auf den Code.
totp-open = In Authenticator-App öffnen
totp-secret-hint = Scannen geht nicht? Geben Sie stattdessen diesen Schlüssel in die App ein:
totp-copy = Schlüssel kopieren
totp-enter = Geben Sie den Code ein, den sie zeigt
totp-code-hint = Sechs Ziffern. Alle 30 Sekunden erscheint ein neuer Code.
totp-start-over = Von vorn beginnen

verify-title = Geben Sie Ihren Code ein
verify-lead = Öffnen Sie Ihre Authenticator-App und tippen Sie die sechs Ziffern ab, die sie für { $issuer } zeigt.
verify-code = Bestätigungscode
verify-button = Bestätigen
verify-different-method = Andere Methode verwenden

step-up-confirm = Bestätigen: { $summary }
step-up-title = Bestätigen Sie, dass Sie es sind
step-up-lead = Geben Sie einen Code aus Ihrer Authenticator-App ein, um fortzufahren.
step-up-add = Sie möchten eine Authenticator-App hinzufügen. Bestätigen Sie mit dem, was schon eingerichtet ist, dass Sie es sind.
step-up-replace = Sie möchten Ihre Authenticator-App ersetzen. Bestätigen Sie mit dem, was jetzt eingerichtet ist, dass Sie es sind.
step-up-remove = Sie möchten eine Authenticator-App entfernen. Bestätigen Sie, dass Sie es sind.
step-up-codes = Sie möchten neue Ersatzcodes erstellen. Bestätigen Sie, dass Sie es sind.
step-up-password = Sie möchten Ihr Passwort ändern. Bestätigen Sie, dass Sie es sind.
step-up-delete = Sie möchten Ihr Konto löschen. Bestätigen Sie, dass Sie es sind, und es ist gelöscht.
step-up-policy = Sie möchten eine neue Richtlinie speichern. Bestätigen Sie, dass Sie es sind.
step-up-approval = Sie möchten über die Anfrage einer anderen Person mit Administratorrechten entscheiden. Bestätigen Sie, dass Sie es sind.
step-up-key-create = Sie möchten einen Anwendungsschlüssel erstellen. Bestätigen Sie, dass Sie es sind.
step-up-key-revoke = Sie möchten einen Anwendungsschlüssel widerrufen. Bestätigen Sie, dass Sie es sind.
step-up-reset = Sie möchten die zweistufige Anmeldung einer Person zurücksetzen. Bestätigen Sie, dass Sie es sind.
step-up-end-sessions = Sie möchten eine Person überall abmelden. Bestätigen Sie, dass Sie es sind.
step-up-disable = Sie möchten das Konto einer Person deaktivieren. Bestätigen Sie, dass Sie es sind.
step-up-enable = Sie möchten das Konto einer Person wieder aktivieren. Bestätigen Sie, dass Sie es sind.

recovery-title = Geben Sie einen Ersatzcode ein
recovery-heading = Verwenden Sie einen Ihrer gespeicherten Codes
recovery-lead = Er tritt einmal an die Stelle von Telefon oder Passkey. Streichen Sie ihn danach von Ihrer Liste.
recovery-code = Ersatzcode
recovery-hint = Fünf Vierergruppen. Großschreibung und Striche spielen keine Rolle.
recovery-link = Ersatzcode verwenden

recovery-codes-title = Speichern Sie Ihre Ersatzcodes
recovery-codes-lead = Wenn Telefon oder Passkey verloren gehen, kommen Sie mit einem dieser Codes hinein. Bewahren Sie sie getrennt davon auf: auf Papier oder in einem Passwortmanager.
recovery-codes-advice = Ihre alten Codes gelten weiter, bis Sie bestätigen, dass Sie diese gespeichert haben.
recovery-codes-sheet = Ersatzcodes für { $issuer }
recovery-codes-copy = Codes kopieren
recovery-codes-download = Codes herunterladen
recovery-codes-print = Codes drucken
recovery-codes-saved = Ich habe diese Codes gespeichert
recovery-codes-not-saved = Speichern Sie zuerst die Codes und setzen Sie dann das Häkchen. Später können Sie sie nicht mehr ansehen.
recovery-codes-done = Fertig
recovery-codes-file-foot = Jeder Code gilt einmal. Bewahren Sie sie getrennt von Telefon und Passkeys auf.

switched-off-title = Diese Methode gilt nicht mehr
switched-off-totp = Authenticator-Apps wurden von Ihrer Verwaltung abgeschaltet. Mit einem Ersatzcode kommen Sie noch hinein und wählen dann etwas anderes. Ohne einen fragen Sie Ihre Verwaltung.
switched-off-passkey = Passkeys wurden von Ihrer Verwaltung abgeschaltet. Mit einem Ersatzcode kommen Sie noch hinein und wählen dann etwas anderes. Ohne einen fragen Sie Ihre Verwaltung.
switched-off-backup-code = Ersatzcode verwenden
choose-grace = Bis { $day } können Sie das verschieben.
choose-not-now = Jetzt nicht
