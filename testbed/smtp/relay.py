"""A relay for tests: aiosmtpd, which keeps each mail as a file and answers as the recipient's name asks.

It prints its port, and ends when its standard input is closed. FOLDER gets N.eml and N.json for the N-th mail that was received.

    busy@..     451 at RCPT        spam@..    550 after the final dot
    nobody@..   550 at RCPT        later@..   451 after the final dot
    wait@..     no answer to the final dot
    cut@..      the mail is kept, and the connection cut instead of an answer
    held@..     the mail is kept, and its final dot not answered the first time
"""

import argparse
import asyncio
import itertools
import json
import logging
import pathlib
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

# Handshakes that fail and passwords in clear text are what the tests are about.
logging.disable()
warnings.simplefilter("ignore")

AT_RCPT = {"busy": "451 4.7.1 Greylisted", "nobody": "550 5.1.1 <nobody@example.com> is unknown"}
AFTER_DATA = {"spam": "550 5.7.1 This looks like spam", "later": "451 4.3.0 Try again later"}


class Handler:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.numbers = itertools.count(1)
        self.held = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name in AT_RCPT:
            return AT_RCPT[name]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name in AFTER_DATA:
            return AFTER_DATA[name]
        if name == "wait":
            await asyncio.Event().wait()
        file = self.folder / f"{next(self.numbers)}.eml"
        file.write_bytes(envelope.original_content)
        facts = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "options": envelope.mail_options, "hello": session.host_name}
        facts["user"] = session.auth_data.login.decode() if session.authenticated else None
        # It appears with all of its content: tests look for it meanwhile.
        file.with_suffix(".part").write_text(json.dumps(facts))
        file.with_suffix(".part").rename(file.with_suffix(".json"))
        if name == "held" and not self.held:
            self.held = True
            await asyncio.Event().wait()
        if name == "cut":
            server.transport.abort()
        return "250 2.0.0 Kept"


def authenticate(server, session, envelope, mechanism, data):
    is_right = data.login == b"latchkey" and data.password == b"right"
    # Not handled: aiosmtpd itself answers 535.
    return AuthResult(success=is_right, handled=is_right, auth_data=data)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--tls", choices=["none", "tls", "starttls"], default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--auth", choices=["PLAIN", "LOGIN"])
    parser.add_argument("--without-utf8", action="store_true")
    parser.add_argument("--port", type=int, default=0)
    chosen = parser.parse_args()
    tls = None
    if chosen.tls != "none":
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(chosen.certificate, chosen.key)
    handler = Handler(chosen.folder)
    settings = {"enable_SMTPUTF8": not chosen.without_utf8, "hostname": "relay.example"}
    if chosen.tls == "starttls":
        settings |= {"tls_context": tls, "require_starttls": True}
    if chosen.auth:
        other = {"PLAIN", "LOGIN"} - {chosen.auth}
        settings |= {"auth_required": True, "authenticator": authenticate, "auth_exclude_mechanism": other, "auth_require_tls": False}
    loop = asyncio.get_running_loop()
    wrapped = tls if chosen.tls == "tls" else None
    server = await loop.create_server(lambda: SMTP(handler, loop=loop, **settings), "127.0.0.1", chosen.port, ssl=wrapped)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
