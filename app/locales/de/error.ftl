# Was schiefging und was jetzt zu tun ist. Ein Eintrag für jeden Fehler, mit dem der Server antworten kann.

error-malformed-request = Ihr Browser hat unvollständige Angaben geschickt. Laden Sie diese Seite neu und versuchen Sie es noch einmal.
error-not-signed-in = Ihre Sitzung ist beendet. Melden Sie sich wieder an, um fortzufahren.
error-sign-in-failed = Diese Kombination aus E-Mail-Adresse und Passwort kennen wir nicht. Prüfen Sie beides und versuchen Sie es noch einmal.
error-session-changed = Es wurde nichts geändert: Diese Seite gehört zu einer anderen Anmeldung. Laden Sie die Seite neu.
error-requires-additional-auth = Ihre Anmeldung ist noch nicht abgeschlossen. Schließen Sie zuerst den Schritt auf dieser Seite ab.
error-cross-site = Diese Anfrage kam von einer fremden Website, deshalb wurde nichts geändert. Führen Sie die Aktion bitte auf unseren eigenen Seiten aus.
error-not-found = Das konnten wir nicht finden. Vielleicht wurde es in einem anderen Tab oder auf einem anderen Gerät entfernt.
error-unsupported-media-type = Ihr Browser hat die Angaben in einer Form geschickt, die wir nicht lesen. Laden Sie diese Seite neu und versuchen Sie es noch einmal.
error-not-possible-now = Dieser Schritt ist bereits erledigt. Machen Sie mit dem weiter, was diese Seite jetzt zeigt.
error-email-invalid = Das sieht nicht nach einer E-Mail-Adresse aus. Sie sollte so aussehen: name@example.org.
error-email-unavailable = Mit dieser E-Mail-Adresse lässt sich kein neues Konto anlegen. Wenn es Ihre ist, melden Sie sich stattdessen an.
error-password-too-short = Dieses Passwort ist zu kurz. Nehmen Sie mindestens { $minimum } Zeichen; einige Wörter hintereinander merkt man sich leicht.
error-password-too-long = Dieses Passwort ist zu lang. Nehmen Sie höchstens { $maximum } Zeichen.
error-password-too-common = Dieses Passwort steht auf den Listen, die Angreifer zuerst durchprobieren. Wählen Sie ein anderes.
error-password-guessable = Dieses Passwort ist leicht zu erraten. Wählen Sie ein weniger regelmäßiges, zum Beispiel einige Wörter, die nichts miteinander zu tun haben.
error-password-contains-email = Dieses Passwort enthält Ihre E-Mail-Adresse. Wählen Sie eines ohne sie.
error-current-password-wrong = Das bisherige Passwort stimmt nicht. Geben Sie es noch einmal ein.
error-name-invalid = Dieser Name ist nicht möglich. Wählen Sie einen aus 1 bis 64 gewöhnlichen Zeichen.
error-confirmation-missing = Es wurde nichts geändert. Setzen Sie zuerst das Häkchen, um zu zeigen, dass Sie es wirklich möchten.
error-mfa-invalid-code = Dieser Code ist falsch oder wurde schon verwendet. Warten Sie, bis Ihre App den nächsten Code zeigt, und geben Sie diesen ein. Klappt es wieder nicht, stellen Sie die Uhr Ihres Telefons auf automatisch.
error-mfa-code-malformed = Ein Bestätigungscode hat sechs Ziffern. Geben Sie den ein, den Ihre App jetzt zeigt.
error-mfa-clock-behind =
    { $minutes ->
        [one] Die Uhr Ihres Telefons geht offenbar etwa 1 Minute nach. Stellen Sie sie auf automatisch und geben Sie dann den nächsten Code ein.
       *[other] Die Uhr Ihres Telefons geht offenbar etwa { $minutes } Minuten nach. Stellen Sie sie auf automatisch und geben Sie dann den nächsten Code ein.
    }
error-mfa-clock-ahead =
    { $minutes ->
        [one] Die Uhr Ihres Telefons geht offenbar etwa 1 Minute vor. Stellen Sie sie auf automatisch und geben Sie dann den nächsten Code ein.
       *[other] Die Uhr Ihres Telefons geht offenbar etwa { $minutes } Minuten vor. Stellen Sie sie auf automatisch und geben Sie dann den nächsten Code ein.
    }
