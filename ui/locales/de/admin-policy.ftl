# Die Richtlinie im Dashboard.

admin-policy-defaults = Das ist die Standardrichtlinie. Sie wurde noch nicht geändert.
admin-policy-saved = Version { $number }, gespeichert von { $author }, { $when }.
admin-policy-saved-by-operator = Version { $number }, gespeichert über die Befehlszeile, { $when }.
admin-policy-before = Vorherige Version
admin-policy-undo = Änderung rückgängig machen
admin-policy-changed = { $what }: von „{ $old }“ zu „{ $new }“
admin-policy-operator = über die Befehlszeile
admin-older = Ältere

admin-policy-methods-title = Methoden
admin-policy-methods-text = Die Methoden, die für die Bestätigung in zwei Schritten zur Verfügung stehen. Eine ausgeschaltete Methode wird nicht mehr akzeptiert, auch nicht bei Personen, die sie eingerichtet haben.
admin-policy-totp = Authenticator-Apps erlauben
admin-policy-totp-codes = Ersatzcodes für Personen mit Authenticator-App
admin-policy-max-apps = Höchstzahl der Authenticator-Apps pro Person
admin-policy-passkey = Passkeys erlauben
admin-policy-passkey-codes = Ersatzcodes für Personen mit Passkey
admin-policy-max-passkeys = Höchstzahl der Passkeys pro Person

admin-policy-enrollment-title = Einrichtung
admin-policy-enrollment-text = Wann die Bestätigung in zwei Schritten eingerichtet werden muss.
admin-policy-enroll-signup = Einrichtung bei der Anmeldung verlangen
admin-policy-enroll-signup-text = Neue Personen richten sie bei der Registrierung ein, alle anderen bei ihrer nächsten Anmeldung.
admin-policy-enroll-action = Einrichtung vor einer geschützten Aktion verlangen
admin-policy-enroll-action-text = Die Anmeldung ist ohne Einrichtung möglich. Die erste Aktion aus der Liste unten verlangt sie.
admin-policy-enroll-none = Einrichtung nicht verlangen
admin-policy-enroll-none-text = Die Einrichtung ist freiwillig. Eine geschützte Aktion kann sie trotzdem verlangen.
admin-policy-grace = Letzter Tag zum Überspringen der Einrichtung (UTC)
admin-policy-grace-hint = Für „Einrichtung bei der Anmeldung verlangen“. Bis einschließlich diesem Tag kann „Jetzt nicht“ gewählt werden, und das Passwort allein reicht zum Anmelden. Leer lassen, wenn die Einrichtung nicht übersprungen werden darf.
admin-policy-no-grace = Kann nicht übersprungen werden

admin-policy-proof-title = Bestätigung
admin-policy-proof-text = Wann eingerichtete Personen die Bestätigung in zwei Schritten abschließen müssen.
admin-policy-session-based = Bestätigung bei jeder Anmeldung verlangen
admin-policy-session-based-text = Ist das ausgeschaltet, wird eine Bestätigung nur vor geschützten Aktionen und Änderungen an der Kontosicherheit verlangt.
admin-policy-step-up = Wie lange eine Bestätigung für Kontoänderungen gültig ist
admin-policy-step-up-text = In Sekunden, von 1 bis 86.400. Fünf Minuten sind 300 Sekunden.
admin-policy-recovery-title = Kontowiederherstellung
admin-policy-recovery-text = Für Personen, die ihr Passwort kennen und Nachrichten an ihre Adresse erhalten, aber alle Methoden und Ersatzcodes verloren haben.
admin-policy-recovery-hours = Wartezeit für die Kontowiederherstellung
admin-policy-recovery-hours-text = In Stunden, von 24 bis 720. Drei Tage sind 72 Stunden. Bei 0 lässt sich kein Konto auf diesem Weg wiederherstellen.

