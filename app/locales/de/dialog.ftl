# Die Dialoge, die eine Anwendung über ihren eigenen Seiten öffnet.

dialog-manage-title = Zweiten Schritt verwalten
dialog-choose-title = Methode wählen
dialog-scan-title = QR-Code scannen
dialog-verify-title = Bestätigungscode eingeben
dialog-codes-title = Ihre Ersatzcodes
dialog-enter-code-title = Ersatzcode eingeben

dialog-close = Schließen
dialog-loading = Einen Moment …
dialog-retry = Noch einmal versuchen
dialog-go-on = Weiter
dialog-signed-out = Sie sind nicht angemeldet. Melden Sie sich an, um fortzufahren.
dialog-sign-in-again = Neu anmelden
dialog-verified = Bestätigt. Vielen Dank.
dialog-nothing-to-verify = Sie haben noch keinen zweiten Schritt eingerichtet, also gibt es nichts, womit Sie bestätigen könnten.
dialog-set-up = Jetzt einrichten
dialog-leave-title = Schließen, ohne die Codes zu sichern?
dialog-leave-text = Ohne sie bedeutet ein verlorenes Telefon oder ein verlorener Passkey ein verlorenes Konto. Wir fragen beim nächsten Mal wieder, aber nur in diesem Browser und solange Sie angemeldet sind.
dialog-leave-stay = Zurück zu den Codes
dialog-leave = Trotzdem schließen

playground-title = Spielwiese
