"""Verifies session tokens with PyJWT or joserfc, as docs/tokens.md says.

verify.py LIBRARY ISSUER AUDIENCE, with a token on each line of the standard input. The keys are those that the issuer publishes. For each token there is
a line with "accepted", or "refused" and the reason.
"""

import json
import sys
import urllib.request

TYPE = "latchkey-session+jwt"
library, issuer, audience = sys.argv[1:]


def fetched(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return json.load(answer)


metadata = fetched(f"{issuer}/.well-known/oauth-authorization-server")
assert metadata["issuer"] == issuer


def with_pyjwt():
    import jwt

    keys = jwt.PyJWKClient(metadata["jwks_uri"])

    def verify(token):
        key = keys.get_signing_key_from_jwt(token)
        claims = jwt.decode(
            token,
            key,
            algorithms=["ES256"],
            audience=audience,
            issuer=issuer,
            options={"require": ["exp", "iat", "aud", "iss", "sub"]},
        )
        assert jwt.get_unverified_header(token)["typ"] == TYPE, "typ"
        return claims

    return verify


def with_joserfc():
    from joserfc import jwt
    from joserfc.jwk import KeySet

    keys = KeySet.import_key_set(fetched(metadata["jwks_uri"]))
    registry = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )

    def verify(token):
        decoded = jwt.decode(token, keys, algorithms=["ES256"])
        assert decoded.header["typ"] == TYPE, "typ"
        registry.validate(decoded.claims)
        return decoded.claims

    return verify


verify = {"PyJWT": with_pyjwt, "joserfc": with_joserfc}[library]()
for line in sys.stdin:
    try:
        print("accepted", verify(line.rstrip("\n"))["sub"])
    except Exception as error:
        print("refused", type(error).__name__, " ".join(str(error).split()))