admin-policy-trust = Tage, die ein Browser vertrauenswürdig sein kann
admin-policy-trust-text = Von 1 bis 90; mit 0 ist es ausgeschaltet. Personen können dann bei der Anmeldung „In diesem Browser nicht mehr fragen“ aktivieren. Bis die Tage vorüber sind, genügt dort ihr Passwort. Administratoren werden immer gefragt, und alle anderen vor Änderungen am Konto und vor geschützten Aktionen.
admin-policy-trust-days =
    { $days ->
        [one] 1 Tag
       *[other] { $days } Tage
    }
admin-policy-trust-ended =
    { $count ->
        [one] 1 vertrauenswürdiger Browser ist nach dem Speichern nicht mehr vertrauenswürdig
       *[other] { $count } vertrauenswürdige Browser sind nach dem Speichern nicht mehr vertrauenswürdig
    }

admin-policy-actions-title = Geschützte Aktionen
admin-policy-actions-text = Aktionen in Ihren Anwendungen, die eine eigene Bestätigung brauchen. Die Namen kommen von Ihren Anwendungen. Um eine Aktion zu entfernen, löschen Sie ihren Namen.
admin-policy-action-new = Neue Aktion
admin-policy-action-name = Name der Aktion, zum Beispiel transfer.create
admin-policy-action-description = Beschreibung für die Personen
admin-policy-action-token = Nutzungen pro Bestätigung
admin-policy-single-use = Einmalige Nutzung
admin-policy-time-bound = Beliebige Nutzung bis zum Ablauf
admin-policy-action-lifetime = Bestätigung läuft ab nach (Sekunden)
admin-policy-action-required = Nicht eingerichtete Personen müssen zuerst die Einrichtung abschließen
admin-policy-action = Aktion { $name }
admin-policy-action-absent = Nicht geschützt

admin-policy-preview = Vorschau der Änderungen
admin-policy-preview-hint = Noch wird nichts gespeichert. Zuerst sehen Sie, wer betroffen ist.
admin-policy-edit = Weiter bearbeiten
admin-policy-rebased = Version { $number } der Richtlinie wurde gespeichert, nachdem Sie sie geöffnet haben. Ihr Entwurf ist noch nicht gespeichert. Er ist mit Version { $number } verglichen: Wenn Sie ihn speichern, machen Sie auch Änderungen dieser Version rückgängig, die Ihr Entwurf nicht enthält. Prüfen Sie sie zuerst.
admin-policy-nothing = Es gibt keine Änderungen zu speichern. Das entspricht der aktuellen Richtlinie.
admin-policy-changes = Änderungen
admin-policy-changes-text = Verglichen mit der aktuellen Richtlinie.
admin-policy-what = Einstellung
admin-policy-now = Aktuelle Richtlinie
admin-policy-then = Neue Richtlinie
admin-policy-this-version = Diese Version
admin-policy-on = Ein
admin-policy-off = Aus
admin-policy-affected = Wer betroffen ist
admin-policy-affected-text = Gezählt über { $accounts } Konten, ohne deaktivierte Konten.
admin-policy-from-to =
    { $before ->
        [one] jetzt 1 Person, nach dem Speichern { $after }
       *[other] jetzt { $before } Personen, nach dem Speichern { $after }
    }
admin-policy-enroll = Einrichtung bei der Anmeldung nötig
admin-policy-enroll-for-action = Einrichtung vor einer geschützten Aktion nötig
admin-policy-prove = Bestätigung bei jeder Anmeldung nötig
admin-policy-need-code = Anmeldung nur mit einem Ersatzcode möglich, weil die Methoden ausgeschaltet sind
admin-policy-locked-out = Ausgesperrt, weil die Methoden ausgeschaltet sind und es keine Ersatzcodes gibt
admin-policy-who = Nach dem Speichern betroffene Personen anzeigen
admin-policy-more = und { $count } weitere
admin-policy-all = Alle anzeigen
admin-policy-affected-people = { $count ->
    [one] 1 Person nach dem Speichern
   *[other] { $count } Personen nach dem Speichern
}
admin-affected-enroll = Einrichtung bei der Anmeldung nötig
admin-affected-enroll-for-action = Einrichtung vor einer geschützten Aktion nötig
admin-affected-prove = Bestätigung bei jeder Anmeldung nötig
admin-affected-need-code = Anmeldung nur mit einem Ersatzcode möglich
admin-affected-locked-out = Ausgesperrt
admin-policy-affected-nobody = Nach dem Speichern ist niemand betroffen.
admin-policy-affected-back = Zurück zur Vorschau
admin-policy-locks-out =
    { $count ->
        [one] Damit wird 1 Person ausgesperrt, die sich jetzt anmelden kann.
       *[other] Damit werden { $count } Personen ausgesperrt, die sich jetzt anmelden können.
    }
