# Was schiefging und was jetzt zu tun ist. Ein Eintrag für jeden Fehler, mit dem der Server antworten kann.

error-malformed-request = Ihr Browser hat unvollständige Daten gesendet. Laden Sie diese Seite neu und versuchen Sie es noch einmal.
error-not-signed-in = Ihre Sitzung wurde beendet. Melden Sie sich erneut an, um fortzufahren.
error-sign-in-failed = Die E-Mail-Adresse oder das Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal.
error-session-changed = Es wurde nichts geändert, weil diese Seite in einer anderen Sitzung geöffnet wurde. Laden Sie die Seite neu.
error-requires-additional-auth = Ihre Anmeldung ist noch nicht abgeschlossen. Schließen Sie zuerst diesen Schritt ab.
error-cross-site = Die Anfrage kam von einer anderen Website, deshalb wurde nichts geändert. Versuchen Sie es auf unseren eigenen Seiten noch einmal.
error-not-found = Das wurde nicht gefunden. Möglicherweise wurde es in einem anderen Tab oder auf einem anderen Gerät entfernt.
error-unsupported-media-type = Ihr Browser hat Daten in einem Format gesendet, das wir nicht lesen können. Laden Sie diese Seite neu und versuchen Sie es noch einmal.
error-not-possible-now = Dieser Schritt ist bereits abgeschlossen. Fahren Sie mit dem Schritt fort, der auf dieser Seite angezeigt wird.
error-email-invalid = Geben Sie eine E-Mail-Adresse im Format name@example.org ein.
error-email-unavailable = Diese E-Mail-Adresse kann nicht für ein neues Konto verwendet werden. Wenn es Ihre ist, melden Sie sich stattdessen an.
error-email-unchanged = Das ist bereits Ihre E-Mail-Adresse. Geben Sie eine andere ein.
error-email-replaced = Es wurde nichts geändert, weil diese E-Mail-Adresse in einem anderen Tab oder auf einem anderen Gerät geändert wurde. Prüfen Sie die aktuelle und versuchen Sie es noch einmal.
error-password-too-short = Dieses Passwort ist zu kurz. Verwenden Sie mindestens { $minimum } Zeichen, zum Beispiel mehrere Wörter ohne Zusammenhang.
error-password-too-long = Dieses Passwort ist zu lang. Verwenden Sie höchstens { $maximum } Zeichen.
error-password-too-common = Dieses Passwort ist zu verbreitet. Wählen Sie eines, das schwerer zu erraten ist.
error-password-guessable = Dieses Passwort ist leicht zu erraten. Wählen Sie ein anderes, zum Beispiel mehrere Wörter ohne Zusammenhang.
error-password-contains-email = Dieses Passwort enthält Ihre E-Mail-Adresse. Wählen Sie ein anderes.
error-current-password-wrong = Das aktuelle Passwort ist falsch. Versuchen Sie es noch einmal.
error-name-invalid = Dieser Name kann nicht verwendet werden. Verwenden Sie 1 bis 64 Buchstaben, Ziffern oder übliche Zeichen.
error-confirmation-missing = Es wurde nichts geändert. Setzen Sie das Häkchen, um zu bestätigen.
error-mfa-invalid-code = Dieser Code ist falsch oder wurde bereits verwendet. Warten Sie auf den nächsten und prüfen Sie, ob die Uhr Ihres Smartphones richtig geht.
error-mfa-code-malformed = Ein Bestätigungscode hat sechs Ziffern. Geben Sie den Code ein, den Ihre App jetzt anzeigt.
error-mfa-clock-behind =
    { $minutes ->
        [one] Die Uhr Ihres Smartphones geht offenbar etwa 1 Minute nach. Stellen Sie die Uhrzeit auf „automatisch“ und geben Sie den nächsten Code ein.
       *[other] Die Uhr Ihres Smartphones geht offenbar etwa { $minutes } Minuten nach. Stellen Sie die Uhrzeit auf „automatisch“ und geben Sie den nächsten Code ein.
    }
error-mfa-clock-ahead =
    { $minutes ->
        [one] Die Uhr Ihres Smartphones geht offenbar etwa 1 Minute vor. Stellen Sie die Uhrzeit auf „automatisch“ und geben Sie den nächsten Code ein.
       *[other] Die Uhr Ihres Smartphones geht offenbar etwa { $minutes } Minuten vor. Stellen Sie die Uhrzeit auf „automatisch“ und geben Sie den nächsten Code ein.
    }
