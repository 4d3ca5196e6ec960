# Die Seite „Kontosicherheit“ und die Seiten dahinter.

security-title = Kontosicherheit
security-lead = Verwalten Sie, wie Sie sich als { $email } anmelden.
security-failed-codes = Seit Ihrem letzten Besuch wurden { $count } falsche Codes eingegeben. Wenn Sie das nicht waren, kennt jemand Ihr Passwort. Ändern Sie es jetzt.
security-failed-codes-by-mail = Seit Ihrem letzten Besuch wurden { $count } falsche Codes eingegeben. Wenn Sie das nicht waren, liest vielleicht jemand Ihre E-Mails. Ändern Sie jetzt das Passwort Ihres Postfachs.
security-after-backup-code =
    { $remaining ->
        [0] Sie haben Ihren letzten Ersatzcode verwendet. Erstellen Sie unten neue. Wenn Sie ein Gerät verloren haben, ersetzen Sie dessen Authenticator-App oder Passkey. Wenn jemand anderes das Gerät haben könnte, beenden Sie auch alle anderen Sitzungen.
        [one] Sie haben einen Ersatzcode verwendet. 1 ist noch übrig. Wenn Sie ein Gerät verloren haben, ersetzen Sie unten dessen Authenticator-App oder Passkey. Wenn jemand anderes das Gerät haben könnte, beenden Sie auch alle anderen Sitzungen.
       *[other] Sie haben einen Ersatzcode verwendet. { $remaining } sind noch übrig. Wenn Sie ein Gerät verloren haben, ersetzen Sie unten dessen Authenticator-App oder Passkey. Wenn jemand anderes das Gerät haben könnte, beenden Sie auch alle anderen Sitzungen.
    }

security-app-title = Authenticator-App
security-app-text = Erzeugt die sechsstelligen Codes, die Sie nach Ihrem Passwort eingeben.
security-app-none = Noch keine Authenticator-App. Jede App für sechsstellige Codes ist geeignet, auch offline.
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
security-codes-text = Zum Anmelden ohne Authenticator-App oder Passkey. Jeder Code funktioniert einmal.
security-codes-count = { $remaining } von { $total }
security-codes-left = Codes übrig
security-codes-few = Ihre Ersatzcodes gehen zur Neige oder sind aufgebraucht. Erstellen Sie jetzt neue.
security-codes-new = Neue Ersatzcodes

security-email-title = E-Mail-Adresse
security-email-text = Die Adresse, mit der Sie sich anmelden.

security-email-unconfirmed = Ihre Adresse ist nicht bestätigt. Wir senden keine Nachrichten zur Sicherheit Ihres Kontos an sie.
security-email-confirm = Link senden
security-second-title = Zweite Adresse
security-second-text = Erhält auch Nachrichten zur Sicherheit Ihres Kontos. Sie können sich damit nicht anmelden und Ihr Passwort nicht zurücksetzen.
security-second-none = Noch keine zweite Adresse.
security-second-change = Zweite Adresse ändern
security-second-remove = Zweite Adresse entfernen

security-password-title = Passwort
security-password-text = Verwenden Sie ein langes Passwort, das Sie nirgendwo sonst verwenden.
security-password-none = Passwort: keines.
security-password-ways = Ohne Passwort braucht Ihr Konto zwei Wege zur Anmeldung: zwei Passkeys, oder einen Passkey, Ersatzcodes und eine bestätigte E-Mail-Adresse.
security-password-remove = Passwort entfernen
security-password-remove-text = Melden Sie sich nur noch mit Passkeys an. Ihre anderen Sitzungen werden beendet.
security-too-few-ways = Es gibt nur einen Weg, sich in Ihrem Konto anzumelden. Wenn Sie ihn verlieren, sind Sie ausgesperrt. Fügen Sie einen weiteren Passkey oder ein Passwort hinzu.
security-proof-note = Möglicherweise werden Sie zuerst gebeten zu bestätigen, dass Sie es sind.
proof-first-button = Weiter

