# The keys of applications.

admin-keys-list-title = Keys
admin-keys-list-text = An application key lets a server check the tokens of confirmed actions. It gives no other access.
admin-keys-none = No keys yet. A server that isn’t written in Rust needs one to check tokens.
admin-keys-created = Created
admin-keys-unused = Never used
admin-keys-revoke = Revoke
admin-keys-revoke-named = Revoke { $name }
admin-keys-new-title = New key
admin-keys-new-text = Create one key for each server, so that you can revoke each one separately.
admin-keys-name = Name
admin-keys-name-hint = For example, the server that will use the key.
admin-keys-create = Create key
admin-keys-made = Copy your key now. You won’t be able to see it again.
admin-keys-made-text = Store it with your server’s other secrets. Anyone who has the key can use up the tokens they hold.
admin-keys-use-title = Check a token
admin-keys-use-text = Before it carries out a confirmed action, the server sends this request. A single-use token is used up by the check.
admin-revoke-heading = Revoke { $name }?
admin-revoke-text = The server that uses this key can no longer check tokens, so its protected actions are refused. This can’t be undone, but you can create a new key at any time.
notice-mail-retried = The email is being sent again.
notice-key-revoked = The key has been revoked.
