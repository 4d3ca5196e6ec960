# Passkeys: registering one, using one, and what can go wrong with the browser.

passkey-title = Passkey
passkey-register-title = Create a passkey
passkey-register-lead = Your device creates a key for this account and protects it with your fingerprint, face or screen lock. It can’t be guessed, and fake websites can’t use it.
passkey-register-button = Register passkey
passkey-verify-title = Use your passkey
passkey-verify-lead = Use your fingerprint, face, screen lock or security key.
passkey-verify-button = Verify with passkey
passkey-waiting = Follow the instructions from your browser or device…
passkey-register-asleep = This browser hasn’t run the scripts that passkeys need. The browser may be too old, JavaScript or WebAssembly may be turned off (as in Lockdown Mode), or the download failed. Reload the page, use another browser or device, or choose a different method if one is available.
passkey-verify-asleep = This browser hasn’t run the scripts that passkeys need. The browser may be too old, JavaScript or WebAssembly may be turned off (as in Lockdown Mode), or the download failed. Reload the page, use another browser or device, or use a different method or a backup code if you have one.
passkey-sign-in-asleep = Signing in with a passkey doesn’t work here, because this browser hasn’t run the scripts for it. The browser may be too old, JavaScript or WebAssembly may be turned off (as in Lockdown Mode), or the download failed. Sign in with your password, or reload the page.
passkey-sign-up-button = Create account with a passkey
passkey-sign-up-asleep = A passkey needs JavaScript, and this browser hasn’t run the scripts for it. The browser may be too old, JavaScript or WebAssembly may be turned off (as in Lockdown Mode), or the download failed. Choose a password, or reload the page.
passkey-by-link-asleep = A passkey needs JavaScript, and this browser hasn’t run the scripts for it. The browser may be too old, JavaScript or WebAssembly may be turned off (as in Lockdown Mode), or the download failed. Reload the page, or open its address in another browser or on another device.
passkey-sign-in = Sign in with a passkey
passkey-or = or
passkey-on-device = Passkey ({ $device })

passkey-unsupported = This browser doesn’t support passkeys. Update it, use another browser, or choose a different method if one is available.
passkey-insecure = Passkeys work only over HTTPS, and this page doesn’t use it. Use a different method if one is available, or contact your administrator.
passkey-ip-address = Passkeys need a domain name, and this service is opened by its IP address. Use a different method if one is available, or contact your administrator.
passkey-unavailable = Passkeys can’t be used at this address. Use a different method if one is available, or contact your administrator.
passkey-not-saved = No passkey was created. You canceled, it took too long, or this device can’t store one: a device needs a screen lock, a security key needs a PIN and free space. Try again, or use a different method if one is available.
passkey-not-saved-at-once = No passkey was created: your browser refused without asking you. This device has no screen lock, or the security key has no PIN, is full or is too old for passkeys (U2F). Set up a screen lock or PIN, use another device or key, or choose a different method if one is available.
passkey-not-used = No passkey was used. You canceled, it took too long, or this device has no passkey for this account. Try again, or use a different method if one is available.
passkey-not-used-at-once = No passkey was used: your browser refused without asking you. This device or security key has no passkey for this account, or it can’t verify that it’s you. Use the device that has your passkey, or a different method if one is available.
passkey-known-here = This device or password manager already has a passkey for your account. Use another device, or a different method if one is available.
passkey-wrong-address = Your browser doesn’t allow passkeys at this address. Open this service at its usual HTTPS address, or use a different method if one is available.
passkey-unfit = This device can’t create the passkey we need. It must verify you by fingerprint, face or PIN, and have room for a passkey. Set up a screen lock, or a PIN on your security key. If the key is full, delete a passkey from it. Older keys (U2F) can’t store passkeys: use another one, or choose a different method if one is available.
passkey-outdated = This device can’t create the passkey we need, because it doesn’t support the key types in use today. It may be an older security key (U2F), or its software is out of date. Update it, use another device or key, or choose a different method if one is available.
passkey-failed = Your browser couldn’t use the passkey. Try again, or use a different method if one is available.
passkey-saving-failed = Your device or security key couldn’t save the passkey. A security key may be full: delete a passkey that you no longer need from it. Otherwise unlock the device, or remove the key and insert it again. Then try again, or choose a different method if one is available.

choose-passkey = Passkey
choose-passkey-text = Your fingerprint, face or screen lock. Nothing to type, and safe from phishing.
choose-passkey-proof = Use your fingerprint, face, screen lock or security key.

security-passkey-title = Passkeys
security-passkey-text = Sign in with your fingerprint, face or screen lock. Nothing to type.
security-passkey-none = No passkeys yet. A passkey is the fastest and safest way to sign in.
security-passkey-add = Add passkey
security-passkey-synced = Synced across your devices
security-passkey-bound = On one device only
security-passkey-created = Created
security-offer-passkey-title = Sign in faster with a passkey
security-offer-passkey-text = With a second method, you can still sign in if you lose your phone. Setting up your fingerprint, face or screen lock takes a moment.
security-offer-app-title = Add an authenticator app as well
security-offer-app-text = With a second method, you can still sign in if you lose your passkey. Any authenticator app works.
security-offer-accept = Set up now
security-offer-decline = Not now

rename-passkey-title = Rename passkey
remove-passkey-title = Remove passkey
remove-passkey-lead = It stops working immediately. If your device still shows it, delete it there, too. If this is your only method, your backup codes are also deleted.
notice-passkey-added = Your passkey is ready to use.
notice-passkey-restored = Your new passkey is ready to use, and all other sessions have ended. Remove the passkeys that you’ve lost below.
notice-passkey-renamed = The name has been changed.
notice-passkey-removed = The passkey has been removed and no longer works.
dialog-register-passkey-title = Register a passkey
dialog-verify-passkey-title = Verify with a passkey
step-up-passkey-lead = To continue, use your passkey.
step-up-passkey-add = To add a passkey, confirm that it’s you.
step-up-passkey-remove = To remove a passkey, confirm that it’s you.