security-sessions-title = Sitzungen
security-sessions-text = Browser, die in Ihrem Konto angemeldet sind.
security-sessions-this = Dieser Browser
security-sessions-half = Anmeldung nicht abgeschlossen
security-sessions-since = Angemeldet
security-sessions-begun = Anmeldung begonnen
security-sessions-seen = Zuletzt aktiv
security-sessions-end = Beenden
security-sessions-end-named = Sitzung beenden: { $device }
security-sessions-end-others = Alle anderen Sitzungen beenden

security-trusted-title = Vertrauenswürdige Browser
security-trusted-text =
    { $days ->
        [one] Hier genügt zur Anmeldung 1 Tag lang Ihr Passwort. Wenn Sie das oder alle anderen Sitzungen beenden, werden Sie wieder um die Bestätigung in zwei Schritten gebeten, auch in Sitzungen, die so begonnen haben.
       *[other] Hier genügt zur Anmeldung bis zu { $days } Tage lang Ihr Passwort. Wenn Sie das oder alle anderen Sitzungen beenden, werden Sie wieder um die Bestätigung in zwei Schritten gebeten, auch in Sitzungen, die so begonnen haben.
    }
security-trusted-none = Keine vertrauenswürdigen Browser. Um einen hinzuzufügen, aktivieren Sie bei der Anmeldung „In diesem Browser nicht mehr fragen“.
security-trusted-first = Zuerst verwendet
security-trusted-last = Zuletzt verwendet
security-trusted-since = Vertrauenswürdig
security-trusted-until = Bis
security-trusted-end = Beenden
security-trusted-end-named = Vertrauen in { $browser } beenden
security-trusted-end-all = Vertrauen in alle Browser beenden

security-activity-title = Weitere Aktivitäten
security-activity-text = Anmeldeversuche und beendete Sitzungen.
security-changes-title = Änderungen an Ihrem Konto
security-changes-text = Änderungen an E-Mail-Adresse, Passwort, Methoden und Ersatzcodes und jede Bestätigung, dass Sie es sind. Wenn etwas davon nicht von Ihnen stammt, entfernen Sie, was nicht Ihnen gehört, ändern Sie Ihr Passwort und beenden Sie dann alle anderen Sitzungen.
security-changes-all = Alle Änderungen anzeigen
security-activity-all = Alle Aktivitäten anzeigen
activity-title = Kontoaktivitäten
activity-everything-lead = Alle Ereignisse in Ihrem Konto, die neuesten zuerst.
activity-changes-lead = Änderungen an E-Mail-Adresse, Passwort, Methoden und Ersatzcodes und jede Bestätigung, dass Sie es sind. Die neuesten zuerst.
activity-show-everything = Alle Aktivitäten anzeigen
activity-show-changes = Nur Änderungen anzeigen
activity-older = Ältere Aktivitäten
activity-none = Noch keine Aktivitäten.
activity-back = Zurück zur Kontosicherheit
activity-with-detail = { $what }: { $detail }
activity-repeated = { $what }, { $times }-mal
activity-last-from = zuletzt von { $place }
activity-erased = gelöscht
activity-erased-place = persönliche Daten gelöscht

check-up-with-codes = Haben Sie Ihre Ersatzcodes und Ihre Authenticator-App oder Ihren Passkey noch?
check-up-methods = Haben Sie alle Ihre Methoden zur Bestätigung in zwei Schritten noch?
check-up-yes = Ja
check-up-no = Nein
security-data = Ihre Daten
security-data-text = Alles, was über Ihr Konto gespeichert ist, als Datei.
security-delete = Konto löschen
security-delete-text = Löscht Ihre E-Mail-Adresse, Ihr Passwort, Ihre Methoden und Ersatzcodes.
security-delete-note = Das kann nicht rückgängig gemacht werden.

rename-title = Authenticator-App umbenennen
rename-name = Name
rename-hint = Wählen Sie einen Namen mit Wiedererkennungswert.
rename-button = Speichern

remove-title = Authenticator-App entfernen
remove-heading = { $name } entfernen?
remove-lead = Ihre Codes funktionieren sofort nicht mehr. Ist es Ihre einzige Methode, werden auch Ihre Ersatzcodes gelöscht.
remove-named = { $name } entfernen

