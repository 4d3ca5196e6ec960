# Die Richtlinie in der Verwaltung.

admin-policy-defaults = Es gelten die Vorgaben: Noch hat niemand die Richtlinie geändert.
admin-policy-saved = Fassung { $number }, gespeichert von { $author }, { $when }.
admin-policy-before = Was vorher galt
admin-policy-undo = Rückgängig machen
admin-policy-changed = { $what }: von „{ $old }“ zu „{ $new }“
admin-policy-operator = dem Betreiber
admin-older = Ältere

admin-policy-methods-title = Methoden
admin-policy-methods-text = Was als zweiter Schritt möglich ist. Was abgeschaltet ist, gilt nicht mehr, auch nicht bei denen, die es haben.
admin-policy-totp = Authenticator-Apps
admin-policy-totp-codes = Ersatzcodes für alle, die eine App haben
admin-policy-max-apps = Apps je Person
admin-policy-passkey = Passkeys
admin-policy-passkey-codes = Ersatzcodes für alle, die einen Passkey haben
admin-policy-max-passkeys = Passkeys je Person

admin-policy-enrollment-title = Einrichtung
admin-policy-enrollment-text = Wann jemand ohne zweiten Schritt einen einrichten muss.
admin-policy-enroll-signup = Vor allem anderen
admin-policy-enroll-signup-text = Bei der Registrierung, und bei der nächsten Anmeldung von allen, die noch keinen haben.
admin-policy-enroll-action = Vor einer geschützten Aktion
admin-policy-enroll-action-text = Alle kommen hinein. Erst eine Aktion aus der Liste unten verlangt die Einrichtung.
admin-policy-enroll-none = Nie
admin-policy-enroll-none-text = Wer möchte, richtet einen ein. Eine Aktion kann es trotzdem verlangen.
admin-policy-grace = Lässt sich verschieben bis zum Ende des
admin-policy-grace-hint = Für „Vor allem anderen“. Bis zu diesem Tag (UTC) kann man „Jetzt nicht“ sagen, und nur das Passwort schützt das Konto.
admin-policy-no-grace = Lässt sich nicht verschieben

admin-policy-proof-title = Nachweis
admin-policy-proof-text = Wann jemand nach dem zweiten Schritt gefragt wird.
admin-policy-session-based = Bei jeder Anmeldung
admin-policy-session-based-text = Sonst nur vor geschützten Aktionen und Änderungen an der Sicherheit des Kontos.
admin-policy-step-up = Wie lange ein Nachweis für Änderungen am Konto zählt, in Sekunden
admin-policy-step-up-text = Von 1 bis 86.400. Fünf Minuten sind 300.

admin-policy-actions-title = Geschützte Aktionen
admin-policy-actions-text = Wofür Ihre Anwendungen einen eigenen Nachweis verlangen. Die Namen geben die Anwendungen. Um eine zu entfernen, leeren Sie ihren Namen.
admin-policy-action-new = Noch eine Aktion
admin-policy-action-name = Name, etwa transfer.create
admin-policy-action-description = Was man zu lesen bekommt
admin-policy-action-token = Ein Nachweis zählt
admin-policy-single-use = einmal
admin-policy-time-bound = so oft wie nötig
admin-policy-action-lifetime = für so viele Sekunden
admin-policy-action-required = Wer keinen zweiten Schritt hat, richtet vorher einen ein
admin-policy-action = Aktion { $name }
admin-policy-action-absent = Nicht geschützt

admin-policy-preview = Vorschau der Änderung
admin-policy-preview-hint = Gespeichert wird noch nichts: Zuerst sehen Sie, wen es trifft.
admin-policy-edit = Zurück zum Formular
admin-policy-nothing = Nichts ist anders als in der geltenden Richtlinie.
admin-policy-changes = Was sich ändert
admin-policy-changes-text = Verglichen mit der geltenden Richtlinie.
admin-policy-what = Einstellung
admin-policy-now = Jetzt
admin-policy-then = Nach der Änderung
admin-policy-this-version = Diese Fassung
admin-policy-on = An
admin-policy-off = Aus
admin-policy-touched = Wen es trifft
admin-policy-touched-text = Von { $accounts } Konten, die nicht deaktiviert sind.
admin-policy-from-to =
    { $before ->
        [one] Jetzt 1 Person, danach { $after }
       *[other] Jetzt { $before } Personen, danach { $after }
    }
