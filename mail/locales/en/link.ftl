# Mails that somebody asks for with an address: most have a link that works once.

mail-confirm-address-title = Confirm your email address for { $issuer }
mail-confirm-address-text =
    Someone, probably you, wants to create an account at { $issuer } with this email address. To continue, open the link below. { $minutes ->
        [one] It works once, for 1 minute.
       *[other] It works once, for { $minutes } minutes.
    }

    If you didn’t ask for this, ignore this message. No account is created without the link.
mail-confirm-address-button = Confirm email address
mail-confirm-address-other = Stop these messages to this address

mail-already-registered-title = You already have an account at { $issuer }
mail-already-registered-text =
    Someone, probably you, tried to create an account at { $issuer } with this email address, but it already has one. Sign in instead. If you’ve forgotten your password, reset it.

    If this wasn’t you, ignore this message. Your account is unchanged.

mail-confirm-account-address-title = Confirm your email address for { $issuer }
mail-confirm-account-address-text =
    Someone who is signed in to your account at { $issuer } asked for this link. Open it to confirm that messages about your account reach you at this address. { $minutes ->
        [one] It works once, for 1 minute.
       *[other] It works once, for { $minutes } minutes.
    }

    If you don’t have an account at { $issuer }, ignore this message: someone entered your address by mistake.
mail-confirm-account-address-button = Confirm email address

mail-confirm-notice-address-title = Confirm your second address for { $issuer }
mail-confirm-notice-address-text =
    To also receive messages about the security of your account at { $issuer } at this address, open the link below in a browser where you’re signed in. { $minutes ->
        [one] It works once, for 1 minute.
       *[other] It works once, for { $minutes } minutes.
    }

    If you didn’t ask for this, ignore this message. You receive no such messages without the link.
mail-confirm-notice-address-button = Confirm second address

mail-confirm-new-address-title = Confirm your new email address for { $issuer }
mail-confirm-new-address-text =
    To use this email address for your account at { $issuer }, open the link below in a browser where you’re signed in. { $minutes ->
        [one] It works once, for 1 minute.
       *[other] It works once, for { $minutes } minutes.
    }

    If you didn’t ask for this, ignore this message. Nothing changes without the link.
mail-confirm-new-address-button = Confirm new address

mail-reset-password-title = Reset your password for { $issuer }
mail-reset-password-text =
    Someone, probably you, asked to reset the password of your account at { $issuer }. To choose a new one, open the link below. { $minutes ->
        [one] It works once, for 1 minute.
       *[other] It works once, for { $minutes } minutes.
    } Your methods for two-step verification stay as they are.

    If you didn’t ask for this, ignore this message. Your password is unchanged.
mail-reset-password-button = Choose a new password

mail-reset-no-password-title = Your account at { $issuer } has no password
mail-reset-no-password-text =
    Someone, probably you, asked to reset the password of your account at { $issuer }. The account has no password: you sign in with a passkey.

    If you’ve lost all your passkeys, have a backup code ready and open the link below to create a new one. { $minutes ->
        [one] It works once, for 1 minute.
       *[other] It works once, for { $minutes } minutes.
    } Without a backup code, ask an administrator.

    If this wasn’t you, ignore this message. Your account is unchanged.
mail-reset-no-password-button = Create a new passkey
