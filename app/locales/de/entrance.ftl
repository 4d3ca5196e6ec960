# Die Startseite, Registrierung, Anmeldung, Abmeldung, und was zu tun ist, wenn nichts mehr geht.

landing-title = Ihr Konto, mit einem zweiten Schlüssel
landing-lead = Ein Passwort allein lässt sich erraten, mehrfach verwenden oder stehlen. Mit einem Passkey oder einem Code von Ihrem Telefon reicht es nicht mehr, um hineinzukommen.
landing-phone-title = Ein Passkey oder ein Code
landing-phone-text = Fingerabdruck, Gesicht oder Displaysperre; oder eine beliebige Authenticator-App, auch ohne Netz.
landing-codes-title = Ersatzcodes
landing-codes-text = Zehn Codes zum Aufheben auf Papier, für den Tag, an dem Telefon oder Passkey fehlen.
landing-sessions-title = Nichts bleibt verborgen
landing-sessions-text = Sehen Sie, wo Sie überall angemeldet sind, und beenden Sie es mit einem Klick.
landing-developers = Für Entwickler:

entrance-email = E-Mail-Adresse
entrance-password = Passwort
entrance-password-hint = Mindestens { $minimum } Zeichen. Gut sind einige Wörter, die nichts miteinander zu tun haben.

sign-up-title = Konto anlegen
sign-up-heading = Legen Sie Ihr Konto an
sign-up-lead = Es dauert etwa zwei Minuten. Für eine Authenticator-App halten Sie Ihr Telefon bereit.
sign-up-button = Konto anlegen
sign-up-known = Haben Sie schon ein Konto?

sign-in-title = Anmelden
sign-in-heading = Willkommen zurück
sign-in-lead = Melden Sie sich bei Ihrem Konto an.
sign-in-button = Anmelden
sign-in-new = Neu hier?
sign-in-ended = Ihre Sitzung ist beendet. Melden Sie sich an, um fortzufahren.

sign-out-title = Abmelden?
sign-out-lead = Sie sind angemeldet als { $email }.
sign-out-button = Abmelden

lost-access-title = Telefon oder Passkey verloren, und die Codes auch?
lost-access-lead = Versuchen Sie zuerst das Folgende. Oft hilft eines davon.
lost-access-codes-title = Suchen Sie Ihre Ersatzcodes.
lost-access-codes-text = Zehn Codes aus je fünf Gruppen, vielleicht in einem Passwortmanager, in einer Schublade oder in einer Datei namens backup-codes.txt.
lost-access-restore-title = Stellen Sie die App oder den Passkey wieder her.
lost-access-restore-text = Viele Authenticator-Apps und Passwortmanager haben eine Kopie in der Cloud und sind auf einem neuen Gerät wieder da.
lost-access-session-title = Gehen Sie an ein Gerät, das noch angemeldet ist.
lost-access-session-text = Dort sehen Sie Ihr Konto und können sich überall sonst abmelden.
lost-access-ask-title = Nichts hat geholfen?
lost-access-ask-text = Wer diesen Dienst betreibt, kann Ihren zweiten Schritt entfernen, sobald sicher ist, dass Sie es sind. Danach melden Sie sich mit Ihrem Passwort an und richten ihn neu ein.
lost-access-ask-somebody = Wenden Sie sich an die Menschen, die diesen Dienst betreiben.
lost-access-ask-button = Um Hilfe bitten
lost-access-write-to = An { $email } schreiben
