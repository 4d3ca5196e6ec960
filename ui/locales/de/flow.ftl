# Von der Auswahl einer Methode bis zu den gespeicherten Ersatzcodes, und die Bestätigung danach.

steps-1 = Schritt 1 von 3
steps-2 = Schritt 2 von 3
steps-3 = Schritt 3 von 3

choose-title = Methode auswählen
choose-lead = Die Bestätigung in zwei Schritten schützt Ihr Konto zusätzlich zum Passwort mit etwas, das nur Sie haben.
choose-app = Authenticator-App
choose-app-text = Ein sechsstelliger Code aus einer App auf Ihrem Smartphone. Funktioniert auch offline.
choose-later = Jetzt nicht
choose-proof-heading = Wählen Sie, wie Sie bestätigen, dass Sie es sind
choose-proof-lead = Verwenden Sie die Methode, die Sie gerade zur Hand haben.
choose-app-proof = Geben Sie den sechsstelligen Code aus Ihrer Authenticator-App ein.
choose-backup-text = Wenn Sie Ersatzcodes gespeichert haben, geben Sie einen davon ein.

totp-title = Authenticator-App verbinden
totp-default-name = Authenticator-App
totp-add-heading = Authenticator-App hinzufügen
totp-replace-heading = Authenticator-App ersetzen
totp-replace-advice = Ihre bisherige App funktioniert weiter, bis Sie die neue bestätigt haben.
totp-qr = QR-Code
totp-scan = Scannen Sie diesen Code
totp-scan-text = Öffnen Sie Ihre Authenticator-App, fügen Sie ein Konto hinzu und scannen Sie diesen QR-Code.
totp-open = In Authenticator-App öffnen
totp-secret-hint = Scannen nicht möglich? Geben Sie stattdessen diesen Einrichtungsschlüssel in die App ein:
totp-copy = Schlüssel kopieren
totp-enter = Geben Sie den Code aus der App ein
totp-code-hint = Sechs Ziffern. Alle 30 Sekunden erscheint ein neuer Code.
totp-start-over = Von vorn beginnen

verify-title = Code eingeben
verify-lead = Öffnen Sie Ihre Authenticator-App und geben Sie den sechsstelligen Code für { $issuer } ein.
verify-code = Bestätigungscode
verify-button = Bestätigen
verify-different-method = Andere Methode verwenden

trust-label = In diesem Browser nicht mehr fragen
trust-hint =
    { $days ->
        [one] 1 Tag lang genügt hier Ihr Passwort zur Anmeldung. Wählen Sie das nicht auf einem gemeinsam genutzten Computer.
       *[other] { $days } Tage lang genügt hier Ihr Passwort zur Anmeldung. Wählen Sie das nicht auf einem gemeinsam genutzten Computer.
    }

