"""How drafts address a customer, as the admin wishes: tone, greeting, signature."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from connector.core.taxonomy import LANGUAGES

#: Stands in a greeting for the customer's first name.
NAME: Final = "{name}"
#: Stands in a signature for a new line, because a rule is one line.
NEW_LINE: Final = "|"
#: The key of words that were given without a language.
ANY_LANGUAGE: Final = ""
_LONGEST_GREETING: Final = 80
_LONGEST_SIGNATURE: Final = 200
_BRACES: Final = re.compile(r"[{}]")


class Tone(StrEnum):
    """``friendly`` keeps the greeting of a macro; ``formal`` opens every draft with a formal one."""

    FRIENDLY = "friendly"
    FORMAL = "formal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Greetings and signatures by language; under :data:`ANY_LANGUAGE` those given without one."""

    tone: Tone = Tone.FRIENDLY
    greetings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    signatures: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _with_tone(manner: Manner, value: str, language: str) -> Manner:
    if language:
        raise ValueError("there is one tone for all languages; write “tone: friendly” or “tone: formal”")
    if value.casefold() not in set(Tone):
        raise ValueError(f"“{value}” is not friendly or formal")
    return replace(manner, tone=Tone(value.casefold()))


def _with_greeting(manner: Manner, value: str, language: str) -> Manner:
    if value.count(NAME) > 1 or _BRACES.search(value.replace(NAME, "")):
        raise ValueError("a greeting may hold {name}, once, and no other braces")
    return replace(manner, greetings={**manner.greetings, _spoken(language): _short(value, _LONGEST_GREETING)})


def _with_signature(manner: Manner, value: str, language: str) -> Manner:
    if _BRACES.search(value):
        raise ValueError("a signature holds no braces; a new line is written |")
    lines = "\n".join(line.strip() for line in _short(value, _LONGEST_SIGNATURE).split(NEW_LINE)).strip()
    if not lines:
        raise ValueError("write the words of the signature")
    return replace(manner, signatures={**manner.signatures, _spoken(language): lines})


def _spoken(language: str) -> str:
    if language and language not in LANGUAGES:
        raise ValueError(f"“{language}” is not one of {', '.join(LANGUAGES)}")
    return language


def _short(value: str, longest: int) -> str:
    if len(value) > longest:
        raise ValueError(f"write at most {longest} characters")
    return value


#: The rules of manner: what each makes of a manner, a value, and the language behind the dot in ``greeting.de``.
MANNER_RULES: Final[Mapping[str, Callable[[Manner, str, str], Manner]]] = {
    "tone": _with_tone,
    "greeting": _with_greeting,
    "signature": _with_signature,
}