email-title = E-Mail-Adresse ändern
email-lead = Sie melden sich mit { $email } an. Ihre anderen Sitzungen bleiben angemeldet. Sie können sie danach beenden.
email-new = Neue E-Mail-Adresse
email-hint = Achten Sie auf Tippfehler. Künftig melden Sie sich mit dieser Adresse an.
email-hint-by-mail = Wir senden einen Link an diese Adresse. Ihre Adresse ändert sich, sobald Sie ihn dort öffnen, wo Sie angemeldet sind, und bestätigen.
email-app = Ihre Authenticator-App zeigt weiterhin die alte Adresse an. Ihre Codes funktionieren trotzdem.
email-button = E-Mail-Adresse ändern
email-unavailable = Diese E-Mail-Adresse kann nicht verwendet werden. Geben Sie eine andere ein.
email-proof-lead = Um Ihre E-Mail-Adresse zu ändern, bestätigen Sie zuerst, dass Sie es sind.

second-address-title = Zweite Adresse festlegen
second-address-lead = Nachrichten zur Sicherheit Ihres Kontos gehen auch an diese Adresse, damit Sie sie auch dann erhalten, wenn Sie den Zugang zur ersten verlieren.
second-address-hint = Wir senden einen Link an diese Adresse. Sie gilt, sobald Sie ihn dort öffnen, wo Sie angemeldet sind, und bestätigen.
second-address-button = Link senden
second-address-proof-lead = Um eine zweite Adresse festzulegen, bestätigen Sie zuerst, dass Sie es sind.

password-title = Passwort ändern
password-lead = Ihre anderen Sitzungen bleiben angemeldet. Sie können sie danach beenden.
password-due = Eine Wiederherstellung Ihres Kontos wurde abgebrochen. Jemand anderes kennt möglicherweise Ihr Passwort. Wählen Sie ein neues, um fortzufahren.
password-due-proof-lead = Bestätigen Sie zuerst, dass Sie es sind. Eine Wiederherstellung Ihres Kontos wurde abgebrochen. Jemand anderes kennt möglicherweise Ihr Passwort. Wählen Sie danach ein neues, um fortzufahren.
password-current = Aktuelles Passwort
password-new = Neues Passwort
password-button = Passwort ändern
password-proof-lead = Um Ihr Passwort zu ändern, bestätigen Sie zuerst, dass Sie es sind.
password-add-title = Passwort hinzufügen
password-add-lead = Danach können Sie sich auch damit anmelden, zusammen mit einer Ihrer Methoden.
password-add-proof-lead = Um ein Passwort hinzuzufügen, bestätigen Sie zuerst, dass Sie es sind.

data-title = Daten herunterladen
data-lead = Die Datei enthält alles, was über Ihr Konto gespeichert ist:
data-proof-lead = Die Datei enthält alles, was über Ihr Konto gespeichert ist. Bestätigen Sie zuerst, dass Sie es sind.
data-account = Ihre E-Mail-Adressen und Einstellungen
data-methods = die Namen Ihrer Methoden und wann Sie sie verwendet haben, aber keine Geheimnisse und keine Codes
data-sessions = Ihre Sitzungen und Browser
data-activity = Ihre Aktivitäten und die Nachrichten an Sie
data-care = Wer diese Datei hat, sieht, wo und wann Sie sich angemeldet haben. Bewahren Sie sie sicher auf, oder löschen Sie sie nach dem Lesen. Wenn Ihre E-Mail-Adresse bestätigt ist, erhalten Sie eine Nachricht über das Herunterladen.
data-download = Herunterladen
delete-title = Konto löschen?
delete-lead = Das kann nicht rückgängig gemacht werden. Endgültig gelöscht werden:
delete-credentials = Ihre E-Mail-Adresse, Ihr Passwort und Ihre zweite Adresse, falls Sie eine haben
delete-factors = Ihre Authenticator-Apps, Passkeys und Ersatzcodes
delete-history = alle Ihre Sitzungen und vertrauenswürdigen Browser, auf jedem Gerät
delete-kept = Das Audit-Protokoll behält, was mit dem Konto geschehen ist, mit dessen ID, der Zeit und der Methode. Netzwerkadressen, Browser und Namen werden dort nach etwa 10 Minuten gelöscht, aber nicht aus Sicherungen und Server-Protokollen.
delete-confirm = Ja, { $email } endgültig löschen
