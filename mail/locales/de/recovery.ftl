# Die Wiederherstellung eines Kontos, dessen Inhaber alle Methoden verloren hat.

mail-confirm-recovery-title = Stellen Sie Ihr Konto bei { $issuer } wieder her
mail-confirm-recovery-text =
    Jemand, der Ihr Passwort kennt, vermutlich Sie, möchte Ihr Konto bei { $issuer } wiederherstellen. Öffnen Sie den folgenden Link und geben Sie Ihr Passwort ein, um die Wiederherstellung zu beginnen. { $minutes ->
        [one] Er funktioniert einmal und ist 1 Minute gültig.
       *[other] Er funktioniert einmal und ist { $minutes } Minuten gültig.
    } Danach beginnt eine Wartezeit. Wenn sie vorbei ist, können Sie eine neue Methode einrichten.

    Wenn Sie das nicht angefordert haben, kennt jemand anderes Ihr Passwort. Öffnen Sie den Link nicht und ändern Sie Ihr Passwort.
mail-confirm-recovery-button = Kontowiederherstellung beginnen

mail-recovery-started-title = Eine Kontowiederherstellung wurde begonnen
mail-recovery-started-text =
    Jemand, der Ihr Passwort kennt, möchte die Methoden und Ersatzcodes Ihres Kontos bei { $issuer } ersetzen. { $hours ->
        [one] Das ist in 1 Stunde möglich, wenn die Wiederherstellung nicht abgebrochen wird.
       *[other] Das ist in { $hours } Stunden möglich, wenn die Wiederherstellung nicht abgebrochen wird.
    } Bis dahin erhalten Sie jeden Tag eine Nachricht.

    Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, brechen Sie die Wiederherstellung jetzt über den folgenden Link ab. Sie müssen sich dafür nicht anmelden.
mail-recovery-started-button = Wiederherstellung abbrechen

mail-recovery-day-title = Eine Kontowiederherstellung läuft
mail-recovery-day-text =
    Jemand, der Ihr Passwort kennt, möchte die Methoden und Ersatzcodes Ihres Kontos bei { $issuer } ersetzen. { $hours ->
        [one] Das ist in 1 Stunde möglich, wenn die Wiederherstellung nicht abgebrochen wird.
       *[other] Das ist in { $hours } Stunden möglich, wenn die Wiederherstellung nicht abgebrochen wird.
    }

    Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, brechen Sie die Wiederherstellung jetzt über den folgenden Link ab. Sie müssen sich dafür nicht anmelden.
mail-recovery-day-button = Wiederherstellung abbrechen

mail-recovery-ready-title = Sie können jetzt eine neue Methode einrichten
mail-recovery-ready-text =
    Die Wiederherstellung Ihres Kontos bei { $issuer } ist bereit. Öffnen Sie innerhalb von 7 Tagen den folgenden Link und geben Sie Ihr Passwort ein, um eine neue Methode einzurichten. Ihre bisherigen Methoden und Ersatzcodes werden dann entfernt.

    Wenn Sie diese Wiederherstellung nicht begonnen haben, brechen Sie sie jetzt ab.
mail-recovery-ready-button = Neue Methode einrichten
mail-recovery-ready-other = Wiederherstellung abbrechen

mail-recovery-ready-elsewhere-title = Die Kontowiederherstellung ist bereit
mail-recovery-ready-elsewhere-text =
    Die Wartezeit für die Wiederherstellung Ihres Kontos bei { $issuer } ist vorbei. Jemand, der Ihr Passwort kennt und die Nachrichten an die Adresse Ihres Kontos liest, kann jetzt Ihre Methoden und Ersatzcodes ersetzen.

    Wenn Sie das waren, machen Sie mit der Nachricht an die Adresse Ihres Kontos weiter. Wenn nicht, brechen Sie die Wiederherstellung jetzt über den folgenden Link ab. Sie müssen sich dafür nicht anmelden.
mail-recovery-ready-elsewhere-button = Wiederherstellung abbrechen

mail-recovery-stopped-title = Die Kontowiederherstellung wurde abgebrochen
mail-recovery-stopped-text =
    Die Wiederherstellung Ihres Kontos bei { $issuer } wurde abgebrochen. Ihre Methoden und Ersatzcodes sind unverändert. Bei Ihrer nächsten Anmeldung werden Sie nach einem neuen Passwort gefragt.

    Wenn Sie die Wiederherstellung nicht begonnen haben, kennt jemand anderes Ihr Passwort. Verwenden Sie dieses Passwort nirgends mehr.
mail-recovery-done-title = Ihre Methoden wurden ersetzt
mail-recovery-done-text = Die Wiederherstellung Ihres Kontos bei { $issuer } ist abgeschlossen. Es hat eine neue Methode. Alle bisherigen Methoden, Ersatzcodes, Sitzungen und vertrauenswürdigen Browser wurden entfernt.