admin-policy-confirm = Geben Sie zum Fortfahren die Anzahl der Personen ein, die ausgesperrt werden: { $count }
admin-policy-save-title = Richtlinie speichern
admin-policy-save-text = Die neue Richtlinie gilt sofort, auch für angemeldete Personen.
admin-policy-save = Richtlinie speichern
admin-policy-reason-hint = Wird mit dieser Version der Richtlinie gespeichert.
admin-reason = Grund

admin-version-named = Version { $number }
admin-version-defaults = Standardrichtlinie
admin-version-about = Gespeichert von { $author } am { $when }.
admin-version-about-by-operator = Gespeichert über die Befehlszeile am { $when }.
admin-version-compared = Änderungen seit dieser Version
admin-version-compared-text = Diese Version verglichen mit der aktuellen Richtlinie.
admin-version-same = Diese Version entspricht der aktuellen Richtlinie.
admin-version-restore = Diese Version wiederherstellen

admin-policy-error-number = Geben Sie in jedes Zahlenfeld eine ganze Zahl ein.
admin-policy-error-day = Geben Sie ein gültiges Datum für den letzten Tag zum Überspringen der Einrichtung ein.
admin-policy-error-no-device = Erlauben Sie mindestens eine Authenticator-App pro Person, oder schalten Sie Authenticator-Apps aus.
admin-policy-error-no-passkey = Erlauben Sie mindestens einen Passkey pro Person, oder schalten Sie Passkeys aus.
admin-policy-error-step-up = Eine Bestätigung für Kontoänderungen muss 1 bis 86.400 Sekunden gültig sein.
admin-policy-error-trust = Die Tage für vertrauenswürdige Browser müssen zwischen 0 und 90 liegen. Mit 0 sind sie ausgeschaltet.
admin-policy-unrecoverable = { $count ->
    [one] 1 Konto ließe sich nicht wiederherstellen, weil seine Adresse nicht bestätigt ist.
   *[other] { $count } Konten ließen sich nicht wiederherstellen, weil ihre Adressen nicht bestätigt sind.
}
admin-policy-recoveries = { $count ->
    [one] 1 Wiederherstellung läuft. Sie behält die Wartezeit, mit der sie begonnen hat, solange sie nicht abgebrochen wird.
   *[other] { $count } Wiederherstellungen laufen. Sie behalten die Wartezeit, mit der sie begonnen haben, solange sie nicht abgebrochen werden.
}
admin-policy-error-recovery = Die Wartezeit für die Kontowiederherstellung muss 24 bis 720 Stunden betragen oder 0 sein.
admin-policy-error-too-many-actions = Die Richtlinie kann höchstens 100 Aktionen haben.
admin-policy-error-action-name = Der Name einer Aktion muss 1 bis 64 Kleinbuchstaben, Ziffern, Punkte, Binde- oder Unterstriche haben. Eine Beschreibung kann höchstens 200 Zeichen haben.
admin-policy-error-action-twice = Zwei Aktionen haben denselben Namen. Jeder Name darf nur einmal vorkommen.
admin-policy-error-lifetime = Eine Bestätigung für eine Aktion muss 1 bis 86.400 Sekunden gültig sein.
admin-policy-error-action-without-method = Eine Aktion verlangt die Einrichtung, aber keine Methode ist eingeschaltet. Schalten Sie eine Methode ein, oder verlangen Sie für keine Aktion die Einrichtung.

notice-policy-saved = Die Richtlinie wurde gespeichert.