admin-policy-enroll = müssen einen zweiten Schritt einrichten
admin-policy-enroll-for-action = müssen vor einer geschützten Aktion einen zweiten Schritt einrichten
admin-policy-prove = werden bei jeder Anmeldung nach dem zweiten Schritt gefragt
admin-policy-need-code = haben nur abgeschaltete Methoden und kommen mit einem Ersatzcode hinein
admin-policy-locked-out = haben nur abgeschaltete Methoden und keinen Ersatzcode: Sie sind ausgesperrt
admin-policy-who = Wer nach der Änderung
admin-policy-more = und { $count } weitere
admin-policy-all = Alle zeigen
admin-policy-touched-people = { $count ->
    [one] 1 Person nach der Änderung
   *[other] { $count } Personen nach der Änderung
}
admin-touched-enroll = Wer einen zweiten Schritt einrichten muss
admin-touched-enroll-for-action = Wer vor einer geschützten Aktion einen zweiten Schritt einrichten muss
admin-touched-prove = Wer bei jeder Anmeldung nach dem zweiten Schritt gefragt wird
admin-touched-need-code = Wer nur mit einem Ersatzcode hineinkommt
admin-touched-locked-out = Wer ausgesperrt ist
admin-policy-touched-nobody = Niemand nach der Änderung.
admin-policy-touched-back = Zurück zur Vorschau
admin-policy-locks-out =
    { $count ->
        [one] Damit wird 1 Person ausgesperrt, die jetzt hineinkommt.
       *[other] Damit werden { $count } Personen ausgesperrt, die jetzt hineinkommen.
    }
admin-policy-confirm = Um fortzufahren, geben Sie ein, wie viele ausgesperrt werden: { $count }
admin-policy-save-title = Speichern
admin-policy-save-text = Die Richtlinie gilt ab der nächsten Anfrage, auch für alle, die gerade angemeldet sind.
admin-policy-save = Richtlinie speichern
admin-policy-reason-hint = Wird mit der Fassung aufbewahrt.
admin-reason = Grund

admin-version-named = Fassung { $number }
admin-version-defaults = Vor der ersten Fassung
admin-version-about = Gespeichert von { $author } am { $when }.
admin-version-compared = Was jetzt anders ist
admin-version-compared-text = Links, was diese Fassung sagt, rechts die geltende Richtlinie.
admin-version-same = Diese Fassung sagt dasselbe wie die geltende Richtlinie.
admin-version-restore = Diese Fassung wiederherstellen

admin-policy-error-number = Eine der Zahlen fehlt oder ist keine.
admin-policy-error-day = Der Tag, bis zu dem sich die Einrichtung verschieben lässt, ist kein Tag.
admin-policy-error-no-device = Mindestens eine App muss möglich sein. Wenn es keine geben soll, schalten Sie Authenticator-Apps ab.
admin-policy-error-no-passkey = Mindestens ein Passkey muss möglich sein. Wenn es keine geben soll, schalten Sie Passkeys ab.
admin-policy-error-step-up = Ein Nachweis muss 1 bis 86.400 Sekunden zählen.
admin-policy-error-too-many-actions = Es kann höchstens 100 Aktionen geben.
admin-policy-error-action-name = Der Name einer Aktion hat 1 bis 64 kleine Buchstaben, Ziffern, Punkte, Binde- und Unterstriche; was man zu lesen bekommt, höchstens 200 Zeichen.
admin-policy-error-action-twice = Eine Aktion gibt es zweimal.
admin-policy-error-lifetime = Ein Nachweis für eine Aktion muss 1 bis 86.400 Sekunden zählen.
admin-policy-error-action-without-method = Eine Aktion verlangt die Einrichtung eines zweiten Schritts, aber keine Methode ist eingeschaltet, die man einrichten könnte.

notice-policy-saved = Die Richtlinie ist gespeichert.
