// What somebody is told who sees no picture.

/** What a screen reader is told of each dialog, by the name of its screen. */
export const TREES = {
  'dialog-signed-out': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - alert:
        - paragraph: You are signed out. Sign in to continue.
      - link "Sign in"
  `,
  'dialog-loading': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - status: Loading…
  `,
  'dialog-unreachable': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - alert:
        - paragraph: We couldn’t reach the server. Check your connection and try again.
      - button "Try again"
  `,
  'dialog-choose': `
    - dialog "Choose a method":
      - heading "Choose a method" [level=2]
      - button "Close"
      - paragraph: Two-step verification protects your account with something only you have, in addition to your password.
      - button "Authenticator app"
      - paragraph: A six-digit code from an app on your phone. Works offline.
      - button "Passkey"
      - paragraph: Your fingerprint, face or screen lock. Nothing to type, and safe from phishing.
  `,
  'dialog-choose-proof-of-both': `
    - dialog "Choose a method":
      - heading "Choose a method" [level=2]
      - button "Close"
      - paragraph: Use the method you have at hand.
      - button "Passkey"
      - paragraph: Use your fingerprint, face, screen lock or security key.
      - button "Authenticator app"
      - paragraph: Enter the six-digit code from your authenticator app.
      - link "Use a backup code"
      - paragraph: If you have saved backup codes, enter one of them.
  `,
  'dialog-register-passkey': `
    - dialog "Register a passkey":
      - heading "Register a passkey" [level=2]
      - button "Close"
      - paragraph: Your device creates a key for this account and protects it with your fingerprint, face or screen lock. It can’t be guessed, and fake websites can’t use it.
      - button "Register passkey"
      - status
      - list:
        - listitem:
          - link "Use a different method"
  `,
  'dialog-register-passkey-refused': `
    - dialog "Register a passkey":
      - heading "Register a passkey" [level=2]
      - button "Close"
      - paragraph
      - alert:
        - paragraph: "No passkey was created: your browser refused without asking you. This device has no screen lock, or the security key has no PIN, is full or is too old for passkeys (U2F). Set up a screen lock or PIN, use another device or key, or choose a different method if one is available."
      - button "Register passkey"
  `,
  'dialog-passkey-waits': `
    - dialog "Verify with a passkey":
      - heading "Verify with a passkey" [level=2]
      - button "Close"
      - paragraph: Use your fingerprint, face, screen lock or security key.
      - button "Verify with passkey" [disabled]
      - status: Follow the instructions from your browser or device…
      - list:
        - listitem:
          - link "Use a different method"
        - listitem:
          - link "Use a backup code"
  `,
  'dialog-verify-passkey': `
    - dialog "Verify with a passkey":
      - heading "Verify with a passkey" [level=2]
      - button "Close"
      - paragraph: Use your fingerprint, face, screen lock or security key.
      - button "Verify with passkey"
      - status
      - list:
        - listitem:
          - link "Use a different method"
        - listitem:
          - link "Use a backup code"
  `,
  'dialog-manage-passkeys': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - heading "Passkeys" [level=3]
      - list:
        - listitem:
          - paragraph: /^Passkey \\(.+\\)$/
          - paragraph:
            - text: Created
            - time
          - button /^Rename Passkey/
          - button /^Remove Passkey/
      - button "Add passkey"
      - heading "Authenticator app" [level=3]
  `,
  'dialog-remove-passkey': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - heading /^Remove Passkey .+\\?$/ [level=3]
      - paragraph: It stops working immediately. If your device still shows it, delete it there, too. If this is your only method, your backup codes are also deleted.
      - button /^Remove Passkey/
      - link "Cancel"
  `,
  'dialog-scan': `
    - dialog "Scan the QR code":
      - heading "Scan the QR code" [level=2]
      - button "Close"
      - img "QR code"
      - heading "Scan this code" [level=2]
      - paragraph: Open your authenticator app, add an account and scan this QR code.
      - link "Open in authenticator app":
        - /url: /^otpauth:/
      - paragraph: "Can’t scan it? Enter this setup key in the app instead:"
      - code: /^([A-Z2-7]{4} ?){8}$/
      - button "Copy key"
      - heading "Enter the code from the app" [level=2]
      - textbox "Verification code"
      - paragraph: Six digits. A new code appears every 30 seconds.
      - button "Verify"
      - button "Start over"
  `,
  'dialog-codes': `
    - dialog "Your backup codes":
      - heading "Your backup codes" [level=2]
      - button "Close"
      - paragraph: "If you lose your phone or passkey, you can sign in with one of these codes. Keep them in a different place: on paper or in a password manager."
      - list:
        - listitem:
          - code: /^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/
      - button "Copy codes"
      - link "Download codes"
      - button "Print codes"
      - checkbox "I have saved these codes"
      - button "Done"
  `,
  'dialog-codes-not-saved': `
    - dialog "Your backup codes":
      - checkbox "I have saved these codes" [invalid]
      - alert: Save the codes, then check the box. You won’t be able to see them again.
      - button "Done"
  `,
  'dialog-codes-leave': `
    - dialog "Close without saving your codes?":
      - heading "Close without saving your codes?" [level=2]
      - button "Close"
      - paragraph: Without saved backup codes, you may be locked out if you lose your phone or passkey. We’ll show these codes again next time, but only in this browser and while you are signed in. If you have older codes, they keep working until you confirm that you have saved these.
      - button "Back to the codes"
      - button "Close anyway"
  `,
  'dialog-codes-saved': `
    - dialog "Your backup codes":
      - heading "Your backup codes" [level=2]
      - button "Close"
      - alert:
        - paragraph: You have confirmed that you saved these codes. They are the ones that work now, and can’t be shown again. If you no longer have them, create new ones.
      - button "New backup codes"
  `,
  'dialog-nothing-to-verify': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - alert:
        - paragraph: You haven’t set up two-step verification yet.
      - button "Set it up"
  `,
  'dialog-verify': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - paragraph: Open your authenticator app and enter the six-digit code for Latchkey.
      - textbox "Verification code"
      - button "Verify"
      - list:
        - listitem:
          - link "Use a different method"
        - listitem:
          - link "Use a backup code"
  `,
  'dialog-verify-wrong': `
    - dialog "Enter the verification code":
      - textbox "Verification code" [invalid]
      - alert: This code is wrong or was already used. Wait for the next one, and check that your phone’s clock is right.
      - button "Verify"
  `,
  'dialog-verify-waits': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - paragraph: Open your authenticator app and enter the six-digit code for Latchkey.
      - alert:
        - paragraph: Too many wrong codes. No code is accepted for now.
      - timer "Time left": /^1[45]:\\d\\d$/
      - status
      - textbox "Verification code"
      - button "Verify"
  `,
  'dialog-verify-over': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - alert:
        - paragraph: Too many wrong codes, so you weren’t signed in. Sign in again.
      - button "Sign in again"
  `,
  'dialog-step-up': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - paragraph: To continue, enter a code from your authenticator app.
      - textbox "Verification code"
      - button "Verify"
      - list:
        - listitem:
          - link "Use a different method"
        - listitem:
          - link "Use a backup code"
        - listitem:
          - link "Cancel"
  `,
  'dialog-choose-proof': `
    - dialog "Choose a method":
      - heading "Choose a method" [level=2]
      - button "Close"
      - paragraph: Use the method you have at hand.
      - button "Authenticator app"
      - paragraph: Enter the six-digit code from your authenticator app.
      - link "Use a backup code"
      - paragraph: If you have saved backup codes, enter one of them.
  `,
  'dialog-backup-code': `
    - dialog "Enter a backup code":
      - heading "Enter a backup code" [level=2]
      - button "Close"
      - paragraph: A backup code replaces your authenticator app or passkey once. Cross it off your list afterwards.
      - textbox "Backup code"
      - paragraph: Five groups of four characters. Capital letters and dashes are optional.
      - button "Verify"
      - list:
        - listitem:
          - link "Use a different method"
  `,
  'dialog-backup-code-wrong': `
    - dialog "Enter a backup code":
      - textbox "Backup code" [invalid]
      - alert: A backup code has five groups of four letters and digits. Enter the whole code.
      - button "Verify"
  `,
  'dialog-manage': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - heading "Authenticator app" [level=3]
      - list:
        - listitem:
          - paragraph: Authenticator app
          - paragraph:
            - text: Added
            - time
          - button "Rename Authenticator app"
          - button "Remove Authenticator app"
      - button "Replace authenticator app"
      - button "Add authenticator app"
      - heading "Backup codes" [level=3]
      - paragraph:
        - strong: 10 of 10
        - text: codes left
      - button "New backup codes"
  `,
  'dialog-rename-refused': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - textbox "Name" [invalid]
      - alert: This name can’t be used. Use 1 to 64 letters, digits or common characters.
      - paragraph: Choose a name that helps you recognize it.
      - button "Save"
      - link "Cancel"
  `,
  'dialog-remove': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - heading "Remove Authenticator app?" [level=3]
      - paragraph: Its codes stop working immediately. If this is your only method, your backup codes are also deleted.
      - button "Remove Authenticator app"
      - link "Cancel"
  `,
  'dialog-remove-last': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - heading "Remove Authenticator app?" [level=3]
      - alert:
        - paragraph: Your account needs this method. Replace it or add another one first.
      - button "Replace authenticator app"
      - link "Cancel"
  `,
  'dialog-replace': `
    - dialog "Scan the QR code":
      - heading "Scan the QR code" [level=2]
      - button "Close"
      - paragraph: Your current app keeps working until you have verified the new one.
      - img "QR code"
      - textbox "Verification code"
      - button "Verify"
      - button "Cancel"
  `,
};

/** Where the next try is typed after a refusal: the field by its role and name, and what is said about it. It has the focus. */
export const REFUSED_FIELDS = {
  'dialog-verify-wrong': ['textbox', 'Verification code', /^This code is wrong/],
  'dialog-scan-wrong': ['textbox', 'Verification code', /^This code is wrong.*Six digits\./],
  'dialog-backup-code-wrong': ['textbox', 'Backup code', /^A backup code has five groups.*Five groups of four characters\./],
  'dialog-rename-refused': ['textbox', 'Name', /^This name can’t be used.*helps you recognize it/],
  'dialog-codes-not-saved': ['checkbox', 'I have saved these codes', /^Save the codes, then check the box/],
};
