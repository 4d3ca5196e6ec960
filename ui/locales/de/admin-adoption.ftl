# Wie viele Konten eingerichtet sind: die erste Seite des Dashboards.

admin-adoption-title = Verbreitung
admin-adoption-lead = Wie viele Konten eingerichtet sind, wo die Einrichtung abgebrochen wird und wie viele Bestätigungen abgelehnt werden. Aktualisiert
admin-adoption-now = Aktueller Stand
admin-adoption-now-text = { $accounts ->
    [one] Ein Konto, ohne deaktivierte Konten.
   *[other] { $accounts } Konten, ohne deaktivierte Konten.
}
admin-adoption-what = Status
admin-adoption-accounts = Konten
admin-adoption-share = Anteil
admin-adoption-enrolled = Eingerichtet
admin-adoption-apps = Authenticator-App
admin-adoption-passkeys = Passkey
admin-adoption-unenrolled = Nicht eingerichtet
admin-adoption-few-codes = Wenige Ersatzcodes (noch 1 bis 3)
admin-adoption-no-codes = Eingerichtet, keine Ersatzcodes
admin-adoption-see-unenrolled = Nicht eingerichtete Konten anzeigen
admin-adoption-see-no-codes = Konten ohne Ersatzcodes anzeigen
admin-adoption-see-few-codes = Konten mit wenigen Ersatzcodes anzeigen
admin-adoption-period = Zeitraum
admin-adoption-days = { $days } Tage
admin-adoption-over-time = Einrichtung im Zeitverlauf
admin-adoption-over-time-text = Anteil der eingerichteten Konten am Ende jedes Tages (UTC). Tage ohne Daten fehlen.
admin-adoption-over-time-from-to = Eingerichtet: { $before } am { $first }, { $after } am { $last }.
admin-adoption-over-time-one = Eingerichtet: { $share } am { $day }.
admin-adoption-over-time-none = In diesem Zeitraum waren keine Konten eingerichtet.
admin-adoption-day = Tag
admin-adoption-numbers = Als Tabelle anzeigen
admin-adoption-funnel = Einrichtungstrichter
admin-adoption-funnel-text = Wie viele Anmeldungen jeden Schritt der Einrichtung erreicht und wie viele ihn abgeschlossen haben. Ein Wechsel zu einer anderen Methode zählt als Abbruch bei der ersten.
admin-adoption-funnel-most = Die meisten Abbrüche: „{ $step }“, { $stopped } von { $reached }.
admin-adoption-funnel-nobody = Keine Abbrüche in diesem Zeitraum.
admin-adoption-funnel-none = In diesem Zeitraum hat niemand mit der Einrichtung begonnen.
admin-adoption-passage = { $reached } erreicht, { $left } abgeschlossen
admin-adoption-step = Schritt
admin-adoption-step-choose = Methode auswählen
admin-adoption-step-app = Authenticator-App einrichten
admin-adoption-step-passkey = Passkey erstellen
admin-adoption-step-codes = Ersatzcodes speichern
admin-adoption-reached = Erreicht
admin-adoption-left = Abgeschlossen
admin-adoption-stopped = Abgebrochen
admin-adoption-trouble = Abgelehnte Bestätigungen
admin-adoption-trouble-text = Abgelehnte Codes und Passkeys, und wie oft zu viele falsche Codes zu einer Wartezeit oder einer Sperre geführt haben.
admin-adoption-refused = Abgelehnt
admin-adoption-refused-most = Abgelehnt: { $count } insgesamt, die meisten am { $day }: { $most }.
admin-adoption-refused-none = In diesem Zeitraum wurden keine Bestätigungen abgelehnt.
admin-adoption-waits = Wartezeiten
admin-adoption-stops = Sperren
admin-adoption-codes-used = Verwendete Ersatzcodes
admin-adoption-sign-ins = Anmeldungen
admin-adoption-export = Als CSV exportieren

share-of-nobody = –
share-percent = { $percent } %
share-below = < { $percent } %
share-above = > { $percent } %
