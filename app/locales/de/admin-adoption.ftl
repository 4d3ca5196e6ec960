# Wie weit der zweite Schritt verbreitet ist: die erste Seite der Verwaltung.

admin-adoption-title = Verbreitung
admin-adoption-lead = Wer einen zweiten Schritt hat, wo Leute auf dem Weg dahin aufgeben, und was schiefgeht. Gezählt
admin-adoption-now = Jetzt
admin-adoption-now-text = { $accounts ->
    [one] Ein Konto, gesperrte nicht mitgezählt.
   *[other] { $accounts } Konten, gesperrte nicht mitgezählt.
}
admin-adoption-what = Was sie haben
admin-adoption-accounts = Konten
admin-adoption-share = Anteil
admin-adoption-enrolled = Irgendein zweiter Schritt
admin-adoption-apps = Authenticator-App
admin-adoption-passkeys = Passkey
admin-adoption-unenrolled = Noch keiner
admin-adoption-few-codes = Noch ein bis drei Backup-Codes
admin-adoption-no-codes = Zweiter Schritt, aber keine Backup-Codes
admin-adoption-see-unenrolled = Wer keinen hat
admin-adoption-see-no-codes = Wer keine Ersatzcodes hat
admin-adoption-see-few-codes = Wem die Ersatzcodes ausgehen
admin-adoption-period = Zeitraum
admin-adoption-days = { $days } Tage
admin-adoption-over-time = Im Lauf der Zeit
admin-adoption-over-time-text = Der Anteil der Konten mit einem zweiten Schritt, am Ende jedes Tages (UTC). Tage, an denen nicht gezählt wurde, fehlen.
admin-adoption-day = Tag
admin-adoption-numbers = Zahlen zeigen
admin-adoption-funnel = Einrichtung, Schritt für Schritt
admin-adoption-funnel-text = Wie viele Anmeldungen zu jedem Schritt der Einrichtung kamen, und wie viele weitergingen.
admin-adoption-step = Schritt
admin-adoption-step-choose = Methode wählen
admin-adoption-step-app = App einrichten
admin-adoption-step-passkey = Passkey anlegen
admin-adoption-step-codes = Backup-Codes sichern
admin-adoption-reached = Kamen
admin-adoption-left = Gingen weiter
admin-adoption-stopped = Blieben hier
admin-adoption-trouble = Was schiefgeht
admin-adoption-trouble-text = Zweite Schritte, die abgelehnt wurden, und Leute, die nach zu vielen davon warten mussten oder gesperrt sind.
admin-adoption-refused = Abgelehnt
admin-adoption-waits = Mussten warten
admin-adoption-stops = Gesperrt
admin-adoption-codes-used = Backup-Codes benutzt
admin-adoption-sign-ins = Anmeldungen
admin-adoption-export = Als CSV herunterladen

share-of-nobody = –
share-percent = { $percent } %
share-below = < { $percent } %
share-above = > { $percent } %