step-up-confirm = Bestätigen: { $summary }
step-up-title = Bestätigen Sie, dass Sie es sind
step-up-lead = Geben Sie zum Fortfahren einen Code aus Ihrer Authenticator-App ein.
step-up-add = Um eine Authenticator-App hinzuzufügen, bestätigen Sie mit einer vorhandenen Methode, dass Sie es sind.
step-up-replace = Um Ihre Authenticator-App zu ersetzen, bestätigen Sie mit einer vorhandenen Methode, dass Sie es sind.
step-up-remove = Um eine Authenticator-App zu entfernen, bestätigen Sie, dass Sie es sind.
step-up-codes = Um neue Ersatzcodes zu erstellen, bestätigen Sie, dass Sie es sind.
step-up-second-address = Um eine zweite Adresse festzulegen oder zu entfernen, bestätigen Sie, dass Sie es sind.
step-up-password = Um Ihr Passwort festzulegen, bestätigen Sie, dass Sie es sind.
step-up-password-remove = Um Ihr Passwort zu entfernen, bestätigen Sie, dass Sie es sind.
step-up-email = Um Ihre E-Mail-Adresse zu ändern, bestätigen Sie, dass Sie es sind.
step-up-data = Um Ihre Daten herunterzuladen, bestätigen Sie, dass Sie es sind.
step-up-delete = Um Ihr Konto zu löschen, bestätigen Sie, dass Sie es sind. Ihr Konto wird danach sofort gelöscht.
step-up-policy = Um die Richtlinie zu speichern, bestätigen Sie, dass Sie es sind.
step-up-approval = Um über die Anfrage eines anderen Administrators zu entscheiden, bestätigen Sie, dass Sie es sind.
step-up-key-create = Um einen Anwendungsschlüssel zu erstellen, bestätigen Sie, dass Sie es sind.
step-up-mail = Um eine E-Mail erneut zu senden, bestätigen Sie, dass Sie es sind.
step-up-key-revoke = Um einen Anwendungsschlüssel zu widerrufen, bestätigen Sie, dass Sie es sind.
step-up-reset = Um die Bestätigung in zwei Schritten einer anderen Person zurückzusetzen, bestätigen Sie, dass Sie es sind.
step-up-end-sessions = Um alle Sitzungen einer anderen Person zu beenden, bestätigen Sie, dass Sie es sind.
step-up-stop-recovery = Um die Wiederherstellung des Kontos einer anderen Person abzubrechen, bestätigen Sie, dass Sie es sind.
step-up-disable = Um das Konto einer anderen Person zu deaktivieren, bestätigen Sie, dass Sie es sind.
step-up-enable = Um das Konto einer anderen Person zu aktivieren, bestätigen Sie, dass Sie es sind.

recovery-title = Ersatzcode eingeben
recovery-heading = Verwenden Sie einen Ihrer Ersatzcodes
recovery-lead = Ein Ersatzcode ersetzt einmal die Authenticator-App oder den Passkey. Streichen Sie ihn danach von Ihrer Liste.
recovery-code = Ersatzcode
recovery-hint = Fünf Gruppen aus je vier Zeichen. Großbuchstaben und Bindestriche sind nicht nötig.
recovery-link = Ersatzcode verwenden

recovery-codes-title = Ersatzcodes speichern
recovery-codes-lead = Wenn Sie Ihr Smartphone oder Ihren Passkey verlieren, können Sie sich mit einem dieser Codes anmelden. Bewahren Sie sie an einem anderen Ort auf: auf Papier oder in einem Passwortmanager.
recovery-codes-advice = Ihre alten Codes funktionieren weiter, bis Sie bestätigen, dass Sie diese gespeichert haben.
recovery-codes-sheet = Ersatzcodes für { $issuer }
recovery-codes-copy = Codes kopieren
recovery-codes-download = Codes herunterladen
recovery-codes-print = Codes drucken
recovery-codes-saved = Ich habe diese Codes gespeichert
recovery-codes-not-saved = Speichern Sie die Codes und setzen Sie dann das Häkchen. Sie können sie später nicht mehr ansehen.
recovery-codes-done = Fertig
recovery-codes-discard = Bisherige Codes behalten
recovery-codes-file-foot = Jeder Code funktioniert einmal. Bewahren Sie die Codes getrennt von Smartphone und Passkeys auf.

switched-off-title = Diese Methode ist ausgeschaltet
switched-off-totp = Ihr Administrator hat Authenticator-Apps ausgeschaltet. Melden Sie sich mit einem Ersatzcode an und richten Sie dann eine andere Methode ein. Wenn Sie keine Ersatzcodes haben, wenden Sie sich an Ihren Administrator.
switched-off-passkey = Ihr Administrator hat Passkeys ausgeschaltet. Melden Sie sich mit einem Ersatzcode an und richten Sie dann eine andere Methode ein. Wenn Sie keine Ersatzcodes haben, wenden Sie sich an Ihren Administrator.
switched-off-backup-code = Ersatzcode verwenden
choose-grace = Sie können diesen Schritt bis { $until } überspringen.
choose-not-now = Jetzt nicht
