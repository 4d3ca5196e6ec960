# Was alle Nachrichten gemeinsam haben, und die Nachricht, mit der die Einstellungen geprüft werden.

mail-several = Das ist innerhalb einer Stunde { $count }-mal geschehen.
mail-whose-act = Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, hat jemand anderes Zugriff auf Ihr Konto: Sichern Sie es jetzt über den folgenden Link.
mail-not-me = Das war ich nicht
mail-sign-in = Anmelden
mail-reset = Passwort zurücksetzen

mail-fact-address = E-Mail-Adresse
mail-fact-second-address = Zweite Adresse
mail-fact-previous-address = Frühere Adresse
mail-fact-new-address = Neue E-Mail-Adresse
mail-fact-when = Zeitpunkt
mail-fact-method = Methode
mail-fact-reason = Grund
mail-fact-network = Netzwerkadresse
mail-fact-browser = Browser
mail-fact-earlier = Frühere, nicht aufgeführt

mail-automatic = Diese Nachricht wurde automatisch von { $issuer } gesendet.
mail-notice = Nachrichten zur Sicherheit Ihres Kontos können nicht abbestellt werden.
mail-support = Fragen? Wenden Sie sich an { $support }.

mail-moment = { $day }. { $month } { $year }, { $time } UTC
mail-month =
    { $number ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }

mail-test-title = Testnachricht von { $issuer }
mail-test-text =
    Diese Nachricht zeigt, dass { $issuer } E-Mails senden kann. Sie können sie löschen.

    Es gibt sie als Text und als HTML, wie alle Nachrichten von { $issuer }. Prüfen Sie, ob sie nicht im Spam-Ordner liegt und ob der Absender stimmt.
