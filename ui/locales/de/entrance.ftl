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
sign-up-mail-lead = Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Link, mit dem es hier weitergeht.
sign-up-mail-button = Link senden

sign-in-forgotten = Passwort vergessen?
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
lost-access-recovery-title = Konto wiederherstellen
lost-access-recovery-text = Wenn Sie Ihr Passwort kennen und Nachrichten an Ihre Adresse erhalten, können Sie nach einer Wartezeit eine neue Methode einrichten.
lost-access-recovery-sign-in = Wenn Sie Ihr Passwort kennen und Nachrichten an Ihre Adresse erhalten, können Sie nach einer Wartezeit eine neue Methode einrichten. Melden Sie sich zuerst mit Ihrem Passwort an und kehren Sie dann auf diese Seite zurück.
account-recovery-title = Kontowiederherstellung
account-recovery-lead = Für den Fall, dass Sie weder eine Methode noch einen Ersatzcode mehr haben.
account-recovery-step-mail = Wir senden einen Link an Ihre E-Mail-Adresse. Öffnen Sie ihn und geben Sie Ihr Passwort noch einmal ein.
account-recovery-step-wait = Es beginnt eine Wartezeit von { $wait }. Jeden Tag senden wir eine Nachricht an alle Ihre Adressen.
account-recovery-step-set-up = Wenn sie vorbei ist, erhalten Sie einen Link, mit dem Sie eine neue Methode einrichten.
account-recovery-until-then = Bis dahin funktionieren Ihre Methoden und Ersatzcodes weiter, und Sie können die Wiederherstellung jederzeit abbrechen.
account-recovery-button = Link anfordern
account-recovery-back = Zurück zur Anmeldung
account-recovery-off = Dieses Konto lässt sich auf diesem Weg nicht wiederherstellen. Wenden Sie sich an Ihren Administrator.
account-recovery-administrator = Konten von Administratoren lassen sich auf diesem Weg nicht wiederherstellen. Wenden Sie sich an einen anderen Administrator.
account-recovery-unconfirmed = Die E-Mail-Adresse dieses Kontos ist nicht bestätigt, deshalb lässt es sich auf diesem Weg nicht wiederherstellen. Wenden Sie sich an Ihren Administrator.
account-recovery-password-by-mail = Das Passwort dieses Kontos wurde mit einem Link aus einer Nachricht festgelegt und seitdem nicht zusammen mit einer Methode verwendet. Das Konto lässt sich auf diesem Weg nicht wiederherstellen. Wenden Sie sich an Ihren Administrator.
account-recovery-new-address = Die E-Mail-Adresse dieses Kontos ist neu. Eine Wiederherstellung kann ab { $until } beginnen.
account-recovery-paused = Eine Wiederherstellung dieses Kontos wurde abgebrochen. Die nächste kann ab { $until } beginnen.
account-recovery-waiting = Eine Wiederherstellung läuft. Sie ist frühestens am { $until } bereit. Dann senden wir Ihnen eine Nachricht.
account-recovery-ready = Eine Wiederherstellung ist bereit. Öffnen Sie den Link in der Nachricht, die wir an Ihre E-Mail-Adresse gesendet haben.
recovery-banner-title = Eine Wiederherstellung Ihres Kontos läuft
recovery-banner-waiting = Jemand, der Ihr Passwort kennt, hat sie am { $began } begonnen und kann Ihre Methoden und Ersatzcodes ab { $ready } ersetzen.
recovery-banner-ready = Jemand, der Ihr Passwort kennt, hat sie am { $began } begonnen und kann Ihre Methoden und Ersatzcodes jetzt ersetzen.
recovery-banner-advice = Wenn Sie sie nicht brauchen, brechen Sie sie ab. Ihre anderen Sitzungen werden dann beendet, und Sie wählen ein neues Passwort.
recovery-stop-button = Wiederherstellung abbrechen
lost-access-ask-title = Nichts davon hat geholfen?
lost-access-ask-text = Ein Administrator kann Ihre Bestätigung in zwei Schritten zurücksetzen, nachdem er Ihre Identität geprüft hat. Danach melden Sie sich mit Ihrem Passwort an und richten sie neu ein.
lost-access-ask-somebody = Wenden Sie sich an Ihren Administrator.
lost-access-ask-button = Administrator kontaktieren
lost-access-write-to = E-Mail an { $email }

forgotten-title = Passwort vergessen?
forgotten-lead = Geben Sie Ihre E-Mail-Adresse ein. Wenn sie zu einem Konto gehört, senden wir Ihnen einen Link, mit dem Sie ein neues Passwort festlegen.
forgotten-button = Link senden

