# The keys of applications.

admin-keys-list-title = Keys
admin-keys-list-text = Each lets one server check the tokens that come of confirmed actions, and nothing else.
admin-keys-none = None yet. Servers of applications that aren’t written in Rust need one.
admin-keys-created = Created
admin-keys-unused = Never used
admin-keys-revoke = Revoke
admin-keys-revoke-named = Revoke { $name }
admin-keys-new-title = New key
admin-keys-new-text = One for each server, so that one can be revoked by itself.
admin-keys-name = Name
admin-keys-name-hint = Such as the server that will use it.
admin-keys-create = Create key
admin-keys-made = This is the key. Copy it now: it isn’t shown again.
admin-keys-made-text = Keep it where your server keeps its secrets. Whoever has it can use up tokens that they hold.
admin-keys-use-title = Using a key
admin-keys-use-text = Before it does what was confirmed, the server asks whether the token counts. Asking uses it up.
admin-revoke-heading = Revoke { $name }?
admin-revoke-text = From then on the server that uses this key can’t check any token, and what it protects is refused. This can’t be undone; a new key can be made at any time.
notice-key-revoked = The key is revoked.
