# Wie weit der zweite Schritt verbreitet ist: die erste Seite der Verwaltung.

admin-adoption-title = Verbreitung
admin-adoption-lead = Wer einen zweiten Schritt hat, wo man auf dem Weg dahin aufhört, und was schiefgeht. Gezählt
admin-adoption-now = Jetzt
admin-adoption-now-text = { $accounts ->
    [one] Ein Konto, deaktivierte nicht mitgezählt.
   *[other] { $accounts } Konten, deaktivierte nicht mitgezählt.
}
admin-adoption-what = Was sie haben
admin-adoption-accounts = Konten
admin-adoption-share = Anteil
admin-adoption-enrolled = Irgendein zweiter Schritt
admin-adoption-apps = Authenticator-App
admin-adoption-passkeys = Passkey
admin-adoption-unenrolled = Noch keiner
admin-adoption-few-codes = Noch ein bis drei Ersatzcodes
admin-adoption-no-codes = Zweiter Schritt, aber keine Ersatzcodes
admin-adoption-see-unenrolled = Wer keinen hat
admin-adoption-see-no-codes = Wer keine Ersatzcodes hat
admin-adoption-see-few-codes = Wem die Ersatzcodes ausgehen
admin-adoption-period = Zeitraum
admin-adoption-days = { $days } Tage
admin-adoption-over-time = Im Lauf der Zeit
admin-adoption-over-time-text = Der Anteil der Konten mit einem zweiten Schritt, am Ende jedes Tages (UTC). Tage, an denen nicht gezählt wurde, fehlen.
admin-adoption-over-time-from-to = Irgendein zweiter Schritt: von { $before } am { $first } auf { $after } am { $last }.
admin-adoption-over-time-one = Irgendein zweiter Schritt: { $share } am { $day }.
admin-adoption-over-time-none = An diesen Tagen hatte niemand einen zweiten Schritt.
admin-adoption-day = Tag
admin-adoption-numbers = Zahlen zeigen
admin-adoption-funnel = Einrichtung, Schritt für Schritt
admin-adoption-funnel-text = Wie viele Anmeldungen zu jedem Schritt der Einrichtung kamen, und wie viele ihn geschafft haben. Wer zu einer anderen Methode wechselt, hat bei der ersten aufgehört.
admin-adoption-funnel-most = Die meisten hörten bei „{ $step }“ auf: { $stopped } von { $reached }.
admin-adoption-funnel-nobody = Niemand hat unterwegs aufgehört.
admin-adoption-funnel-none = An diesen Tagen kam niemand zur Einrichtung eines zweiten Schritts.
admin-adoption-passage = Gekommen: { $reached }, weiter: { $left }
admin-adoption-step = Schritt
admin-adoption-step-choose = Methode wählen
admin-adoption-step-app = App einrichten
admin-adoption-step-passkey = Passkey anlegen
admin-adoption-step-codes = Ersatzcodes sichern
admin-adoption-reached = Gekommen
admin-adoption-left = Weiter
admin-adoption-stopped = Aufgehört
admin-adoption-trouble = Was schiefgeht
admin-adoption-trouble-text = Zweite Schritte, die abgelehnt wurden, und wie oft jemand nach zu vielen davon warten musste oder gesperrt wurde.
admin-adoption-refused = Abgelehnt
admin-adoption-refused-most = Abgelehnt: insgesamt { $count }, die meisten am { $day }: { $most }.
admin-adoption-refused-none = An diesen Tagen wurde kein zweiter Schritt abgelehnt.
admin-adoption-waits = Mussten warten
admin-adoption-stops = Gesperrt
admin-adoption-codes-used = Ersatzcodes benutzt
admin-adoption-sign-ins = Anmeldungen
admin-adoption-export = Als CSV herunterladen

share-of-nobody = –
share-percent = { $percent } %
share-below = < { $percent } %
share-above = > { $percent } %
