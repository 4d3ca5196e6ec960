# Personen in der Verwaltung, und was ihnen gesagt wird.

admin-people-search = Adresse oder Name beginnt mit
admin-people-show = Anzeigen
admin-people-everybody = Alle
admin-people-administrators = Verwaltung
admin-people-disabled = Deaktivierte Konten
admin-people-unenrolled = Ohne zweiten Schritt
admin-people-few-codes = Mit wenigen Ersatzcodes
admin-people-no-codes = Ohne Ersatzcodes
admin-people-find = Suchen
admin-people-none = Unter diesen heißt niemand „{ $search }…“.
admin-people-none-disabled = Kein Konto ist deaktiviert.
admin-people-none-unenrolled = Alle haben einen zweiten Schritt.
admin-people-none-few-codes = Niemandem gehen die Ersatzcodes aus.
admin-people-none-no-codes = Alle mit einem zweiten Schritt haben Ersatzcodes.
admin-people-administrator = Verwaltung
admin-people-is-disabled = Deaktiviert
admin-people-since = Konto seit
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
admin-people-nothing = Kein zweiter Schritt
admin-pages = Seiten
admin-previous = Zurück
admin-next = Weiter

admin-person-disabled-since = deaktiviert
admin-person-waits = Zu viele falsche Codes: Der nächste wird in { $wait } geprüft. Ein Passkey wird nicht aufgehalten.
admin-person-locked = Hundert falsche Codes hintereinander: Es wird keiner mehr geprüft. Zurücksetzen hilft, oder ein Passkey.
admin-person-approval = „{ $what }“, erbeten von { $who }, wartet auf die Zustimmung eines anderen Mitglieds der Verwaltung.
admin-person-methods = Zweite Schritte
admin-person-methods-text = Womit sich diese Person ausweisen kann.
admin-person-no-codes = Keine Ersatzcodes.
admin-person-codes = Noch { $left } von { $total } Ersatzcodes.
admin-person-help = Hilfe
admin-person-help-text = Für alles ist ein Grund anzugeben, und die Person erfährt ihn bei der nächsten Anmeldung.
admin-person-oneself = Das sind Sie.
admin-person-is-administrator = Es geht um ein Mitglied der Verwaltung: Ein anderes muss zustimmen.
admin-person-sessions = Sitzungen
admin-person-sessions-text = Wo dieses Konto angemeldet ist.
admin-person-activity-title = Letzte Aktivitäten
admin-person-activity-text = Was mit diesem Konto geschah, das Neueste zuerst.
admin-person-no-sessions = Nirgends angemeldet.

admin-help-heading = { $what }: { $who }
admin-help-reason-hint = Steht im Protokoll und wird der Person gezeigt.
admin-reset-text = Alle Apps, Passkeys und Ersatzcodes dieses Kontos werden entfernt, die Zählung falscher Codes beginnt neu, und alle Sitzungen enden. Bei der nächsten Anmeldung führt das Passwort zu einer neuen Einrichtung. Vergewissern Sie sich auf anderem Weg, wer Sie darum bittet. Das lässt sich nicht rückgängig machen.
admin-end-sessions-text = Wo immer dieses Konto angemeldet ist, wird es abgemeldet. Die Person kann sich sofort wieder anmelden.
admin-disable-text = Alle Sitzungen enden, und niemand kann sich bei diesem Konto anmelden, bis es wieder aktiviert wird.
admin-enable-text = Bei dem Konto kann man sich wieder anmelden, mit allem, was es hatte.

admin-approvals-waiting =
    { $count ->
        [one] 1 wartet auf Sie
       *[other] { $count } warten auf Sie
    }
admin-approvals-none = Nichts wartet auf eine Entscheidung.
admin-approvals-open = Offen
admin-approvals-open-text = Was ein Mitglied der Verwaltung mit einem anderen vorhat. Ein drittes entscheidet, innerhalb eines Tages.
admin-approvals-over = Vergangen
admin-approvals-over-text = Die letzten dreißig Tage.
admin-approvals-asked = { $who } hat darum gebeten,
admin-approvals-approved = Freigegeben von { $who }.
admin-approvals-refused = Abgelehnt von { $who }.
admin-approvals-withdrawn = Zurückgezogen von { $who }.
admin-approvals-expired = Niemand hat rechtzeitig entschieden.
admin-approvals-concerns-you = Es geht um Sie: Andere entscheiden.
admin-approvals-approve = Freigeben
admin-approvals-approve-named = Freigeben: { $what }
admin-approvals-refuse = Ablehnen
admin-approvals-refuse-named = Ablehnen: { $what }
admin-approvals-withdraw = Zurückziehen
admin-approvals-withdraw-named = Zurückziehen: { $what }

told-title = Die Verwaltung hat an Ihrem Konto etwas geändert
told-reset = { $when }: Ihre zweiten Schritte und Ersatzcodes wurden entfernt, und Sie wurden überall abgemeldet. Der angegebene Grund: { $reason }
told-end-sessions = { $when }: Sie wurden überall abgemeldet. Der angegebene Grund: { $reason }
told-disable = { $when }: Ihr Konto wurde deaktiviert. Der angegebene Grund: { $reason }
told-enable = { $when }: Ihr Konto wurde wieder aktiviert. Der angegebene Grund: { $reason }
told-if-not = Wenn Sie davon nichts wissen, ändern Sie Ihr Passwort und fragen Sie Ihre Verwaltung.
told-seen = Verstanden

notice-approval-requested = Es wartet auf die Zustimmung eines anderen Mitglieds der Verwaltung, höchstens einen Tag.
notice-approval-granted = Freigegeben und ausgeführt.
notice-approval-refused = Abgelehnt.
notice-approval-withdrawn = Zurückgezogen.
notice-person-reset = Der zweite Schritt ist zurückgesetzt, und alle Sitzungen sind beendet.
notice-person-sessions-ended = Alle Sitzungen sind beendet.
notice-person-disabled = Das Konto ist deaktiviert, und alle seine Sitzungen sind beendet.
notice-person-enabled = Das Konto ist wieder aktiviert.
