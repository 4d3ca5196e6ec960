# Seiten anstelle von solchen, die sich nicht zeigen lassen.

problem-home = Zur Startseite
problem-request = Anfrage-ID
problem-not-found-title = Seite nicht gefunden
problem-not-found-text = Prüfen Sie die Adresse auf Tippfehler. Möglicherweise wurde die Seite auch entfernt.
problem-forbidden-title = Anfrage blockiert
problem-forbidden-text = Die Anfrage kam von einer anderen Website, deshalb wurde nichts geändert. Öffnen Sie unsere Seite erneut und versuchen Sie es dort.
problem-too-many-title = Zu viele Versuche
problem-too-many-text = Aus Ihrem Netzwerk kamen zu viele Versuche.
problem-over-title = Dieser Schritt ist bereits abgeschlossen
problem-over-text = Er wurde in einem anderen Tab abgeschlossen oder abgebrochen. Fahren Sie auf der Startseite fort.
problem-session-title = Es wurde nichts geändert
problem-session-text = Sie sind jetzt als { $name } angemeldet. Die Seite, die Sie verwendet haben, wurde vorher in einer anderen Sitzung geöffnet.
problem-session-half-text = Nachdem Sie die Seite geöffnet haben, wurde in diesem Browser eine andere Anmeldung begonnen.
problem-session-on = Weiter
problem-busy-title = Der Dienst ist ausgelastet
problem-busy-text = Es wurde nichts geändert. Warten Sie einen Moment und versuchen Sie es noch einmal.
problem-unreadable-title = Ungültige Anfrage
problem-unreadable-text = Ihr Browser hat unvollständige oder ungültige Daten gesendet. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
problem-broken-title = Bei uns ist ein Fehler aufgetreten
problem-broken-text = Es ist nichts verloren gegangen. Versuchen Sie es in einer Minute noch einmal.
problem-cookies-title = Cookies sind blockiert
problem-cookies-text = Ihr Browser hat das Cookie nicht behalten, mit dem Sie angemeldet werden. Erlauben Sie Cookies für diese Website und melden Sie sich noch einmal an.
problem-address-title = Diese Seite hat eine andere Adresse
problem-address-text = Sie haben sie unter einer anderen Adresse geöffnet, deshalb wurde nichts geändert. Die richtige Adresse ist { $origin }.
problem-address-on = { $origin } öffnen
