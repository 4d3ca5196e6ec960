# Personen im Dashboard, und was ihnen gesagt wird.

admin-people-search = E-Mail-Adresse oder Name
admin-people-search-hint = Beliebiger Teil mit mindestens 3 Zeichen. 1 oder 2 Zeichen stehen für den Anfang.
admin-people-show = Anzeigen
admin-people-everybody = Alle
admin-people-administrators = Administratoren
admin-people-disabled = Deaktivierte Konten
admin-people-unenrolled = Nicht eingerichtet
admin-people-few-codes = Mit wenigen Ersatzcodes
admin-people-no-codes = Ohne Ersatzcodes
admin-people-find = Suchen
admin-people-none = Niemand gefunden für „{ $search }“ mit diesem Filter.
admin-people-none-disabled = Keine Konten sind deaktiviert.
admin-people-none-unenrolled = Alle sind eingerichtet.
admin-people-none-few-codes = Niemand hat nur noch wenige Ersatzcodes.
admin-people-none-no-codes = Alle eingerichteten Personen haben Ersatzcodes.
admin-people-administrator = Administrator
admin-people-is-disabled = Deaktiviert
admin-people-since = Konto erstellt
admin-people-apps =
    { $count ->
        [one] 1 Authenticator-App
       *[other] { $count } Authenticator-Apps
    }
admin-people-passkeys =
    { $count ->
        [one] 1 Passkey
       *[other] { $count } Passkeys
    }
admin-people-nothing = Nicht eingerichtet
admin-pages = Seiten
admin-previous = Zurück
admin-next = Weiter

admin-person-disabled-since = deaktiviert
admin-person-waits = Zu viele falsche Codes. Der nächste Code kann in { $wait } eingegeben werden. Passkeys funktionieren weiterhin.
admin-person-locked = Nach 100 falschen Codes hintereinander gesperrt. Zum Anmelden ist ein Passkey oder das Zurücksetzen der Bestätigung in zwei Schritten nötig.
admin-person-locked-recovery = Nach 100 falschen Codes hintereinander gesperrt. Zum Anmelden ist ein Passkey oder das Zurücksetzen der Bestätigung in zwei Schritten nötig. Möglicherweise kann die Person das Konto auch mit Passwort und E-Mail wiederherstellen.
admin-person-approval = „{ $what }“, angefragt von { $who }, wartet auf die Genehmigung eines anderen Administrators.
admin-person-methods = Methoden
admin-person-methods-text = Womit diese Person die Bestätigung in zwei Schritten abschließt.
admin-person-no-password = Kein Passwort: Die Anmeldung erfolgt mit einem Passkey.
admin-person-no-codes = Keine Ersatzcodes.
admin-person-codes = Noch { $left } von { $total } Ersatzcodes.
admin-person-help = Aktionen
admin-person-help-text = Jede Aktion braucht einen Grund. Die Person sieht ihn bei der nächsten Anmeldung.
admin-person-oneself = Das ist Ihr eigenes Konto. Verwalten Sie es unter
admin-person-is-administrator = Diese Person ist ein Administrator, deshalb muss ein anderer Administrator dies genehmigen.
admin-person-sessions = Sitzungen
admin-person-sessions-text = Wo dieses Konto angemeldet ist.
admin-person-activity-title = Letzte Aktivitäten
admin-person-activity-text = Alle Ereignisse in diesem Konto, die neuesten zuerst.
admin-person-no-sessions = Keine aktiven Sitzungen.

admin-action-heading = { $what }: { $who }
admin-action-reason-hint = Wird im Audit-Protokoll gespeichert und der Person angezeigt.
admin-reset-text = Alle Authenticator-Apps, Passkeys und Ersatzcodes werden aus dem Konto entfernt, die Zählung falscher Codes wird gelöscht, und alle Sitzungen werden beendet. Bis zur erneuten Einrichtung reicht das Passwort allein zum Anmelden. Prüfen Sie zuerst die Identität der Person. Das kann nicht rückgängig gemacht werden.
admin-reset-text-no-password = Alle Passkeys, Authenticator-Apps und Ersatzcodes werden aus dem Konto entfernt, die Zählung falscher Codes wird gelöscht, und alle Sitzungen werden beendet. Das Konto hat kein Passwort: Um sich wieder anzumelden, legt die Person zuerst unter „Passwort vergessen?“ eines fest. Bis zur erneuten Einrichtung reicht dieses Passwort allein zum Anmelden. Prüfen Sie zuerst die Identität der Person. Das kann nicht rückgängig gemacht werden.
admin-end-sessions-text = Die Person wird überall abgemeldet. Sie kann sich sofort wieder anmelden.
admin-disable-text = Alle Sitzungen werden beendet. Niemand kann sich in diesem Konto anmelden, bis es wieder aktiviert wird.
admin-enable-text = Die Person kann sich wieder anmelden. Ihre Methoden und Ersatzcodes sind unverändert.

