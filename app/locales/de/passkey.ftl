# Passkeys: einrichten, benutzen, und was mit dem Browser schiefgehen kann.

passkey-title = Passkey
passkey-register-title = Passkey erstellen
passkey-register-lead = Ihr Gerät erzeugt einen Schlüssel für dieses Konto und verwahrt ihn hinter Fingerabdruck, Gesicht oder Displaysperre. Niemand kann ihn erraten, und keine gefälschte Seite kann ihn benutzen.
passkey-register-button = Passkey erstellen
passkey-verify-title = Passkey verwenden
passkey-verify-lead = Bestätigen Sie mit Fingerabdruck, Gesicht, Displaysperre oder Sicherheitsschlüssel.
passkey-verify-button = Mit Passkey bestätigen
passkey-waiting = Folgen Sie den Anweisungen von Browser oder Gerät …
passkey-no-scripts = Passkeys brauchen JavaScript, das in diesem Browser ausgeschaltet ist. Schalten Sie es ein und laden Sie die Seite neu, oder verwenden Sie eine andere Methode.
passkey-sign-in = Mit Passkey anmelden
passkey-or = oder
passkey-on-device = Passkey ({ $device })

passkey-unsupported = Dieser Browser unterstützt keine Passkeys. Aktualisieren Sie ihn, verwenden Sie einen anderen Browser, oder wählen Sie eine andere Methode.
passkey-insecure = Passkeys funktionieren nur über HTTPS, und diese Seite kam ohne. Verwenden Sie eine andere Methode, oder fragen Sie den Betreiber.
passkey-ip-address = Passkeys brauchen einen Namen, und dieser Dienst ist nur unter einer Nummer erreichbar, seiner IP-Adresse. Verwenden Sie eine andere Methode, oder fragen Sie den Betreiber.
passkey-unavailable = Unter dieser Adresse gibt es keine Passkeys. Verwenden Sie eine andere Methode, oder fragen Sie den Betreiber.
passkey-not-saved = Es wurde kein Passkey erstellt: Der Vorgang wurde abgebrochen, dauerte zu lange, oder dieses Gerät hat weder Displaysperre noch PIN, um Sie zu erkennen. Versuchen Sie es erneut, oder verwenden Sie eine andere Methode.
passkey-not-used = Es wurde kein Passkey verwendet: Der Vorgang wurde abgebrochen, dauerte zu lange, oder auf diesem Gerät gibt es keinen für dieses Konto. Versuchen Sie es erneut, oder verwenden Sie eine andere Methode.
passkey-known-here = Dieses Gerät oder dieser Passwortmanager hat bereits einen Passkey für Ihr Konto; es gibt nichts hinzuzufügen. Verwenden Sie ein anderes Gerät oder eine andere Methode.
passkey-wrong-address = Ihr Browser erlaubt unter dieser Adresse keine Passkeys. Öffnen Sie den Dienst unter seiner üblichen Adresse, über HTTPS, oder verwenden Sie eine andere Methode.
passkey-unfit = Dieses Gerät kann den nötigen Passkey nicht erstellen: Es muss prüfen können, dass Sie es sind, mit Fingerabdruck, Gesicht oder PIN. Richten Sie eine Displaysperre oder PIN ein, nehmen Sie ein anderes Gerät, oder wählen Sie eine andere Methode.
passkey-failed = Ihr Browser konnte den Passkey nicht verwenden. Versuchen Sie es erneut, oder verwenden Sie eine andere Methode.

choose-passkey = Passkey
choose-passkey-text = Fingerabdruck, Gesicht oder Displaysperre. Nichts zu tippen, und sicher vor gefälschten Seiten.
choose-passkey-proof = Fingerabdruck, Gesicht, Displaysperre oder Sicherheitsschlüssel.

security-passkey-title = Passkeys
security-passkey-text = Fingerabdruck, Gesicht oder Displaysperre zeigen, dass Sie es sind. Nichts zu tippen.
security-passkey-none = Noch keiner. Ein Passkey ist der sicherste Weg, sich anzumelden, und der schnellste.
security-passkey-add = Passkey hinzufügen
security-passkey-synced = Zwischen Ihren Geräten synchronisiert
security-passkey-bound = Nur auf diesem einen Gerät
security-passkey-created = Erstellt
security-offer-passkey-title = Schneller anmelden mit einem Passkey
security-offer-passkey-text = Mit einem zweiten Weg ist ein verlorenes Telefon kein Drama. Fingerabdruck, Gesicht oder Displaysperre sind im Nu eingerichtet.
security-offer-app-title = Auch eine Authenticator-App hinzufügen
security-offer-app-text = Mit einem zweiten Weg ist ein verlorener Passkey kein Drama. Jede Authenticator-App auf Ihrem Telefon eignet sich.
security-offer-accept = Jetzt einrichten
security-offer-decline = Nicht jetzt

rename-passkey-title = Passkey umbenennen
remove-passkey-title = Passkey entfernen
remove-passkey-lead = Er funktioniert hier sofort nicht mehr. Vielleicht zeigt Ihr Gerät ihn noch an; dann löschen Sie ihn auch dort. Ihre Ersatzcodes gehen mit der letzten Methode.
notice-passkey-added = Ihr Passkey ist einsatzbereit.
notice-passkey-renamed = Der neue Name ist gespeichert.
notice-passkey-removed = Der Passkey ist entfernt. Er öffnet dieses Konto nicht mehr.
dialog-register-passkey-title = Passkey einrichten
dialog-verify-passkey-title = Mit einem Passkey bestätigen
step-up-passkey-lead = Verwenden Sie Ihren Passkey, um fortzufahren.
step-up-passkey-add = Sie möchten einen Passkey hinzufügen. Bestätigen Sie, dass Sie es sind.
step-up-passkey-remove = Sie möchten einen Passkey entfernen. Bestätigen Sie, dass Sie es sind.
