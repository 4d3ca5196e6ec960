# Die Dialoge, die eine Anwendung über ihren eigenen Seiten öffnet.

dialog-manage-title = Bestätigung in zwei Schritten verwalten
dialog-choose-title = Methode auswählen
dialog-scan-title = QR-Code scannen
dialog-verify-title = Bestätigungscode eingeben
dialog-codes-title = Ihre Ersatzcodes
dialog-enter-code-title = Ersatzcode eingeben

dialog-close = Schließen
dialog-loading = Wird geladen …
dialog-retry = Erneut versuchen
dialog-go-on = Weiter
dialog-signed-out = Sie sind abgemeldet. Melden Sie sich an, um fortzufahren.
dialog-sign-in-again = Erneut anmelden
dialog-verified = Bestätigt.
dialog-nothing-to-verify = Sie haben die Bestätigung in zwei Schritten noch nicht eingerichtet.
dialog-set-up = Einrichten
dialog-leave-title = Schließen, ohne die Codes zu speichern?
dialog-leave-text = Ohne gespeicherte Ersatzcodes sind Sie möglicherweise ausgesperrt, wenn Sie Ihr Smartphone oder Ihren Passkey verlieren. Wir zeigen diese Codes beim nächsten Mal wieder, aber nur in diesem Browser und solange Sie angemeldet sind. Falls Sie ältere Codes haben, gelten sie weiter, bis Sie bestätigen, dass Sie diese gespeichert haben.
dialog-leave-stay = Zurück zu den Codes
dialog-leave = Trotzdem schließen

playground-title = Spielwiese