admin-approvals-waiting =
    { $count ->
        [one] 1 wartet auf Sie
       *[other] { $count } warten auf Sie
    }
admin-approvals-none = Keine Anfragen warten auf Genehmigung.
admin-approvals-open = Warten auf Genehmigung
admin-approvals-open-text = Eine Aktion am Konto eines anderen Administrators muss ein dritter innerhalb eines Tages genehmigen. Gibt es nur zwei, verwenden Sie die Befehlszeile des Servers.
admin-approvals-over = Verlauf
admin-approvals-over-text = Anfragen der letzten 30 Tage.
admin-approvals-asked = Angefragt von { $who }
admin-approvals-approved = Genehmigt von { $who }.
admin-approvals-refused = Abgelehnt von { $who }.
admin-approvals-withdrawn = Zurückgezogen von { $who }.
admin-approvals-expired = Ohne Entscheidung abgelaufen.
admin-approvals-concerns-you = Über eine Anfrage zu Ihrem eigenen Konto können Sie nicht entscheiden.
admin-approvals-approve = Genehmigen
admin-approvals-approve-named = Genehmigen: { $what }
admin-approvals-effect-reset = Wenn Sie genehmigen, werden alle Methoden und Ersatzcodes dieses Kontos sofort entfernt und alle seine Sitzungen beendet. Das kann nicht rückgängig gemacht werden.
admin-approvals-effect-end-sessions = Wenn Sie genehmigen, werden alle Sitzungen dieses Kontos sofort beendet.
admin-approvals-effect-disable = Wenn Sie genehmigen, wird das Konto sofort deaktiviert, und alle seine Sitzungen werden beendet.
admin-approvals-effect-enable = Wenn Sie genehmigen, kann sich die Person sofort wieder anmelden.
admin-approvals-refuse = Ablehnen
admin-approvals-refuse-named = Ablehnen: { $what }
admin-approvals-withdraw = Zurückziehen
admin-approvals-withdraw-named = Zurückziehen: { $what }

told-title = Ein Administrator hat Ihr Konto geändert
told-reset = { $when }: Ihre Authenticator-Apps, Passkeys und Ersatzcodes wurden entfernt, und Sie wurden überall abgemeldet. Grund: { $reason }
told-end-sessions = { $when }: Sie wurden überall abgemeldet. Grund: { $reason }
told-disable = { $when }: Ihr Konto wurde deaktiviert. Grund: { $reason }
told-enable = { $when }: Ihr Konto wurde aktiviert. Grund: { $reason }
told-change-email = { $when }: Ihre E-Mail-Adresse wurde geändert. Grund: { $reason }
told-if-not = Wenn Sie das nicht erwartet haben, ändern Sie Ihr Passwort und wenden Sie sich an Ihren Administrator.
told-seen = Verstanden

notice-approval-requested = Genehmigung angefragt. Ein anderer Administrator muss sie innerhalb eines Tages erteilen.
notice-approval-granted = Die Anfrage wurde genehmigt und ausgeführt.
notice-approval-refused = Die Anfrage wurde abgelehnt.
notice-approval-withdrawn = Die Anfrage wurde zurückgezogen.
notice-person-reset = Die Bestätigung in zwei Schritten wurde zurückgesetzt, und alle Sitzungen wurden beendet.
notice-person-sessions-ended = Alle Sitzungen wurden beendet.
notice-person-disabled = Das Konto wurde deaktiviert, und alle seine Sitzungen wurden beendet.
notice-person-recovery-stopped = Die Wiederherstellung wurde abgebrochen, und alle Sitzungen des Kontos wurden beendet.
notice-person-enabled = Das Konto wurde aktiviert.
