# Notices: what has happened to an account.

mail-address-change-requested-title = Someone wants to change your email address
mail-address-change-requested-text = Someone who is signed in to your account at { $issuer } wants to replace this email address. It is replaced as soon as the new address has been confirmed.
mail-address-changed-title = Your email address has been changed
mail-address-changed-text = Your account at { $issuer } has a new email address. Sign in with the new one. For 7 days, messages about the security of your account are also sent to the previous address, if it was confirmed.

mail-password-changed-title = Your password has been changed
mail-password-changed-text = The password of your account at { $issuer } has been changed.
mail-password-set-by-mail-title = Your password has been reset
mail-password-set-by-mail-text = A new password for your account at { $issuer } has been set with a link from a message to your email address. All sessions have been ended. Your methods and backup codes are unchanged.
mail-password-added-title = A password has been added to your account
mail-password-added-text = Your account at { $issuer } now has a password. It can be used to sign in, together with one of your methods.
mail-password-removed-title = The password of your account has been removed
mail-password-removed-text = Your account at { $issuer } no longer has a password. You sign in with a passkey. All other sessions have been ended.

mail-notice-address-added-title = A second address has been added to your account
mail-notice-address-added-text = Messages about the security of your account at { $issuer } now also go to a second address.
mail-notice-address-removed-title = The second address has been removed from your account
mail-notice-address-removed-text = Messages about the security of your account at { $issuer } still go to its second address for 7 days, and then stop.
mail-method-added-title = A method has been added to your account
mail-method-added-text = Your account at { $issuer } has a new method for two-step verification.
mail-method-removed-title = A method has been removed from your account
mail-method-removed-text = A method for two-step verification has been removed from your account at { $issuer }. It can no longer be used to sign in.
mail-method-replaced-title = A method of your account has been replaced
mail-method-replaced-text = A method for two-step verification of your account at { $issuer } has been replaced. The previous one can no longer be used to sign in.

mail-backup-codes-made-title = New backup codes have been created
mail-backup-codes-made-text = New backup codes have been created for your account at { $issuer }. They replace the previous ones as soon as someone confirms that they are saved.
mail-backup-code-used-title = A backup code has been used
mail-backup-code-used-text =
    A backup code of your account at { $issuer } has been used. { $remaining ->
        [0] No codes are left. Create new ones now.
        [1] 1 code is left. Create new ones now.
        [2] 2 codes are left. Create new ones soon.
        [3] 3 codes are left. Create new ones soon.
       *[other] { $remaining } codes are left.
    }

mail-new-browser-title = New sign-in to your account
mail-new-browser-text = Someone signed in to your account at { $issuer } from a browser that hasn’t been used with it before.
mail-browser-trusted-title = A browser is now trusted
mail-browser-trusted-text = Signing in to your account at { $issuer } from this browser takes only the password for a while, without two-step verification. You can end this on the security page of your account.

mail-wrong-second-factors-title = Someone may know your password
mail-wrong-second-factors-text =
    Someone entered the right password of your account at { $issuer } and then failed two-step verification several times. They were not signed in.

    If this wasn’t you, someone else knows your password. Change it now, everywhere you use it.
mail-wrong-backup-codes-title = Someone entered wrong backup codes
mail-wrong-backup-codes-text =
    Someone used the link in a message from us to sign in to your account at { $issuer } without its passkey, and then entered wrong backup codes. They were not signed in.

    If this wasn’t you, someone else can read your email. Secure your mailbox first, then sign in and make new backup codes.
mail-codes-locked-title = Codes for your account have been locked
mail-codes-locked-text =
    After 100 wrong codes in a row, your account at { $issuer } no longer accepts verification codes or backup codes. Sign in with a passkey, or ask an administrator to reset two-step verification. If account recovery is offered after you enter your password, you can also recover your account.

    If you didn’t enter these codes, someone else knows your password. Change it as soon as you can sign in.

mail-account-disabled-title = Your account has been disabled
mail-account-disabled-text = An administrator has disabled your account at { $issuer }. You can’t sign in until an administrator enables it again. If you don’t know why, contact an administrator.
mail-account-enabled-title = Your account has been enabled
mail-account-enabled-text = An administrator has enabled your account at { $issuer }. You can sign in again.
mail-factors-reset-title = Two-step verification has been reset
mail-factors-reset-text =
    An administrator has reset two-step verification for your account at { $issuer }: all methods and backup codes have been removed, and all sessions have been ended. Sign in with your password to set up a new method. If your account has no password, set one first with “Forgot your password?” on the sign-in page.

    If you didn’t ask for this, contact an administrator and use the link below to secure your account.
mail-administrator-granted-title = You are now an administrator
mail-administrator-granted-text =
    Your account at { $issuer } now has administrator rights. It can open the dashboard, change the policy, and help or disable other people.

    If you didn’t expect this, contact another administrator.
mail-administrator-revoked-title = You are no longer an administrator
mail-administrator-revoked-text = Your account at { $issuer } no longer has administrator rights, and all its sessions have been ended. You can still sign in. If you don’t know why, contact an administrator.

mail-account-deleted-title = Your account has been deleted
mail-account-deleted-text =
    Your account at { $issuer } has been deleted, with its methods, backup codes and sessions. This is the last message about it.

    If you didn’t delete it, contact an administrator.
mail-data-copied-title = Your data has been downloaded
mail-data-copied-text = A copy of the data of your account at { $issuer } has been downloaded. It contains no passwords or codes.
