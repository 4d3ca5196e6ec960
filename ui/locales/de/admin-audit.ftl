# Das Protokoll im Dashboard.

admin-audit-lead = Alle Sicherheitsereignisse, die neuesten zuerst. Ereignisse können im Dashboard nicht geändert werden.
admin-audit-event = Ereignis
admin-audit-every-event = Alle Ereignisse
admin-audit-person = E-Mail-Adresse oder ID
admin-audit-from = Von (UTC)
admin-audit-to = Bis einschließlich (UTC)
admin-audit-refused = Nur abgelehnte Ereignisse anzeigen
admin-audit-none = Keine Ereignisse entsprechen diesen Filtern.
admin-audit-nobody = Kein Konto hat die E-Mail-Adresse oder ID „{ $person }“.
admin-audit-export = Als CSV exportieren
admin-audit-gone = ein gelöschtes Konto ({ $id })
admin-audit-by = durch { $who }
admin-audit-by-administrator = durch einen Administrator
admin-audit-by-server = automatisch
admin-audit-by-operator = über die Befehlszeile
admin-audit-by-application = durch eine Anwendung
admin-audit-seal-title = Manipulationsschutz
admin-audit-seal-text = Jede Minute werden neue Ereignisse zu einem Block versiegelt, der den Hash des vorherigen Blocks enthält. Wird ein versiegeltes Ereignis in der Datenbank geändert, stimmen die Hashes nicht mehr überein.
admin-audit-seal-none = Noch sind keine Ereignisse versiegelt.
admin-audit-sealed = Versiegelt bis
admin-audit-seal-note = Das sind Nummer und Hash des neuesten Blocks. Bewahren Sie eine Kopie außerhalb dieses Servers auf. Um später zu prüfen, ob sich bis zu diesem Block nichts geändert hat, führen Sie auf dem Server diesen Befehl aus:
admin-audit-seal-broken = Der neueste Block stimmt nicht mit dem zuletzt versiegelten überein. Entweder wurde die Datenbank geändert, oder dieser Server hat nicht die aktuelle Schlüsseldatei. Es werden keine weiteren Ereignisse versiegelt. Um die Ursache zu finden, führen Sie auf dem Server diesen Befehl aus:
