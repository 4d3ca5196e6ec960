"""What the shop takes from forms."""

import re

AMOUNT = re.compile(r"[0-9]{1,6}(\.[0-9]{2})?")
# Printable ASCII without the backslash, which browsers read as a slash.
OWN_PATH = re.compile(r"/(?!/)[!-\[\]-~]*")
# Letters, marks and other characters that show nothing, and the one in place of bytes
# that aren't UTF-8.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd"
    "\U000e0100-\U000e01ef]"
)


def is_recipient(text: str) -> bool:
    """Whether this is up to 60 characters that all show, so that the page which
    has it confirmed shows all of it."""
    is_plain = text.isprintable() and text == " ".join(text.split())
    return is_plain and 1 <= len(text) <= 60 and not UNSEEN.search(text)


def is_amount(text: str) -> bool:
    return AMOUNT.fullmatch(text) is not None


def is_own_path(text: str) -> bool:
    """Whether this is a path of the shop, and leads to no other host."""
    return OWN_PATH.fullmatch(text) is not None