error-mfa-invalid-recovery-code = Dieser Ersatzcode ist falsch oder wurde schon verwendet. Jeder Code gilt nur einmal: Nehmen Sie den nächsten auf Ihrer Liste.
error-mfa-recovery-code-malformed = Ein Ersatzcode hat fünf Gruppen aus je vier Buchstaben und Ziffern. Prüfen Sie, ob Sie ihn ganz eingegeben haben.
error-mfa-rate-limited = Es gab zu viele falsche Codes hintereinander.
error-mfa-challenge-over = Es gab zu viele falsche Codes, deshalb ist nichts geschehen. Beginnen Sie von hier aus noch einmal.
error-mfa-enrollment-over = Für diesen QR-Code gab es zu viele falsche Codes. Beginnen Sie von vorn, um einen neuen zu erhalten.
error-mfa-locked = Es gab so viele falsche Codes hintereinander, dass wir für dieses Konto keine mehr annehmen. Verwenden Sie einen Passkey, wenn Sie einen haben; sonst bitten Sie den Support, Ihr Konto zurückzusetzen.
error-password-rate-limited = Für dieses Konto gab es zu viele falsche Passwörter.
error-address-rate-limited = Aus Ihrem Netz kommen gerade zu viele Anmeldungen.
error-busy = Gerade melden sich sehr viele Menschen an.
error-unavailable = Bei uns funktioniert gerade etwas nicht. Es ist nichts verloren: Versuchen Sie es in einer Minute noch einmal.
error-passkey-ceremony-over = Das hat zu lange gedauert oder war schon beantwortet. Versuchen Sie es erneut.
error-passkey-refused = Die Antwort dieses Passkeys konnte nicht angenommen werden. Versuchen Sie es erneut; klappt es wieder nicht, verwenden Sie eine andere Methode.
error-passkey-user-not-verified = Ihr Gerät hat nicht geprüft, dass Sie es sind. Richten Sie darauf Fingerabdruck, Gesicht oder PIN ein, oder verwenden Sie eine andere Methode.
error-passkey-unknown = Dieser Passkey gehört nicht zu diesem Konto oder wurde daraus entfernt. Wählen Sie einen anderen Passkey, oder verwenden Sie eine andere Methode.
error-passkey-already-registered = Dieser Passkey ist bereits eingerichtet. Verwenden Sie ein anderes Gerät oder eine andere Methode.
error-passkey-limit-reached = Sie haben bereits so viele Passkeys, wie erlaubt sind. Entfernen Sie einen, den Sie nicht mehr brauchen, und fügen Sie dann diesen hinzu.
error-passkey-cloned = Dieser Passkey wurde womöglich kopiert und deshalb abgelehnt. Verwenden Sie eine andere Methode, und entfernen Sie den Passkey dann auf der Seite „Kontosicherheit“.
error-totp-device-already-registered = Sie haben bereits eine Authenticator-App. Um eine weitere hinzuzufügen, löschen Sie zuerst das vorhandene Gerät, oder wählen Sie „Authenticator-App ersetzen“.
error-method-disabled = Diese Methode ist hier abgeschaltet. Wählen Sie eine andere.
error-enrollment-not-begun = Dieser QR-Code gilt nicht mehr. Beginnen Sie von vorn, um einen neuen zu erhalten.
error-last-administrator = Danach könnte sich niemand mehr anmelden, der die Verwaltung öffnen darf. Geben Sie zuerst einer weiteren Person dieses Recht, oder lassen Sie eine berechtigte Person eine zugelassene Methode einrichten.
error-last-method = Das ist Ihr einziger zweiter Schritt, und Ihr Konto braucht einen. Ersetzen Sie ihn, oder fügen Sie zuerst einen anderen hinzu.
error-step-up-required = Bestätigen Sie zuerst, dass Sie es sind, und versuchen Sie es dann noch einmal.
error-recovery-codes-acknowledged = Sie haben bestätigt, dass Sie diese Codes gespeichert haben, deshalb können wir sie nicht noch einmal zeigen. Wenn Sie sie nicht mehr haben, erstellen Sie neue.
error-recovery-codes-replaced = Die Ersatzcodes, die Sie gesehen haben, wurden durch neuere ersetzt, in einem anderen Tab oder auf einem anderen Gerät. Sie gelten nicht mehr; es wurde nichts geändert.
error-no-recovery-codes = Für dieses Konto gibt es noch keine Ersatzcodes. Erstellen Sie welche auf der Seite „Kontosicherheit“.
error-transport = Wir konnten den Server nicht erreichen. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.
error-confirmation-over = Das hat zu lange gedauert oder wurde schon bestätigt. Fangen Sie noch einmal an.
error-policy-changed = Inzwischen hat jemand anderes die Richtlinie gespeichert. Sehen Sie nach, wie sie jetzt ist, und ändern Sie sie dann noch einmal.
error-reason-missing = Geben Sie einen Grund an, in bis zu 300 Zeichen.
error-second-administrator-needed = Es geht um ein Mitglied der Verwaltung: Ein anderes muss zustimmen.
error-name-taken = Den Namen gibt es schon. Wählen Sie einen anderen.
