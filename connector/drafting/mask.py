"""What points to a person is replaced by a placeholder before text leaves, and put back afterwards.

    Mask(["Anna Muster"], text).hide(text)   “… ⟦NAME_1⟧ … ⟦EMAIL_1⟧ …”
    mask.restore(answer)                     raises ValueError on a placeholder that was never given out

Whatever is found in one of the texts is hidden in all of them. What is masked too much costs clarity; what is masked too little
leaves. So numbers that might be an account are hidden, checksum or not, and dates and amounts stay. Regular expressions
recognise forms: a name that stands nowhere as a name, or a place described in words, they do not.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from connector.core.ticket import Ticket
from connector.drafting.mask_forms import FORMS, KEPT, LONG_NUMBERS, PARTICLES, ROLE_WORDS, is_iban, kind_of_number

_PLACEHOLDER: Final = re.compile(r"⟦([A-Z]+)_(\d{1,4})⟧")
_BRACKET: Final = re.compile(r"[⟦⟧]")
_FEWEST_LETTERS: Final = 2


class Mask:
    """Hides one set of values, the same in every text that passes through."""

    def __init__(self, names: Sequence[str], *texts: str) -> None:
        self._values: dict[str, str] = {}
        self._placeholders: dict[str, str] = {}
        for name in names:
            self._take_name(name)
        for text in texts:
            for kind, value in _find(text):
                if kind == "NAME":
                    self._take_name(value)
                elif value:
                    self._take(kind, value)
        longest_first = sorted(self._placeholders, key=len, reverse=True)
        values = "|".join(_bounded(value) for value in longest_first)
        self._hidden = re.compile(f"{values}|[⟦⟧]" if values else "[⟦⟧]", re.IGNORECASE)

    def hide(self, text: str) -> str:
        """Return the text with every known value replaced."""
        return self._hidden.sub(lambda found: self._take(self._kind_of(found[0]), found[0]), text)

    def restore(self, text: str) -> str:
        """Return the text with every placeholder replaced by its value. Raises ValueError on one that was never given out."""
        unknown = [found[0] for found in _PLACEHOLDER.finditer(text) if found[0] not in self._values]
        if unknown or _BRACKET.search(_PLACEHOLDER.sub("", text)):
            raise ValueError("a placeholder that was never given out")
        return _PLACEHOLDER.sub(lambda found: self._values[found[0]], text)

    def exposes(self, text: str) -> bool:
        """Whether a value still stands in a text that is about to leave."""
        return self._hidden.search(_PLACEHOLDER.sub("", text)) is not None

    def _take_name(self, name: str) -> None:
        parts = [part for part in re.split(r"[\s,;/()\"“”„]+", name) if sum(c.isalpha() for c in part) >= _FEWEST_LETTERS]
        for part in (" ".join(name.split()), *(part.strip(".:!?") for part in parts)):
            if sum(c.isalpha() for c in part) >= _FEWEST_LETTERS and part not in PARTICLES:
                self._take("NAME", part)

    def _kind_of(self, value: str) -> str:
        if _BRACKET.match(value):
            return "SIGN"
        same = (p for v, p in self._placeholders.items() if v.casefold() == value.casefold())
        return next(same, "⟦NAME_1⟧")[1:].partition("_")[0]

    def _take(self, kind: str, value: str) -> str:
        """The placeholder of a value, a new one where it has none. Another spelling has another, so that both come back as they were."""
        if (known := self._placeholders.get(value)) is None:
            number = 1 + sum(p.startswith(f"⟦{kind}_") for p in self._values)
            known = self._placeholders[value] = f"⟦{kind}_{number}⟧"
            self._values[known] = value
        return known


def names_of(ticket: Ticket) -> tuple[str, ...]:
    """The names of the people of a ticket as the helpdesk has them, and those in the customer's address: ``anna.muster@…`` holds two."""
    parts = re.findall(r"[^\W\d_]+", ticket.requester.email.partition("@")[0])
    in_address = (part for part in parts if len(part) > _FEWEST_LETTERS and part.casefold() not in ROLE_WORDS)
    names = (ticket.requester.name, *(message.author_name for message in ticket.messages), *in_address)
    return tuple(dict.fromkeys(name for name in names if name.strip()))


def _find(text: str) -> Iterator[tuple[str, str]]:
    """Every value in a text with its kind."""
    for kind, pattern in FORMS:
        for found in pattern.finditer(text):
            value = _value(found)
            yield "NUMBER" if kind == "IBAN" and not is_iban(value) else kind, value
    rest = KEPT.sub(lambda found: "\n" * len(found[0]), text)
    for kind, pattern in LONG_NUMBERS:
        for found in pattern.finditer(rest):
            yield kind_of_number(found[0]) if kind == "NUMBER" else kind, _value(found)


def _value(found: re.Match[str]) -> str:
    return next((group for group in found.groups() if group), found[0]).strip(" \t\r\n.,;:-")


def _bounded(value: str) -> str:
    """The value where it stands by itself, not inside a longer word."""
    before = r"(?<!\w)" if value[0].isalnum() else ""
    after = r"(?!\w)" if value[-1].isalnum() else ""
    return before + re.escape(value) + after