error-mfa-invalid-recovery-code = Dieser Ersatzcode ist falsch oder wurde bereits verwendet. Jeder Code funktioniert einmal: Versuchen Sie einen anderen.
error-mfa-recovery-code-malformed = Ein Ersatzcode hat fünf Gruppen aus je vier Buchstaben und Ziffern. Geben Sie den ganzen Code ein.
error-mfa-rate-limited = Zu viele falsche Codes. Vorerst wird kein Code akzeptiert.
error-mfa-challenge-over = Zu viele falsche Codes, deshalb wurde nichts geändert. Beginnen Sie noch einmal.
error-mfa-enrollment-over = Zu viele falsche Codes für diesen QR-Code. Beginnen Sie von vorn, um einen neuen zu erhalten.
error-mfa-locked = Zu viele falsche Codes, deshalb werden für dieses Konto keine mehr akzeptiert. Verwenden Sie einen Passkey, oder bitten Sie Ihren Administrator, die Bestätigung in zwei Schritten zurückzusetzen. Wenn Ihnen nach dem Passwort die Kontowiederherstellung angeboten wird, können Sie auch Ihr Konto wiederherstellen.
error-password-rate-limited = Zu viele falsche Passwörter für dieses Konto.
error-address-rate-limited = Zu viele Anmeldungen aus Ihrem Netzwerk.
error-busy = Gerade melden sich zu viele Personen an.
error-unavailable = Bei uns ist ein Fehler aufgetreten. Es ist nichts verloren gegangen. Versuchen Sie es in einer Minute noch einmal.
error-application-unavailable = Wir können gerade nicht prüfen, ob Sie angemeldet sind. Es wurde nichts geändert. Versuchen Sie es in einer Minute noch einmal.
error-passkey-ceremony-over = Das hat zu lange gedauert oder wurde bereits abgeschlossen. Versuchen Sie es noch einmal.
error-passkey-refused = Dieser Passkey konnte nicht bestätigt werden. Versuchen Sie es noch einmal. Wenn das nicht hilft, verwenden Sie eine andere Methode, falls verfügbar.
error-passkey-user-not-verified = Ihr Gerät hat nicht geprüft, ob Sie es sind. Richten Sie darauf Fingerabdruck, Gesicht oder PIN ein, oder verwenden Sie eine andere Methode, falls verfügbar.
error-passkey-unknown = Dieser Passkey gehört nicht zu diesem Konto oder wurde entfernt. Verwenden Sie einen anderen Passkey oder eine andere Methode, falls verfügbar.
error-passkey-already-registered = Dieser Passkey ist bereits registriert. Verwenden Sie ein anderes Gerät oder eine andere Methode, falls verfügbar.
error-passkey-limit-reached = Sie haben die maximale Anzahl an Passkeys erreicht. Entfernen Sie einen, um einen anderen hinzuzufügen.
error-passkey-cloned = Dieser Passkey wurde abgelehnt, weil er möglicherweise kopiert wurde. Verwenden Sie eine andere Methode, falls verfügbar, und entfernen Sie den Passkey dann unter „Kontosicherheit“.
error-totp-device-already-registered = Sie haben bereits eine Authenticator-App und können keine weitere hinzufügen. Um eine neue App zu verwenden, ersetzen Sie die vorhandene, oder löschen Sie zuerst das vorhandene Gerät.
error-method-disabled = Diese Methode ist ausgeschaltet. Wählen Sie eine andere.
error-enrollment-not-begun = Dieser QR-Code ist nicht mehr gültig. Beginnen Sie von vorn, um einen neuen zu erhalten.
error-last-administrator = Nach dieser Änderung könnte sich kein Administrator mehr anmelden. Machen Sie zuerst über die Befehlszeile des Servers (latchkey admin grant) eine andere Person zum Administrator, oder bitten Sie einen anderen Administrator, eine Methode einzurichten, die eingeschaltet bleibt. Versuchen Sie es dann noch einmal.
error-last-method = Ihr Konto braucht diese Methode. Ersetzen Sie sie, oder fügen Sie zuerst eine andere hinzu.
error-step-up-required = Bestätigen Sie zuerst, dass Sie es sind, und versuchen Sie es dann noch einmal.
error-recovery-codes-acknowledged = Sie haben bestätigt, dass Sie diese Codes gespeichert haben. Nur sie gelten jetzt, und sie können nicht noch einmal angezeigt werden. Wenn Sie sie nicht mehr haben, erstellen Sie neue.
error-recovery-codes-replaced = Diese Codes wurden in einem anderen Tab oder auf einem anderen Gerät ersetzt und funktionieren nicht mehr. Es wurde nichts geändert.
error-no-recovery-codes = Dieses Konto hat noch keine Ersatzcodes. Erstellen Sie sie unter „Kontosicherheit“.
error-transport = Wir konnten den Server nicht erreichen. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.
error-link-over = Dieser Link wurde verwendet oder ist abgelaufen. Fordern Sie einen neuen an.
error-confirmation-over = Das hat zu lange gedauert oder wurde bereits bestätigt. Beginnen Sie noch einmal.
error-policy-changed = Seit Sie die Richtlinie geöffnet haben, hat jemand anderes sie gespeichert. Prüfen Sie die aktuelle Richtlinie und nehmen Sie Ihre Änderung noch einmal vor.
error-reason-missing = Geben Sie einen Grund mit höchstens 300 Zeichen an.
error-second-administrator-needed = Das muss ein dritter Administrator genehmigen, und keiner kann sich anmelden. Lassen Sie es über die Befehlszeile des Servers erledigen.
error-name-taken = Dieser Name ist bereits vergeben. Wählen Sie einen anderen.
