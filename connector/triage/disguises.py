"""Text in disguise: encoded, spelled apart, turned round, written in digits or hidden in an address. Undone in linear time.

What is undone is only searched, never shown: evidence is always the text as it stands.
"""

import base64
import binascii
import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus

from connector.triage.phrasebook import folded

_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{16,8000}={0,2}(?![A-Za-z0-9+/=_-])")
_HEX: Final = re.compile(r"(?:\\x|0x|%|\\u00)?(?:[0-9a-fA-F]{2}[\s:]?(?:\\x|0x|%|\\u00)?){11,4000}[0-9a-fA-F]{2}")
_ESCAPED: Final = re.compile(r"(?:&#x?[0-9a-fA-F]{2,6};\s?){6,}")
_BINARY: Final = re.compile(r"(?:[01]{8}\s?){6,}")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.|data:|javascript:)\S{8,2000}")
_PERCENT: Final = re.compile(r"\S*(?:%[0-9a-fA-F]{2}\S*){3,}")
_SPELLED: Final = re.compile(r"(?<!\S)(?:\S[ .·_*|/\\-]{1,6}){7,1000}\S(?!\S)")
_SEPARATOR: Final = re.compile(r"[ .·_*|/\\-]")
_WORD_GAP: Final = re.compile(r"[ .·_*|/\\-]{2,}")
_DIGIT_SPELLED: Final = re.compile(r"(?<!\w)(?=\w*[^\W\d_])(?=[\w@$!]*[0134578@$])[\w@$!]{4,30}")
_DIGITS: Final = str.maketrans("0134578@$!", "oieastbasi")
_NOT_HEX: Final = re.compile(r"\\x|0x|%|\\u00|[\s:]")
_NO_WORDS: Final = re.compile(r"[-_+=&/.?#:;,]+")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MOST: Final = 40
_FEWEST_WORDS: Final = 3
_FEWEST_DIGIT_SPELLED: Final = 2
_READABLE: Final = 0.85
_FEWEST_TURNED: Final = 2
#: Words of orders as rot13 and as written backwards; no language has them.
_TURNED: Final = re.compile(
    r"(?<!\w)(?:" + "|".join([
        *(codecs.encode(word, "rot13") for word in (
            "ignore", "disregard", "instructions?", "prompt", "system", "assistant", "approve", "override", "refund", "previous",
            "priority", "respond", "forget", "the", "and", "you", "your", "with", "this", "please", "customer", "always", "ticket",
        )),
        *(word[::-1] for word in (
            "ignore", "disregard", "instructions", "instruction", "prompt", "assistant", "approve", "override", "previous",
            "ignoriere", "anweisungen", "ignorez", "instructions", "ignora", "instrucciones", "istruzioni", "negeer", "instructies",
            "ignore", "instruções",
        )),
    ]).replace("?f", "f?").replace("snoitcurtsni?", "snoitcurtsni") + r")(?!\w)"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disguised:
    """A stretch of a text, what it stands for, and whether nobody disguises such a thing without a purpose."""

    written: str
    meant: str
    is_suspicious: bool = False


def undisguised(text: str) -> Iterator[Disguised]:
    """Yield what a text says in disguise. Reads each stretch at most a few times."""
    yield from _decoded(text)
    yield from _addresses(text)
    for found in list(_SPELLED.finditer(text))[:_MOST]:
        words = ["".join(_SEPARATOR.split(word)) for word in _WORD_GAP.split(found[0])]
        yield Disguised(found[0], " ".join(words), is_suspicious=len(words) == 1 and _holds_order(words[0]))
    digits = _DIGIT_SPELLED.findall(text)
    if len(digits) >= _FEWEST_DIGIT_SPELLED:
        yield Disguised(digits[0], text.translate(_DIGITS))
    turned = _TURNED.findall(folded(text))
    if len(turned) >= _FEWEST_TURNED:
        yield Disguised(turned[0], "", is_suspicious=True)


def _decoded(text: str) -> Iterator[Disguised]:
    for found in list(_BASE64.finditer(text))[:_MOST]:
        meant = _from_base64(found[0])
        if _is_readable(meant):
            yield Disguised(found[0], meant, is_suspicious=True)
    for found in list(_HEX.finditer(text))[:_MOST]:
        digits = _NOT_HEX.sub("", found[0])
        meant = bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("utf-8", errors="replace")
        if _is_readable(meant):
            yield Disguised(found[0], meant, is_suspicious=True)
    for found in list(_BINARY.finditer(text))[:_MOST]:
        meant = bytes(int(byte, 2) for byte in re.findall(r"[01]{8}", found[0])).decode("utf-8", errors="replace")
        if _is_readable(meant):
            yield Disguised(found[0], meant, is_suspicious=True)
    for found in list(_ESCAPED.finditer(text))[:_MOST]:
        yield Disguised(found[0], html.unescape(found[0]), is_suspicious=True)


def _addresses(text: str) -> Iterator[Disguised]:
    for found in [*list(_ADDRESS.finditer(text))[:_MOST], *list(_PERCENT.finditer(text))[:_MOST]]:
        yield Disguised(found[0], _NO_WORDS.sub(" ", unquote_plus(unquote_plus(found[0]))))


def _from_base64(token: str) -> str:
    padded = token.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _is_readable(text: str) -> bool:
    """Whether a decoded text is words that a person would write; keys, pictures and tokens are not."""
    plain = sum(c.isalpha() or c.isspace() or c in "',.!?:" for c in text)
    return len(_WORD.findall(text)) >= _FEWEST_WORDS and " " in text and plain >= _READABLE * len(text)


def _holds_order(letters: str) -> bool:
    return any(order in folded(letters) for order in _ORDERS)


#: Orders without spaces between their words.
_ORDERS: Final = (
    "ignoreall", "ignoreprevious", "ignoreyour", "ignorethe", "systemprompt", "instructions", "disregard", "youarenow", "anweisung",
    "ignorier", "instructies", "negeer", "ignorez", "consignes", "instrucciones", "ignora", "istruzioni", "instrucoes", "approve",
    "override", "refundme", "prompt",
)  # fmt: skip
