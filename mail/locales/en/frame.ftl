# What mails have in common, and the mail that an operator sends to test the settings.

mail-several = This happened { $count } times within an hour.
mail-whose-act = If this was you, there is nothing to do. If it wasn’t, someone else has access to your account: use the link below to secure it now.
mail-not-me = This wasn’t me
mail-sign-in = Sign in
mail-reset = Reset password

mail-fact-address = Email address
mail-fact-second-address = Second address
mail-fact-previous-address = Previous address
mail-fact-new-address = New email address
mail-fact-when = When
mail-fact-method = Method
mail-fact-reason = Reason
mail-fact-network = Network address
mail-fact-browser = Browser
mail-fact-earlier = Earlier, not listed

mail-automatic = { $issuer } sent this message automatically.
mail-notice = Messages about the security of your account can’t be turned off.
mail-support = Questions? Contact { $support }.

mail-moment = { $day } { $month } { $year }, { $time } UTC
mail-month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }

mail-test-title = Test message from { $issuer }
mail-test-text =
    This message shows that { $issuer } can send mail. You can delete it.

    It exists as text and as HTML, like all messages of { $issuer }. Check that it isn’t in the spam folder and that the sender is the one you expect.
