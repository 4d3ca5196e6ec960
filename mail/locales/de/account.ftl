# Mitteilungen: was mit einem Konto geschehen ist.

mail-address-change-requested-title = Jemand möchte Ihre E-Mail-Adresse ändern
mail-address-change-requested-text = Jemand, der in Ihrem Konto bei { $issuer } angemeldet ist, möchte diese E-Mail-Adresse ersetzen. Sie wird ersetzt, sobald die neue Adresse bestätigt ist.
mail-address-changed-title = Ihre E-Mail-Adresse wurde geändert
mail-address-changed-text = Ihr Konto bei { $issuer } hat eine neue E-Mail-Adresse. Melden Sie sich mit der neuen an. Nachrichten zur Sicherheit Ihres Kontos werden 7 Tage lang auch an die bisherige Adresse gesendet, wenn sie bestätigt war.

mail-password-changed-title = Ihr Passwort wurde geändert
mail-password-changed-text = Das Passwort Ihres Kontos bei { $issuer } wurde geändert.
mail-password-set-by-mail-title = Ihr Passwort wurde zurückgesetzt
mail-password-set-by-mail-text = Mit einem Link aus einer Nachricht an Ihre E-Mail-Adresse wurde ein neues Passwort für Ihr Konto bei { $issuer } festgelegt. Alle Sitzungen wurden beendet. Ihre Methoden und Ersatzcodes sind unverändert.
mail-password-added-title = Ihr Konto hat jetzt ein Passwort
mail-password-added-text = Für Ihr Konto bei { $issuer } wurde ein Passwort festgelegt. Damit kann man sich anmelden, zusammen mit einer Ihrer Methoden.
mail-password-removed-title = Das Passwort Ihres Kontos wurde entfernt
mail-password-removed-text = Ihr Konto bei { $issuer } hat kein Passwort mehr. Sie melden sich mit einem Passkey an. Alle anderen Sitzungen wurden beendet.

mail-notice-address-added-title = Ihrem Konto wurde eine zweite Adresse hinzugefügt
mail-notice-address-added-text = Nachrichten zur Sicherheit Ihres Kontos bei { $issuer } gehen jetzt auch an eine zweite Adresse.
mail-notice-address-removed-title = Die zweite Adresse wurde aus Ihrem Konto entfernt
mail-notice-address-removed-text = Nachrichten zur Sicherheit Ihres Kontos bei { $issuer } gehen noch 7 Tage lang an die zweite Adresse, danach nicht mehr.
mail-method-added-title = Ihrem Konto wurde eine Methode hinzugefügt
mail-method-added-text = Ihr Konto bei { $issuer } hat eine neue Methode für die Bestätigung in zwei Schritten.
mail-method-removed-title = Eine Methode wurde aus Ihrem Konto entfernt
mail-method-removed-text = Eine Methode für die Bestätigung in zwei Schritten wurde aus Ihrem Konto bei { $issuer } entfernt. Mit ihr können Sie sich nicht mehr anmelden.
mail-method-replaced-title = Eine Methode Ihres Kontos wurde ersetzt
mail-method-replaced-text = Eine Methode für die Bestätigung in zwei Schritten Ihres Kontos bei { $issuer } wurde ersetzt. Mit der bisherigen können Sie sich nicht mehr anmelden.

mail-backup-codes-made-title = Neue Ersatzcodes wurden erstellt
mail-backup-codes-made-text = Für Ihr Konto bei { $issuer } wurden neue Ersatzcodes erstellt. Sie ersetzen die bisherigen, sobald jemand bestätigt, dass sie gespeichert sind.
mail-backup-code-used-title = Ein Ersatzcode wurde verwendet
mail-backup-code-used-text =
    Ein Ersatzcode Ihres Kontos bei { $issuer } wurde verwendet. { $remaining ->
        [0] Es ist keiner mehr übrig. Erstellen Sie jetzt neue.
        [1] 1 Code ist noch übrig. Erstellen Sie jetzt neue.
        [2] 2 Codes sind noch übrig. Erstellen Sie bald neue.
        [3] 3 Codes sind noch übrig. Erstellen Sie bald neue.
       *[other] { $remaining } Codes sind noch übrig.
    }

mail-new-browser-title = Neue Anmeldung in Ihrem Konto
mail-new-browser-text = Jemand hat sich in Ihrem Konto bei { $issuer } mit einem Browser angemeldet, der dafür bisher nicht verwendet wurde.
mail-browser-trusted-title = Ein Browser ist jetzt vertrauenswürdig
mail-browser-trusted-text = Für die Anmeldung in Ihrem Konto bei { $issuer } genügt in diesem Browser eine Zeit lang das Passwort, ohne Bestätigung in zwei Schritten. Sie können das auf der Seite „Kontosicherheit“ beenden.

