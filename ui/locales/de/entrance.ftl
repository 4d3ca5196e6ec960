# Die Startseite, Registrierung, Anmeldung, Abmeldung, und was zu tun ist, wenn nichts mehr geht.

landing-title = Ihr Konto, mit einem zweiten Schlüssel
landing-lead = Passwörter lassen sich erraten, mehrfach verwenden oder stehlen. Mit einem Passkey oder einem Code von Ihrem Smartphone reicht ein gestohlenes Passwort zum Anmelden nicht aus.
landing-phone-title = Ein Passkey oder ein Code
landing-phone-text = Verwenden Sie Fingerabdruck, Gesicht oder Displaysperre oder eine beliebige Authenticator-App. Die App funktioniert auch offline.
landing-codes-title = Ersatzcodes
landing-codes-text = Zehn Codes, die Sie auf Papier aufbewahren, falls Sie Ihr Smartphone oder Ihren Passkey verlieren.
landing-sessions-title = Alle Sitzungen im Blick
landing-sessions-text = Sehen Sie, wo Sie angemeldet sind, und beenden Sie jede Sitzung mit einem Klick.
landing-developers = Für Entwickler:

entrance-email = E-Mail-Adresse
entrance-password = Passwort
entrance-password-hint = Mindestens { $minimum } Zeichen. Mehrere Wörter ohne Zusammenhang ergeben ein starkes Passwort.

sign-up-title = Konto erstellen
sign-up-heading = Konto erstellen
sign-up-lead = Das dauert etwa zwei Minuten. Wenn Sie eine Authenticator-App verwenden möchten, halten Sie Ihr Smartphone bereit.
sign-up-button = Konto erstellen
sign-up-known = Haben Sie schon ein Konto?

sign-in-title = Anmelden
sign-in-heading = Willkommen zurück
sign-in-lead = Melden Sie sich in Ihrem Konto an.
sign-in-button = Anmelden
sign-in-new = Neu hier?
sign-in-ended = Ihre Sitzung ist beendet. Melden Sie sich an, um fortzufahren.

sign-out-title = Abmelden?
sign-out-lead = Sie sind angemeldet als { $email }.
sign-out-button = Abmelden

lost-access-title = Smartphone oder Passkey verloren, und die Codes auch?
lost-access-lead = Versuchen Sie zuerst Folgendes.
lost-access-codes-title = Suchen Sie Ihre Ersatzcodes.
lost-access-codes-text = Sie haben zehn Codes aus je fünf Zeichengruppen gespeichert. Sehen Sie in Ihrem Passwortmanager und auf Papier nach, und suchen Sie nach einer Datei namens backup-codes.txt.
lost-access-restore-title = Stellen Sie Ihre Authenticator-App oder Ihren Passkey wieder her.
lost-access-restore-text = Viele Authenticator-Apps und Passwortmanager synchronisieren ihre Daten mit der Cloud. Melden Sie sich dort auf einem neuen Gerät an.
lost-access-session-title = Verwenden Sie ein Gerät, auf dem Sie noch angemeldet sind.
lost-access-session-text = Dort sehen Sie Ihr Konto und können sich überall sonst abmelden.
lost-access-ask-title = Nichts davon hat geholfen?
lost-access-ask-text = Ein Administrator kann Ihre Bestätigung in zwei Schritten zurücksetzen, nachdem er Ihre Identität geprüft hat. Danach melden Sie sich mit Ihrem Passwort an und richten sie neu ein.
lost-access-ask-somebody = Wenden Sie sich an Ihren Administrator.
lost-access-ask-button = Administrator kontaktieren
lost-access-write-to = E-Mail an { $email }
