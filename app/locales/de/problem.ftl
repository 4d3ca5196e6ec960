# Seiten anstelle von solchen, die sich nicht zeigen lassen.

problem-home = Zur Startseite
problem-request = Anfrage
problem-not-found-title = Hier ist nichts
problem-not-found-text = Vielleicht enthält die Adresse einen Tippfehler, oder es gibt die Seite nicht mehr.
problem-forbidden-title = Das kam nicht von hier
problem-forbidden-text = Die Anfrage kam von einer fremden Website, deshalb wurde nichts getan. Öffnen Sie unsere Seite noch einmal und wiederholen Sie die Aktion dort.
problem-too-many-title = Bitte warten Sie einen Moment
problem-too-many-text = Aus Ihrem Netz kamen zu viele Versuche.
problem-over-title = Das ist schon vorbei
problem-over-text = Es wurde in einem anderen Tab abgeschlossen oder abgebrochen. Machen Sie auf der Startseite weiter.
problem-session-title = Es wurde nichts geändert
problem-session-text = Sie sind jetzt als { $name } angemeldet. Die Seite, die Sie benutzt haben, wurde vorher geöffnet und gehört zu einer anderen Anmeldung.
problem-session-half-text = In diesem Browser hat eine andere Anmeldung begonnen, seit die Seite geöffnet wurde, die Sie benutzt haben.
problem-session-on = Weiter
problem-busy-title = Im Moment ist zu viel los
problem-busy-text = Es wurde nichts geändert. Warten Sie einen Moment und versuchen Sie es dann noch einmal.
problem-unreadable-title = Das konnten wir nicht lesen
problem-unreadable-text = Was Ihr Browser geschickt hat, war unvollständig oder in der falschen Form. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
problem-broken-title = Bei uns funktioniert etwas nicht
problem-broken-text = Es liegt nicht an Ihnen, und es ist nichts verloren. Versuchen Sie es in einer Minute noch einmal.

problem-cookies-title = Cookies sind blockiert
problem-cookies-text = Ihr Browser hat das Cookie nicht behalten, mit dem Sie angemeldet werden. Erlauben Sie Cookies für diese Website und melden Sie sich noch einmal an.

problem-address-title = Diese Seite hat eine andere Adresse
problem-address-text = Sie haben sie unter einer anderen Adresse geöffnet, deshalb wurde nichts geändert. Die richtige Adresse ist { $origin }.
problem-address-on = { $origin } öffnen