check-mail-title = Sehen Sie in Ihr Postfach
check-mail-lead = Wir haben eine Nachricht an die eingegebene Adresse gesendet. Öffnen Sie den Link darin innerhalb von 30 Minuten.
check-mail-missing = Keine Nachricht?
check-mail-spam = Es kann einige Minuten dauern. Sehen Sie auch im Spam-Ordner nach.
check-mail-spelling = Vielleicht ist die Adresse falsch geschrieben. Gehen Sie zurück und geben Sie sie erneut ein.
check-mail-known = Wenn Sie ein Konto erstellen wollten und schon eines haben, steht das in der Nachricht.
check-mail-unknown = Wenn Sie ein neues Passwort festlegen wollten und es kein Konto mit dieser Adresse gibt, senden wir nichts.
check-mail-sign-in = Zurück zur Anmeldung

mail-link-title = Weiter
mail-link-sign-up-lead = Wählen Sie ein Passwort für dieses Konto:
mail-link-reset-heading = Neues Passwort festlegen
mail-link-reset-lead = Wählen Sie ein neues Passwort für dieses Konto. Sie werden überall abgemeldet, und Ihr zweiter Schritt bleibt, wie er ist.
mail-link-reset-password = Neues Passwort
mail-link-reset-button = Passwort festlegen
mail-link-change-heading = E-Mail-Adresse ändern
mail-link-change-lead = Künftig melden Sie sich mit dieser Adresse an:
mail-link-confirm-heading = E-Mail-Adresse bestätigen
mail-link-confirm-lead = Nachrichten zur Sicherheit Ihres Kontos gehen an diese Adresse:
mail-link-confirm-button = Adresse bestätigen
mail-link-notices-heading = Zweite Adresse bestätigen
mail-link-notices-lead = Nachrichten zur Sicherheit des Kontos gehen auch an diese Adresse:
mail-link-recovery-heading = Kontowiederherstellung beginnen
mail-link-recovery-lead = Geben Sie das Passwort dieses Kontos noch einmal ein. Danach beginnt die Wartezeit, und alle Adressen und offenen Sitzungen des Kontos werden benachrichtigt.
mail-link-recovery-button = Kontowiederherstellung beginnen
mail-link-stop-heading = Kontowiederherstellung abbrechen
mail-link-stop-lead = Ihre Methoden und Ersatzcodes bleiben, wie sie sind. Alle Sitzungen werden beendet, und die nächste Anmeldung fragt nach einem neuen Passwort. Die Wiederherstellung gehört zu diesem Konto:
mail-link-finish-heading = Neue Methode einrichten
mail-link-finish-lead = Geben Sie das Passwort dieses Kontos ein und richten Sie dann eine neue Methode ein. Ihre bisherigen Methoden, Ersatzcodes und Sitzungen werden entfernt, sobald sie funktioniert.
mail-link-finish-button = Weiter
mail-link-sign-in-heading = Melden Sie sich zuerst an
mail-link-sign-in-lead = Um diesen Link zu verwenden, melden Sie sich in diesem Browser in dem Konto an, zu dem er gehört. Öffnen Sie danach den Link in der Nachricht noch einmal.
mail-link-sign-in-on = Anmeldung fortsetzen
mail-link-other-lead = Sie sind als { $email } angemeldet, aber dieser Link gehört zu einem anderen Konto. Melden Sie sich ab, melden Sie sich in jenem Konto an und öffnen Sie den Link in der Nachricht noch einmal.

not-me-title = Das waren nicht Sie?
not-me-lead = Wenn Sie sich noch anmelden können, tun Sie jetzt Folgendes:
not-me-sessions-title = Beenden Sie alle anderen Sitzungen.
not-me-sessions-text = Sie finden sie unter „Kontosicherheit“.
not-me-methods-title = Entfernen Sie, was nicht Ihnen gehört.
not-me-methods-text = Entfernen Sie Authenticator-Apps und Passkeys, die Sie nicht kennen, und erstellen Sie neue Ersatzcodes.
not-me-password-title = Ändern Sie Ihr Passwort.
not-me-password-text = Nehmen Sie eines, das Sie sonst nirgends verwenden.
not-me-button = Zur Kontosicherheit
not-me-locked-title = Sie können sich nicht anmelden?
not-me-locked-text = Legen Sie zuerst ein neues Passwort fest. Wenn Ihr Smartphone oder Ihr Passkey fehlt, sehen Sie nach, was Sie noch tun können.
