# Die Seite „Kontosicherheit“ und die Seiten dahinter.

security-title = Kontosicherheit
security-lead = Wie Sie nachweisen, dass Sie { $email } sind.
security-failed-codes = Seit Ihrem letzten Besuch wurden { $count } falsche Codes eingegeben. Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Ändern Sie es.
security-after-backup-code =
    { $remaining ->
        [0] Sie haben Ihren letzten Ersatzcode verwendet. Erstellen Sie unten neue. Wenn Ihnen ein Gerät abhandengekommen ist, ersetzen Sie die App oder den Passkey darauf, und beenden Sie alle anderen Sitzungen, falls jemand anderes es haben könnte.
        [one] Sie haben einen Ersatzcode verwendet, 1 ist noch übrig. Wenn Ihnen ein Gerät abhandengekommen ist, ersetzen Sie unten die App oder den Passkey darauf, und beenden Sie alle anderen Sitzungen, falls jemand anderes es haben könnte.
       *[other] Sie haben einen Ersatzcode verwendet, { $remaining } sind noch übrig. Wenn Ihnen ein Gerät abhandengekommen ist, ersetzen Sie unten die App oder den Passkey darauf, und beenden Sie alle anderen Sitzungen, falls jemand anderes es haben könnte.
    }

security-app-title = Authenticator-App
security-app-text = Zeigt den sechsstelligen Code, den Sie nach Ihrem Passwort eingeben.
security-app-none = Noch keine. Jede App für sechsstellige Codes ist geeignet, und sie braucht kein Netz.
security-app-added = Hinzugefügt
security-app-used = Zuletzt verwendet
security-rename = Umbenennen
security-rename-named = { $name } umbenennen
security-remove = Entfernen
security-replace = Authenticator-App ersetzen
security-replace-one = Ersetzen
security-replace-named = { $name } ersetzen
security-add = Authenticator-App hinzufügen

security-codes-title = Ersatzcodes
security-codes-text = Für den Tag, an dem Telefon oder Passkey nicht greifbar sind. Jeder gilt einmal.
security-codes-count = { $remaining } von { $total }
security-codes-left = Codes übrig
security-codes-few = Es sind nur noch wenige übrig. Erstellen Sie neue, solange Sie sich noch ohne sie anmelden können.
security-codes-new = Neue Ersatzcodes

security-password-title = Passwort
security-password-text = Lang, und sonst nirgends verwendet.
security-password-note = Sie müssen zuerst bestätigen, dass Sie es sind.

security-sessions-title = Sitzungen
security-sessions-text = Jeder Browser, der jetzt angemeldet ist.
security-sessions-this = Diese hier
security-sessions-half = Noch nicht bestätigt
security-sessions-since = Angemeldet
security-sessions-seen = Zuletzt gesehen
security-sessions-end = Beenden
security-sessions-end-named = { $device } beenden
security-sessions-end-others = Alle anderen Sitzungen beenden

security-activity-title = Weitere Aktivitäten
security-activity-text = Versuche, sich anzumelden, und beendete Sitzungen.
security-changes-title = Änderungen an Ihrem Konto
security-changes-text = Methoden, Ersatzcodes, Passwort und jedes Mal, wenn Sie bestätigt haben, dass Sie es sind. Wenn Sie etwas davon nicht selbst waren, beenden Sie die anderen Sitzungen und ändern Sie Ihr Passwort.
security-changes-all = Alle Änderungen
security-activity-all = Alle Aktivitäten
activity-title = Kontoaktivitäten
activity-everything-lead = Was mit Ihrem Konto geschehen ist, Neuestes zuerst.
activity-changes-lead = Änderungen an Methoden, Ersatzcodes und Passwort und jede Bestätigung, dass Sie es sind. Neuestes zuerst.
activity-show-everything = Alle Aktivitäten anzeigen
activity-show-changes = Nur Änderungen anzeigen
activity-older = Ältere Aktivitäten
activity-none = Hier gibt es nichts.
activity-back = Zurück zur Kontosicherheit
activity-with-detail = { $what }: { $detail }
activity-repeated = { $what }, { $times }-mal
activity-last-from = zuletzt von { $place }

security-delete = Konto löschen
security-delete-text = Entfernt Ihre E-Mail-Adresse, Ihr Passwort und Ihre zweiten Schritte.
security-delete-note = Es gibt kein Zurück.

rename-title = Authenticator-App umbenennen
rename-name = Name
rename-hint = Nur für Sie, zum Wiedererkennen.
rename-button = Speichern

remove-title = Authenticator-App entfernen
remove-heading = { $name } entfernen?
remove-lead = Ihre Codes gelten sofort nicht mehr. Mit der letzten Methode verschwinden auch Ihre Ersatzcodes.
remove-named = { $name } entfernen

password-title = Passwort ändern
password-lead = Andere Sitzungen bleiben angemeldet. Sie können sie danach beenden.
password-current = Bisheriges Passwort
password-new = Neues Passwort
password-button = Passwort ändern
password-proof-lead = Zum Schutz Ihres Kontos bestätigen Sie bitte zuerst, dass Sie es sind.
password-proof-button = Weiter

delete-title = Möchten Sie Ihr Konto löschen?
delete-lead = Das lässt sich nicht rückgängig machen. Damit verschwinden:
delete-credentials = Ihre E-Mail-Adresse und Ihr Passwort
delete-factors = Ihre Authenticator-Apps, Passkeys und Ersatzcodes
delete-history = Ihre Sitzungen, überall, wo Sie angemeldet sind
delete-confirm = Ja, { $email } endgültig löschen
