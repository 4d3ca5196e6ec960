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
