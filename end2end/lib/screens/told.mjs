// What somebody is told who sees no picture.

/** What a screen reader is told of each dialog, by the name of its screen. */
export const TREES = {
  'dialog-signed-out': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - alert:
        - paragraph: You are signed out. Sign in to go on.
      - link "Sign in"
  `,
  'dialog-loading': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - status: One moment …
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
      - paragraph: From now on, signing in takes something that only you have. Your password alone isn’t enough any more.
      - button "Authenticator app"
      - paragraph: A six-digit code from an app on your phone. It works without a network.
      - button "Passkey"
      - paragraph: Your fingerprint, face or screen lock. Nothing to type, and safe from false pages.
  `,
  'dialog-choose-proof-of-both': `
    - dialog "Choose a method":
      - heading "Choose a method" [level=2]
      - button "Close"
      - paragraph: Use whichever you have at hand.
      - button "Passkey"
      - paragraph: Your fingerprint, face, screen lock or security key.
      - button "Authenticator app"
      - paragraph: The six-digit code from the app on your phone.
      - link "Use a backup code"
      - paragraph: One of the ten codes you saved.
  `,
  'dialog-register-passkey': `
    - dialog "Register a passkey":
      - heading "Register a passkey" [level=2]
      - button "Close"
      - paragraph: Your device makes a key for this account and keeps it behind your fingerprint, your face or your screen lock. It can’t be guessed, and no false page can use it.
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
        - paragraph: "No passkey was made: it was cancelled, it took too long, or this device has no screen lock or PIN to check that it’s you. Try again, or use a different method."
      - button "Register passkey"
  `,
  'dialog-passkey-waits': `
    - dialog "Verify with a passkey":
      - heading "Verify with a passkey" [level=2]
      - button "Close"
      - paragraph: Confirm with your fingerprint, your face, your screen lock or your security key.
      - button "Verify with passkey" [disabled]
      - status: Follow what your browser or device asks you …
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
      - paragraph: Confirm with your fingerprint, your face, your screen lock or your security key.
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
      - paragraph: It stops working here at once. Your device may still show it; then delete it there, too. Your backup codes go with your last method.
      - button /^Remove Passkey/
      - link "Cancel"
  `,
  'dialog-scan': `
    - dialog "Scan the QR code":
      - heading "Scan the QR code" [level=2]
      - button "Close"
      - img "QR code"
      - heading "Scan this code" [level=2]
      - paragraph: Open your authenticator app, add an account and point the camera at the code.
      - link "Open in authenticator app":
        - /url: /^otpauth:/
      - paragraph: "Can’t scan? Type this key into the app instead:"
      - code: /^([A-Z2-7]{4} ?){8}$/
      - button "Copy key"
      - heading "Enter the code it shows" [level=2]
      - textbox "Verification code"
      - paragraph: Six digits. A new code appears every 30 seconds.
      - button "Verify"
      - button "Start over"
  `,
  'dialog-codes': `
    - dialog "Your backup codes":
      - heading "Your backup codes" [level=2]
      - button "Close"
      - paragraph: "If your phone or your passkey is lost, one of these gets you in. Keep them apart from it: on paper, or in a password manager."
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
      - alert: Save the codes first, then tick the box. You can’t see them again later.
      - button "Done"
  `,
  'dialog-codes-leave': `
    - dialog "Close without saving your codes?":
      - heading "Close without saving your codes?" [level=2]
      - button "Close"
      - paragraph: Without them, a lost phone or passkey means a lost account. We ask again the next time, but only in this browser and while you are signed in.
      - button "Back to the codes"
      - button "Close anyway"
  `,
  'dialog-codes-saved': `
    - dialog "Your backup codes":
      - heading "Your backup codes" [level=2]
      - button "Close"
      - alert:
        - paragraph: You have confirmed that you saved these codes, so we can’t show them again. If you don’t have them any more, create new ones.
      - button "New backup codes"
  `,
  'dialog-nothing-to-verify': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - alert:
        - paragraph: You haven’t set up a second step yet, so there is nothing to confirm with.
      - button "Set one up"
  `,
  'dialog-verify': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - paragraph: Open your authenticator app and type the six digits it shows for Latchkey.
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
      - alert: This code is wrong or was used before. Wait until your app shows the next code and enter that one. If it fails again, set your phone’s clock to automatic.
      - button "Verify"
  `,
  'dialog-verify-waits': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - paragraph: Open your authenticator app and type the six digits it shows for Latchkey.
      - alert:
        - paragraph: There were too many wrong codes in a row.
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
        - paragraph: There were too many wrong codes, so nothing was done. Start again from here.
      - button "Sign in again"
  `,
  'dialog-step-up': `
    - dialog "Enter the verification code":
      - heading "Enter the verification code" [level=2]
      - button "Close"
      - paragraph: Enter a code from your authenticator app to go on.
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
      - paragraph: Use whichever you have at hand.
      - button "Authenticator app"
      - paragraph: The six-digit code from the app on your phone.
      - link "Use a backup code"
      - paragraph: One of the ten codes you saved.
  `,
  'dialog-backup-code': `
    - dialog "Enter a backup code":
      - heading "Enter a backup code" [level=2]
      - button "Close"
      - paragraph: It stands in for your phone or your passkey, once. Then cross it off your list.
      - textbox "Backup code"
      - paragraph: Five groups of four. Capitals and dashes don’t matter.
      - button "Verify"
      - list:
        - listitem:
          - link "Use a different method"
  `,
  'dialog-backup-code-wrong': `
    - dialog "Enter a backup code":
      - textbox "Backup code" [invalid]
      - alert: A backup code has five groups of four letters and digits. Check that you have entered all of it.
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
      - alert: This name can’t be used. Choose one of 1 to 64 ordinary characters.
      - paragraph: For your eyes only, so that you recognise it.
      - button "Save"
      - link "Cancel"
  `,
  'dialog-remove': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - heading "Remove Authenticator app?" [level=3]
      - paragraph: Its codes stop working at once. Your backup codes go with your last method.
      - button "Remove Authenticator app"
      - link "Cancel"
  `,
  'dialog-remove-last': `
    - dialog "Manage MFA":
      - heading "Manage MFA" [level=2]
      - button "Close"
      - heading "Remove Authenticator app?" [level=3]
      - alert:
        - paragraph: This is your only second step, and your account needs one. Replace it, or add another one first.
      - button "Replace authenticator app"
      - link "Cancel"
  `,
  'dialog-replace': `
    - dialog "Scan the QR code":
      - heading "Scan the QR code" [level=2]
      - button "Close"
      - paragraph: Your current app keeps working until you have confirmed the new one.
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
  'dialog-backup-code-wrong': ['textbox', 'Backup code', /^A backup code has five groups.*Five groups of four\./],
  'dialog-rename-refused': ['textbox', 'Name', /^This name can’t be used.*For your eyes only/],
  'dialog-codes-not-saved': ['checkbox', 'I have saved these codes', /^Save the codes first/],
};
