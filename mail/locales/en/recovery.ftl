# The recovery of an account whose owner has lost all methods.

mail-confirm-recovery-title = Recover your account at { $issuer }
mail-confirm-recovery-text =
    Someone who knows your password, probably you, asked to recover your account at { $issuer }. To start the recovery, open the link below and enter your password. { $minutes ->
        [one] It works once, for 1 minute.
       *[other] It works once, for { $minutes } minutes.
    } A waiting time then begins. When it is over, you can set up a new method.

    If you didn’t ask for this, someone else knows your password. Don’t open the link, and change your password.
mail-confirm-recovery-button = Start account recovery

mail-recovery-started-title = Account recovery has been started
mail-recovery-started-text =
    Someone who knows your password wants to replace the methods and backup codes of your account at { $issuer }. { $hours ->
        [one] They can do so in 1 hour unless the recovery is stopped.
       *[other] They can do so in { $hours } hours unless the recovery is stopped.
    } Until then, you get a message every day.

    If this was you, there is nothing to do. If it wasn’t, stop the recovery now with the link below. You don’t have to sign in.
mail-recovery-started-button = Stop recovery

mail-recovery-day-title = Account recovery is in progress
mail-recovery-day-text =
    Someone who knows your password wants to replace the methods and backup codes of your account at { $issuer }. { $hours ->
        [one] They can do so in 1 hour unless the recovery is stopped.
       *[other] They can do so in { $hours } hours unless the recovery is stopped.
    }

    If this was you, there is nothing to do. If it wasn’t, stop the recovery now with the link below. You don’t have to sign in.
mail-recovery-day-button = Stop recovery

mail-recovery-ready-title = You can now set up a new method
mail-recovery-ready-text =
    The recovery of your account at { $issuer } is ready. Open the link below within 7 days and enter your password to set up a new method. Your previous methods and backup codes are then removed.

    If you didn’t start this recovery, stop it now.
mail-recovery-ready-button = Set up a new method
mail-recovery-ready-other = Stop recovery

mail-recovery-ready-elsewhere-title = Account recovery is ready
mail-recovery-ready-elsewhere-text =
    The waiting time for the recovery of your account at { $issuer } is over. Someone who knows your password and reads the messages to your account’s address can now replace your methods and backup codes.

    If this was you, continue with the message to your account’s address. If it wasn’t, stop the recovery now with the link below. You don’t have to sign in.
mail-recovery-ready-elsewhere-button = Stop recovery

mail-recovery-stopped-title = Account recovery has been stopped
mail-recovery-stopped-text =
    The recovery of your account at { $issuer } has been stopped. Your methods and backup codes are unchanged. You’re asked for a new password at your next sign-in.

    If you didn’t start the recovery, someone else knows your password. Don’t use that password anywhere any more.
mail-recovery-done-title = Your methods have been replaced
mail-recovery-done-text = The recovery of your account at { $issuer } is complete. It has a new method. All previous methods, backup codes, sessions and trusted browsers have been removed.
