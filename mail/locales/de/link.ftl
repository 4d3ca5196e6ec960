# Nachrichten, die jemand mit einer Adresse anfordert: Die meisten haben einen Link, der einmal funktioniert.

mail-confirm-address-title = Bestätigen Sie Ihre E-Mail-Adresse für { $issuer }
mail-confirm-address-text =
    Jemand, vermutlich Sie, möchte mit dieser E-Mail-Adresse ein Konto bei { $issuer } erstellen. Öffnen Sie den folgenden Link, um fortzufahren. { $minutes ->
        [one] Er funktioniert einmal und ist 1 Minute gültig.
       *[other] Er funktioniert einmal und ist { $minutes } Minuten gültig.
    }

    Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht. Ohne den Link wird kein Konto erstellt.
mail-confirm-address-button = E-Mail-Adresse bestätigen
mail-confirm-address-other = Keine solchen Nachrichten mehr an diese Adresse

mail-already-registered-title = Sie haben bereits ein Konto bei { $issuer }
mail-already-registered-text =
    Jemand, vermutlich Sie, wollte mit dieser E-Mail-Adresse ein Konto bei { $issuer } erstellen. Zu dieser Adresse gibt es aber schon eines. Melden Sie sich stattdessen an. Wenn Sie Ihr Passwort vergessen haben, setzen Sie es zurück.

    Wenn Sie das nicht waren, ignorieren Sie diese Nachricht. Ihr Konto ist unverändert.

mail-confirm-account-address-title = Bestätigen Sie Ihre E-Mail-Adresse für { $issuer }
mail-confirm-account-address-text =
    Jemand, der in Ihrem Konto bei { $issuer } angemeldet ist, hat diesen Link angefordert. Öffnen Sie ihn, um zu bestätigen, dass Nachrichten zu Ihrem Konto Sie unter dieser Adresse erreichen. { $minutes ->
        [one] Er funktioniert einmal und ist 1 Minute gültig.
       *[other] Er funktioniert einmal und ist { $minutes } Minuten gültig.
    }

    Wenn Sie kein Konto bei { $issuer } haben, ignorieren Sie diese Nachricht: Jemand hat Ihre Adresse versehentlich angegeben.
mail-confirm-account-address-button = E-Mail-Adresse bestätigen

mail-confirm-notice-address-title = Bestätigen Sie Ihre zweite Adresse für { $issuer }
mail-confirm-notice-address-text =
    Um Nachrichten zur Sicherheit Ihres Kontos bei { $issuer } auch unter dieser Adresse zu erhalten, öffnen Sie den folgenden Link in einem Browser, in dem Sie angemeldet sind. { $minutes ->
        [one] Er funktioniert einmal und ist 1 Minute gültig.
       *[other] Er funktioniert einmal und ist { $minutes } Minuten gültig.
    }

    Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht. Ohne den Link erhalten Sie keine solchen Nachrichten.
mail-confirm-notice-address-button = Zweite Adresse bestätigen

mail-confirm-new-address-title = Bestätigen Sie Ihre neue E-Mail-Adresse für { $issuer }
mail-confirm-new-address-text =
    Um diese E-Mail-Adresse für Ihr Konto bei { $issuer } zu verwenden, öffnen Sie den folgenden Link in einem Browser, in dem Sie angemeldet sind. { $minutes ->
        [one] Er funktioniert einmal und ist 1 Minute gültig.
       *[other] Er funktioniert einmal und ist { $minutes } Minuten gültig.
    }

    Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht. Ohne den Link ändert sich nichts.
mail-confirm-new-address-button = Neue Adresse bestätigen

mail-reset-password-title = Setzen Sie Ihr Passwort für { $issuer } zurück
mail-reset-password-text =
    Jemand, vermutlich Sie, möchte das Passwort Ihres Kontos bei { $issuer } zurücksetzen. Öffnen Sie den folgenden Link, um ein neues zu wählen. { $minutes ->
        [one] Er funktioniert einmal und ist 1 Minute gültig.
       *[other] Er funktioniert einmal und ist { $minutes } Minuten gültig.
    } Ihre Methoden für die Bestätigung in zwei Schritten bleiben, wie sie sind.

    Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht. Ihr Passwort ist unverändert.
mail-reset-password-button = Neues Passwort wählen

mail-reset-no-password-title = Ihr Konto bei { $issuer } hat kein Passwort
mail-reset-no-password-text =
    Jemand, vermutlich Sie, möchte das Passwort Ihres Kontos bei { $issuer } zurücksetzen. Das Konto hat kein Passwort: Sie melden sich mit einem Passkey an.

    Wenn Sie alle Ihre Passkeys verloren haben, halten Sie einen Ersatzcode bereit und öffnen Sie den folgenden Link, um einen neuen zu erstellen. { $minutes ->
        [one] Er funktioniert einmal und ist 1 Minute gültig.
       *[other] Er funktioniert einmal und ist { $minutes } Minuten gültig.
    } Ohne Ersatzcode wenden Sie sich an einen Administrator.

    Wenn Sie das nicht waren, ignorieren Sie diese Nachricht. Ihr Konto ist unverändert.
mail-reset-no-password-button = Neuen Passkey erstellen
