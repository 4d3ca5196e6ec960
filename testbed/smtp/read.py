"""Reads mails, each from a file, with Python's parser, and prints what is in them: JSON, a line for each. For tests of mails that Latchkey composes."""

import email
import email.policy
import json
import pathlib
import sys

for file in sys.argv[1:]:
    message = email.message_from_bytes(pathlib.Path(file).read_bytes(), policy=email.policy.default)
    defects = [repr(defect) for part in message.walk() for defect in part.defects]
    defects += [repr(defect) for _, value in message.items() for defect in value.defects]
    parts = [part for part in message.walk() if not part.is_multipart()]
    texts = [(part, part.get_content().replace("\r\n", "\n")) for part in parts]
    facts = {
        "headers": [[name, str(value)] for name, value in message.items()],
        "kind": message.get_content_type(),
        "defects": defects,
        "parts": [{"kind": part.get_content_type(), "charset": part.get_content_charset(), "text": text} for part, text in texts],
    }
    print(json.dumps(facts))
