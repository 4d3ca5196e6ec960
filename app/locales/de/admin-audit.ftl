# Das Protokoll in der Verwaltung.

admin-audit-lead = Alles, was die Sicherheit betrifft, das Neueste zuerst. Von der Verwaltung aus lässt sich nichts daran ändern.
admin-audit-event = Ereignis
admin-audit-every-event = Alle Ereignisse
admin-audit-person = Adresse oder Kennung einer Person
admin-audit-from = Von
admin-audit-to = Bis zum Ende des
admin-audit-refused = Nur Abgelehntes
admin-audit-none = Nichts dergleichen ist geschehen.
admin-audit-nobody = Niemand hat die Adresse oder Kennung „{ $person }“.
admin-audit-export = Als CSV exportieren
admin-audit-gone = ein gelöschtes Konto ({ $id })
admin-audit-by = durch { $who }
admin-audit-by-administrator = durch die Verwaltung
admin-audit-by-operator = an der Befehlszeile
admin-audit-by-application = durch eine Anwendung
admin-audit-seal-title = Das Siegel
admin-audit-seal-text = Jede Minute werden neue Zeilen zu einem Block versiegelt, der den Hash des vorigen enthält. Wer in der Datenbank eine Zeile ändert, ändert also jeden Hash danach.
admin-audit-seal-none = Noch ist nichts versiegelt.
admin-audit-sealed = Versiegelt bis
admin-audit-seal-note = Das sind Nummer und Hash des neuesten Blocks. Notieren Sie beides außerhalb dieses Servers. An dessen Befehlszeile prüft der Betreiber, dass sich bis dahin nichts geändert hat:
admin-audit-seal-broken = Der neueste Block ist nicht der, der zuletzt versiegelt wurde: Jemand hat die Datenbank geändert, oder dieser Server hat nicht die aktuelle Schlüsseldatei. Weiter wird nichts versiegelt. Mehr erfährt der Betreiber an der Befehlszeile.
