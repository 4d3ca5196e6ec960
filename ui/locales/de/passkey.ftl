# Passkeys: einrichten, benutzen, und was mit dem Browser schiefgehen kann.

passkey-title = Passkey
passkey-register-title = Passkey erstellen
passkey-register-lead = Ihr Gerät erstellt einen Schlüssel für dieses Konto und schützt ihn mit Fingerabdruck, Gesicht oder Displaysperre. Er kann nicht erraten werden, und gefälschte Websites können ihn nicht verwenden.
passkey-register-button = Passkey erstellen
passkey-verify-title = Passkey verwenden
passkey-verify-lead = Verwenden Sie Fingerabdruck, Gesicht, Displaysperre oder Sicherheitsschlüssel.
passkey-verify-button = Mit Passkey bestätigen
passkey-waiting = Folgen Sie den Anweisungen Ihres Browsers oder Geräts …
passkey-register-asleep = Dieser Browser hat die Skripte nicht ausgeführt, die Passkeys brauchen. Möglicherweise ist der Browser zu alt, JavaScript oder WebAssembly ausgeschaltet (etwa im Blockierungsmodus) oder der Download fehlgeschlagen. Laden Sie die Seite neu, verwenden Sie einen anderen Browser oder ein anderes Gerät, oder wählen Sie eine andere Methode, falls verfügbar.
passkey-verify-asleep = Dieser Browser hat die Skripte nicht ausgeführt, die Passkeys brauchen. Möglicherweise ist der Browser zu alt, JavaScript oder WebAssembly ausgeschaltet (etwa im Blockierungsmodus) oder der Download fehlgeschlagen. Laden Sie die Seite neu, verwenden Sie einen anderen Browser oder ein anderes Gerät, oder nehmen Sie eine andere Methode oder einen Ersatzcode, falls vorhanden.
passkey-sign-in-asleep = Die Anmeldung mit einem Passkey funktioniert hier nicht, weil dieser Browser die Skripte dafür nicht ausgeführt hat. Möglicherweise ist der Browser zu alt, JavaScript oder WebAssembly ausgeschaltet (etwa im Blockierungsmodus) oder der Download fehlgeschlagen. Melden Sie sich mit Ihrem Passwort an, oder laden Sie die Seite neu.
passkey-sign-up-button = Konto mit einem Passkey erstellen
passkey-sign-up-asleep = Ein Passkey braucht JavaScript, und dieser Browser hat die Skripte dafür nicht ausgeführt. Möglicherweise ist der Browser zu alt, JavaScript oder WebAssembly ausgeschaltet (etwa im Blockierungsmodus) oder der Download fehlgeschlagen. Wählen Sie ein Passwort oder laden Sie die Seite neu.
passkey-by-link-asleep = Ein Passkey braucht JavaScript, und dieser Browser hat die Skripte dafür nicht ausgeführt. Möglicherweise ist der Browser zu alt, JavaScript oder WebAssembly ausgeschaltet (etwa im Blockierungsmodus) oder der Download fehlgeschlagen. Laden Sie die Seite neu, oder öffnen Sie ihre Adresse in einem anderen Browser oder auf einem anderen Gerät.
passkey-sign-in = Mit Passkey anmelden
passkey-or = oder
passkey-on-device = Passkey ({ $device })

passkey-unsupported = Dieser Browser unterstützt keine Passkeys. Aktualisieren Sie ihn, verwenden Sie einen anderen Browser, oder wählen Sie eine andere Methode, falls verfügbar.
passkey-insecure = Passkeys funktionieren nur über HTTPS, und diese Seite verwendet es nicht. Verwenden Sie eine andere Methode, falls verfügbar, oder wenden Sie sich an Ihren Administrator.
passkey-ip-address = Passkeys benötigen einen Domainnamen, und dieser Dienst wird über seine IP-Adresse aufgerufen. Verwenden Sie eine andere Methode, falls verfügbar, oder wenden Sie sich an Ihren Administrator.
passkey-unavailable = Unter dieser Adresse können keine Passkeys verwendet werden. Verwenden Sie eine andere Methode, falls verfügbar, oder wenden Sie sich an Ihren Administrator.
passkey-not-saved = Es wurde kein Passkey erstellt. Sie haben abgebrochen, der Vorgang hat zu lange gedauert, oder dieses Gerät kann keinen speichern: Ein Gerät benötigt eine Displaysperre, ein Sicherheitsschlüssel eine PIN und freien Platz. Versuchen Sie es noch einmal, oder verwenden Sie eine andere Methode, falls verfügbar.
passkey-not-saved-at-once = Es wurde kein Passkey erstellt: Ihr Browser hat abgelehnt, ohne Sie zu fragen. Dieses Gerät hat keine Displaysperre, oder der Sicherheitsschlüssel hat keine PIN, ist voll oder zu alt für Passkeys (U2F). Richten Sie eine Displaysperre oder PIN ein, verwenden Sie ein anderes Gerät oder einen anderen Schlüssel, oder wählen Sie eine andere Methode, falls verfügbar.
passkey-not-used = Es wurde kein Passkey verwendet. Sie haben abgebrochen, der Vorgang hat zu lange gedauert, oder dieses Gerät hat keinen Passkey für dieses Konto. Versuchen Sie es noch einmal, oder verwenden Sie eine andere Methode, falls verfügbar.
passkey-not-used-at-once = Es wurde kein Passkey verwendet: Ihr Browser hat abgelehnt, ohne Sie zu fragen. Dieses Gerät oder dieser Sicherheitsschlüssel hat keinen Passkey für dieses Konto oder kann nicht prüfen, dass Sie es sind. Verwenden Sie das Gerät mit Ihrem Passkey oder eine andere Methode, falls verfügbar.
passkey-known-here = Dieses Gerät oder dieser Passwortmanager hat bereits einen Passkey für Ihr Konto. Verwenden Sie ein anderes Gerät oder eine andere Methode, falls verfügbar.
passkey-wrong-address = Ihr Browser lässt unter dieser Adresse keine Passkeys zu. Öffnen Sie den Dienst unter seiner üblichen HTTPS-Adresse, oder verwenden Sie eine andere Methode, falls verfügbar.
passkey-unfit = Dieses Gerät kann den benötigten Passkey nicht erstellen. Es muss mit Fingerabdruck, Gesicht oder PIN prüfen können, dass Sie es sind, und Platz für einen Passkey haben. Richten Sie eine Displaysperre ein, oder eine PIN auf Ihrem Sicherheitsschlüssel. Ist er voll, löschen Sie einen Passkey darauf. Ältere Schlüssel (U2F) können keine Passkeys speichern: Verwenden Sie einen anderen, oder wählen Sie eine andere Methode, falls verfügbar.
passkey-outdated = Dieses Gerät kann den benötigten Passkey nicht erstellen, weil es die heute üblichen Schlüsselarten nicht unterstützt. Vielleicht ist es ein älterer Sicherheitsschlüssel (U2F), oder seine Software ist veraltet. Aktualisieren Sie sie, verwenden Sie ein anderes Gerät oder einen anderen Schlüssel, oder wählen Sie eine andere Methode, falls verfügbar.
passkey-failed = Ihr Browser konnte den Passkey nicht verwenden. Versuchen Sie es noch einmal, oder verwenden Sie eine andere Methode, falls verfügbar.
passkey-saving-failed = Ihr Gerät oder Sicherheitsschlüssel konnte den Passkey nicht speichern. Ein Sicherheitsschlüssel ist vielleicht voll: Löschen Sie darauf einen Passkey, den Sie nicht mehr benötigen. Entsperren Sie sonst das Gerät, oder ziehen Sie den Schlüssel heraus und stecken Sie ihn wieder ein. Versuchen Sie es dann noch einmal, oder wählen Sie eine andere Methode, falls verfügbar.

choose-passkey = Passkey
choose-passkey-text = Fingerabdruck, Gesicht oder Displaysperre. Kein Tippen, und sicher vor Phishing.
choose-passkey-proof = Verwenden Sie Fingerabdruck, Gesicht, Displaysperre oder Sicherheitsschlüssel.

security-passkey-title = Passkeys
security-passkey-text = Melden Sie sich mit Fingerabdruck, Gesicht oder Displaysperre an, ohne etwas einzugeben.
security-passkey-none = Noch keine Passkeys. Mit einem Passkey melden Sie sich am schnellsten und sichersten an.
security-passkey-add = Passkey hinzufügen
security-passkey-synced = Zwischen Ihren Geräten synchronisiert
security-passkey-bound = Nur auf einem Gerät
security-passkey-created = Erstellt
security-offer-passkey-title = Schneller anmelden mit einem Passkey
security-offer-passkey-text = Mit einer zweiten Methode können Sie sich auch anmelden, wenn Sie Ihr Smartphone verlieren. Fingerabdruck, Gesicht oder Displaysperre sind schnell eingerichtet.
security-offer-app-title = Auch eine Authenticator-App hinzufügen
security-offer-app-text = Mit einer zweiten Methode können Sie sich auch anmelden, wenn Sie Ihren Passkey verlieren. Jede Authenticator-App ist geeignet.
security-offer-accept = Jetzt einrichten
security-offer-decline = Jetzt nicht

rename-passkey-title = Passkey umbenennen
remove-passkey-title = Passkey entfernen
remove-passkey-lead = Er funktioniert sofort nicht mehr. Wenn Ihr Gerät ihn noch anzeigt, löschen Sie ihn auch dort. Ist es Ihre einzige Methode, werden auch Ihre Ersatzcodes gelöscht.
notice-passkey-added = Ihr Passkey ist einsatzbereit.
notice-passkey-restored = Ihr neuer Passkey ist einsatzbereit, und alle anderen Sitzungen wurden beendet. Entfernen Sie unten die Passkeys, die Sie verloren haben.
notice-passkey-renamed = Der Name wurde geändert.
notice-passkey-removed = Der Passkey wurde entfernt und funktioniert nicht mehr.
dialog-register-passkey-title = Passkey erstellen
dialog-verify-passkey-title = Mit einem Passkey bestätigen
step-up-passkey-lead = Verwenden Sie zum Fortfahren Ihren Passkey.
step-up-passkey-add = Um einen Passkey hinzuzufügen, bestätigen Sie, dass Sie es sind.
step-up-passkey-remove = Um einen Passkey zu entfernen, bestätigen Sie, dass Sie es sind.