mail-wrong-second-factors-title = Jemand kennt möglicherweise Ihr Passwort
mail-wrong-second-factors-text =
    Jemand hat das richtige Passwort Ihres Kontos bei { $issuer } eingegeben und ist dann mehrmals an der Bestätigung in zwei Schritten gescheitert. Die Anmeldung ist nicht gelungen.

    Wenn Sie das nicht waren, kennt jemand anderes Ihr Passwort. Ändern Sie es jetzt, überall, wo Sie es verwenden.
mail-wrong-backup-codes-title = Jemand hat falsche Ersatzcodes eingegeben
mail-wrong-backup-codes-text =
    Jemand wollte sich mit dem Link aus einer unserer Nachrichten ohne Passkey in Ihrem Konto bei { $issuer } anmelden und hat dabei falsche Ersatzcodes eingegeben. Die Anmeldung ist nicht gelungen.

    Wenn Sie das nicht waren, kann eine andere Person Ihre E-Mails lesen. Sichern Sie zuerst Ihr Postfach. Melden Sie sich dann an, und erstellen Sie neue Ersatzcodes.
mail-codes-locked-title = Codes für Ihr Konto wurden gesperrt
mail-codes-locked-text =
    Nach 100 falschen Codes in Folge nimmt Ihr Konto bei { $issuer } keine Bestätigungscodes und Ersatzcodes mehr an. Melden Sie sich mit einem Passkey an, oder bitten Sie einen Administrator, die Bestätigung in zwei Schritten zurückzusetzen. Wenn Ihnen nach dem Passwort die Kontowiederherstellung angeboten wird, können Sie auch Ihr Konto wiederherstellen.

    Wenn diese Codes nicht von Ihnen stammen, kennt jemand anderes Ihr Passwort. Ändern Sie es, sobald Sie sich anmelden können.

mail-account-disabled-title = Ihr Konto wurde deaktiviert
mail-account-disabled-text = Ein Administrator hat Ihr Konto bei { $issuer } deaktiviert. Sie können sich erst wieder anmelden, wenn ein Administrator es aktiviert. Wenn Sie den Grund nicht kennen, wenden Sie sich an einen Administrator.
mail-account-enabled-title = Ihr Konto wurde aktiviert
mail-account-enabled-text = Ein Administrator hat Ihr Konto bei { $issuer } aktiviert. Sie können sich wieder anmelden.
mail-factors-reset-title = Die Bestätigung in zwei Schritten wurde zurückgesetzt
mail-factors-reset-text =
    Ein Administrator hat die Bestätigung in zwei Schritten für Ihr Konto bei { $issuer } zurückgesetzt: Alle Methoden und Ersatzcodes wurden entfernt und alle Sitzungen beendet. Melden Sie sich mit Ihrem Passwort an, um eine neue Methode einzurichten. Wenn Ihr Konto kein Passwort hat, legen Sie zuerst eines fest: auf der Anmeldeseite unter „Passwort vergessen?“.

    Wenn Sie nicht darum gebeten haben, wenden Sie sich an einen Administrator, und sichern Sie Ihr Konto über den folgenden Link.
mail-administrator-granted-title = Sie sind jetzt Administrator
mail-administrator-granted-text =
    Ihr Konto bei { $issuer } hat jetzt Administratorrechte. Sie können das Dashboard öffnen, die Richtlinie ändern und anderen Personen helfen oder ihre Konten deaktivieren.

    Wenn Sie das nicht erwartet haben, wenden Sie sich an einen anderen Administrator.
mail-administrator-revoked-title = Sie sind nicht mehr Administrator
mail-administrator-revoked-text = Ihr Konto bei { $issuer } hat keine Administratorrechte mehr, und alle seine Sitzungen wurden beendet. Sie können sich weiterhin anmelden. Wenn Sie den Grund nicht kennen, wenden Sie sich an einen Administrator.

mail-account-deleted-title = Ihr Konto wurde gelöscht
mail-account-deleted-text =
    Ihr Konto bei { $issuer } wurde gelöscht, mit seinen Methoden, Ersatzcodes und Sitzungen. Dies ist die letzte Nachricht dazu.

    Wenn Sie es nicht gelöscht haben, wenden Sie sich an einen Administrator.
mail-data-copied-title = Ihre Daten wurden heruntergeladen
mail-data-copied-text = Eine Kopie der Daten Ihres Kontos bei { $issuer } wurde heruntergeladen. Sie enthält keine Passwörter oder Codes.
