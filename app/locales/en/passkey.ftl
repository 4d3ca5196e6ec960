# Passkeys: registering one, using one, and what can go wrong with the browser.

passkey-title = Passkey
passkey-register-title = Create a passkey
passkey-register-lead = Your device makes a key for this account and keeps it behind your fingerprint, your face or your screen lock. It can’t be guessed, and no false page can use it.
passkey-register-button = Register passkey
passkey-verify-title = Use your passkey
passkey-verify-lead = Confirm with your fingerprint, your face, your screen lock or your security key.
passkey-verify-button = Verify with passkey
passkey-waiting = Follow what your browser or device asks you …
passkey-no-scripts = Passkeys need JavaScript, which is switched off in this browser. Switch it on and reload this page, or use a different method.
passkey-sign-in = Sign in with a passkey
passkey-or = or
passkey-on-device = Passkey ({ $device })

passkey-unsupported = This browser doesn’t support passkeys. Update it or use another browser, or choose a different method.
passkey-insecure = Passkeys work only over HTTPS, and this page didn’t come that way. Use a different method, or ask whoever runs this service.
passkey-ip-address = Passkeys need a name, and this service is reached by a number, its IP address. Use a different method, or ask whoever runs this service.
passkey-unavailable = Passkeys can’t be used at this address. Use a different method, or ask whoever runs this service.
passkey-not-saved = No passkey was made: it was cancelled, it took too long, or this device has no screen lock or PIN to check that it’s you. Try again, or use a different method.
passkey-not-used = No passkey was used: it was cancelled, it took too long, or there is none for this account on this device. Try again, or use a different method.
passkey-known-here = This device or password manager already has a passkey for your account, so there is nothing to add. Use another device, or a different method.
passkey-wrong-address = Your browser doesn’t allow passkeys at this address. Open this service at its usual address, over HTTPS, or use a different method.
passkey-unfit = This device can’t make the passkey we need: it has to check that it’s you, by fingerprint, face or PIN. Set up a screen lock or a PIN, use another device, or choose a different method.
passkey-failed = Your browser couldn’t use the passkey. Try again, or use a different method.

choose-passkey = Passkey
choose-passkey-text = Your fingerprint, face or screen lock. Nothing to type, and safe from false pages.
choose-passkey-proof = Your fingerprint, face, screen lock or security key.

security-passkey-title = Passkeys
security-passkey-text = Your fingerprint, face or screen lock proves that it’s you. Nothing to type.
security-passkey-none = None yet. A passkey is the safest way to sign in, and the fastest.
security-passkey-add = Add passkey
security-passkey-synced = Synced between your devices
security-passkey-bound = On this one device only
security-passkey-created = Created
security-offer-passkey-title = Sign in faster with a passkey
security-offer-passkey-text = With a second way in, a lost phone is no drama. Your fingerprint, face or screen lock takes a moment to set up.
security-offer-app-title = Add an authenticator app as well
security-offer-app-text = With a second way in, a lost passkey is no drama. Any authenticator app on your phone will do.
security-offer-accept = Set up now
security-offer-decline = Not now

rename-passkey-title = Rename passkey
remove-passkey-title = Remove passkey
remove-passkey-lead = It stops working here at once. Your device may still show it; then delete it there, too. Your backup codes go with your last method.
notice-passkey-added = Your passkey is ready to use.
notice-passkey-renamed = The new name is saved.
notice-passkey-removed = The passkey is removed. It no longer opens this account.
dialog-register-passkey-title = Register a passkey
dialog-verify-passkey-title = Verify with a passkey
step-up-passkey-lead = Use your passkey to go on.
step-up-passkey-add = You’re about to add a passkey. Confirm that it’s you to go on.
step-up-passkey-remove = You’re about to remove a passkey. Confirm that it’s you to go on.
