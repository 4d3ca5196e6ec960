# Kontowiederherstellungen auf dem Dashboard.

admin-recoveries-lead = Wer alle Methoden und Codes verloren hat, kann mit Passwort und Adresse nach einer Wartezeit von { $wait } eine neue Methode einrichten.
admin-recoveries-off = Die Richtlinie erlaubt keine Kontowiederherstellung.
admin-recoveries-impossible = Diese Installation hat kein Mail-Relay, oder eine Anwendung meldet ihre Benutzer an: Kein Konto kann auf diesem Weg wiederhergestellt werden.
admin-recoveries-policy = Richtlinie ändern
admin-recoveries-under-way = Laufend
admin-recoveries-under-way-text = Jede Adresse des Kontos wird täglich benachrichtigt. Brechen Sie eine Wiederherstellung ab, die der Inhaber nicht begonnen hat.
admin-recoveries-none = Es läuft keine Wiederherstellung.
admin-recoveries-ended = Beendet
admin-recoveries-ended-text = Die fünfzig zuletzt beendeten Wiederherstellungen.
admin-recoveries-none-ended = Es wurde noch keine Wiederherstellung beendet.
admin-recoveries-waiting = Wartet
admin-recoveries-ready = Bereit
admin-recoveries-done = Abgeschlossen
admin-recoveries-stopped = Abgebrochen
admin-recoveries-voided = Durch eine Änderung am Konto oder an der Uhr beendet
admin-recoveries-lapsed = Nicht rechtzeitig abgeschlossen
admin-recoveries-since-ready = Seit { $since }, frühestens bereit am { $until }
admin-recoveries-since-usable = Seit { $since }, kann bis { $until } abgeschlossen werden
admin-recoveries-since-ended = { $since } bis { $until }
admin-recoveries-days = Tag { $day }: Benachrichtigungen von { $told } von { $days } Tagen zugestellt.
admin-recoveries-notices = Neueste Benachrichtigungen: { $done } von { $all } zugestellt, { $failed } fehlgeschlagen.
admin-recoveries-place = Begonnen von
admin-recoveries-stop-named = Wiederherstellung abbrechen: { $who }
admin-stop-recovery-text = Methoden und Ersatzcodes der Person bleiben, wie sie sind. Alle ihre Sitzungen werden beendet, bei der nächsten Anmeldung wird sie nach einem neuen Passwort gefragt, und mindestens 7 Tage lang kann keine Wiederherstellung beginnen. Sie erfährt den Grund.
